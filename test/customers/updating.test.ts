import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { localId } from '../../src/kernel/ids.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { added, countOf, written } from './asking.ts';

const whole = {
  givenName: 'Liisa',
  familyName: 'Saar',
  email: 'liisa@example.ee',
  phone: '+37251234567',
  address: { street: 'Pikk 1', postalCode: '10123', city: 'Tallinn' },
  country: 'EE',
  region: 'Harju',
  language: 'et',
  yearlyIncome: { amount: '24000', currency: 'EUR' },
  interests: ['choir'],
  attributes: { tier: 'gold', size: 4 },
};

onBothEngines('changing a customer', (shop) => {
  it('keeps what is not given', async () => {
    const id = await added(shop, { ...whole, email: 'kept@example.ee' });

    const { customer, userErrors } = await written(shop, 'updateCustomer', { id, region: 'Tartu' });

    expect(userErrors).toEqual([]);
    expect(customer).toMatchObject({
      ...whole,
      name: 'Liisa Saar',
      email: 'kept@example.ee',
      region: 'Tartu',
      address: { ...whole.address, region: 'Tartu', country: 'EE' },
      yearlyIncome: { amount: '24000.00', currency: 'EUR' },
    });
  });

  it('clears what is null', async () => {
    const id = await added(shop, { ...whole, email: 'cleared@example.ee' });
    const cleared = {
      email: null,
      phone: null,
      address: null,
      country: null,
      region: null,
      language: null,
      yearlyIncome: null,
      familyName: null,
    };

    const { customer } = await written(shop, 'updateCustomer', {
      id,
      ...cleared,
      interests: null,
      attributes: null,
    });

    expect(customer).toMatchObject({ ...cleared, name: 'Liisa', interests: [], attributes: {} });
    const reused = await written(shop, 'createCustomer', { name: 'Next', email: 'CLEARED@example.ee' });
    expect(reused.userErrors).toEqual([]);
  });

  it('clears one part of an address alone', async () => {
    const id = await added(shop, { ...whole, email: null });

    const { customer } = await written(shop, 'updateCustomer', { id, address: { street: null } });

    expect(customer.address).toMatchObject({ street: null, postalCode: '10123', city: 'Tallinn' });
  });

  it('merges attributes key by key; null takes one away', async () => {
    const id = await added(shop, { ...whole, email: null });

    const { customer } = await written(shop, 'updateCustomer', {
      id,
      attributes: { tier: 'silver', size: null, since: 2019 },
    });

    expect(customer.attributes).toEqual({ tier: 'silver', since: 2019 });
  });

  it('lets a name made of its parts follow them, and one that was given stay', async () => {
    const composed = await added(shop, { givenName: 'Anna', familyName: 'Tamm' });
    const given = await added(shop, { name: 'Dr Tamm', givenName: 'Anna', familyName: 'Tamm' });

    const followed = await written(shop, 'updateCustomer', { id: composed, familyName: 'Mägi' });
    const stayed = await written(shop, 'updateCustomer', { id: given, familyName: 'Mägi' });
    const recomposed = await written(shop, 'updateCustomer', { id: given, name: null });

    expect(followed.customer.name).toBe('Anna Mägi');
    expect(stayed.customer.name).toBe('Dr Tamm');
    expect(recomposed.customer.name).toBe('Anna Mägi');
  });

  it('refuses an empty name where there are no parts to make one of', async () => {
    const id = await added(shop, { name: 'Solo' });

    const { customer, userErrors } = await written(shop, 'updateCustomer', {
      id,
      name: null,
      region: 'Lapland',
    });

    expect(customer).toBeNull();
    expect(userErrors).toEqual([
      { path: ['name'], message: 'A customer has a name; it cannot be empty.', code: 'REQUIRED' },
    ]);
    const { data } = await shop.ask('query ($id: ID!) { customer(by: { id: $id }) { name region } }', { id });
    expect(data.customer).toEqual({ name: 'Solo', region: null });
  });

  it('changes the case of an e-mail address, and frees the old one when it changes altogether', async () => {
    const id = await added(shop, { name: 'Mail', email: 'old@example.fi' });

    const recased = await written(shop, 'updateCustomer', { id, email: 'Old@Example.fi' });
    await written(shop, 'updateCustomer', { id, email: 'new@example.fi' });
    const taker = await written(shop, 'createCustomer', { name: 'Taker', email: 'OLD@example.fi' });

    expect(recased.customer.email).toBe('Old@Example.fi');
    expect(taker.userErrors).toEqual([]);
  });

  it.each([
    ['malformed', 'customer_nonsense'],
    ['of another type', 'product_01h455vb4pex5vsknk084sn02q'],
    ['of nobody', 'customer_01h455vb4pex5vsknk084sn02q'],
  ])('refuses an id that is %s', async (_what, id) => {
    const { customer, userErrors } = await written(shop, 'updateCustomer', { id, name: 'Ghost' });

    expect(customer).toBeNull();
    expect(userErrors).toEqual([
      { path: ['id'], message: 'There is no customer with this id.', code: 'NOT_FOUND' },
    ]);
  });

  it('notes what changed and when, without the values, and nothing when nothing did', async () => {
    const id = await added(shop, { name: 'Noted', email: 'noted@example.fi' });
    const later = new Date('2026-11-23T08:00:00Z');
    shop.clock.set(later);

    const changed = await written(shop, 'updateCustomer', {
      id,
      email: 'again@example.fi',
      region: 'Lapland',
    });
    const before = await countOf(shop, 'change');
    await written(shop, 'updateCustomer', { id, region: ' Lapland ' });
    shop.clock.set(testNow);

    expect(changed.customer).toMatchObject({
      createdAt: testNow.toISOString(),
      updatedAt: later.toISOString(),
    });
    expect(await countOf(shop, 'change')).toBe(before);
    const { rows } = await sql<{ action: string; details: unknown }>`
      select action, details from change where subject_id = ${localId('customer', id)}::uuid order by at
    `.execute(shop.database.kysely);
    expect(rows).toEqual([
      { action: 'customer.created', details: expect.objectContaining({ before: null }) },
      {
        action: 'customer.updated',
        details: { fields: ['email', 'region'], before: { region: null }, after: { region: 'Lapland' } },
      },
    ]);
  });
});
