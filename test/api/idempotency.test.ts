import { afterEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';

const mutation = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { id name } userErrors { path message code } }
}`;
const conflict = {
  path: ['idempotencyKey'],
  message: 'This idempotency key was used with another input. Use a new one.',
  code: 'IDEMPOTENCY_CONFLICT',
};

onBothEngines('an idempotency key', (shop) => {
  afterEach(() => shop.clock.set(testNow));
  const create = async (input: Record<string, unknown>, scopes?: string[]) => {
    const { data } = await shop.ask(mutation, { input }, scopes ? { scopes } : {});
    return data.createCustomer;
  };
  const countNamed = async (name: string) => {
    const { rows } = await sql<{ customers: number; changes: number }>`
      select
        (select count(*) from customer where name = ${name}) as customers,
        (select count(*) from change join customer on subject_id = customer.id where name = ${name}) as changes
    `.execute(shop.database.kysely);
    return rows[0];
  };

  it('gives the first answer again, and one row, whatever the order of the fields', async () => {
    const first = await create({ name: 'Once', region: 'Lapland', idempotencyKey: 'once' });
    const again = await create({ idempotencyKey: 'once', region: 'Lapland', name: 'Once' });

    expect(first.userErrors).toEqual([]);
    expect(again).toEqual(first);
    expect(await countNamed('Once')).toEqual({ customers: 1, changes: 1 });
  });

  it('gives fifty callers at once one row and the same answer', async () => {
    const input = { name: 'Crowd', email: 'crowd@example.fi', idempotencyKey: 'crowd' };

    const answers = await Promise.all(Array.from({ length: 50 }, () => create(input)));

    expect(answers[0].userErrors).toEqual([]);
    expect(answers).toEqual(Array(50).fill(answers[0]));
    expect(await countNamed('Crowd')).toEqual({ customers: 1, changes: 1 });
  });

  it('refuses another input, another mutation among them, and changes nothing', async () => {
    await create({ name: 'Mine', idempotencyKey: 'mine' });

    const otherInput = await create({ name: 'Other', idempotencyKey: 'mine' });
    const otherMutation = await shop.ask(
      'mutation { upsertProduct(input: { sku: "S", name: "Mine", idempotencyKey: "mine" }) { product { id } userErrors { path message code } } }',
    );

    expect(otherInput).toEqual({ customer: null, userErrors: [conflict] });
    expect(otherMutation.data.upsertProduct).toEqual({ product: null, userErrors: [conflict] });
    expect(await countNamed('Other')).toEqual({ customers: 0, changes: 0 });
  });

  it('is not used up by an attempt that was refused', async () => {
    const refused = await create({ name: 'Retry', email: 'nonsense', idempotencyKey: 'retry' });
    const corrected = await create({ name: 'Retry', email: 'retry@example.fi', idempotencyKey: 'retry' });

    expect(refused.userErrors[0].code).toBe('INVALID');
    expect(corrected).toMatchObject({ customer: { name: 'Retry' }, userErrors: [] });
  });

  it('is remembered for seven days, to the instant', async () => {
    const input = { name: 'Week', idempotencyKey: 'week' };
    const first = await create(input);

    shop.clock.set(new Date('2026-11-29T12:00:00Z'));
    const within = await create(input);
    shop.clock.set(new Date('2026-11-29T12:00:00.001Z'));
    const after = await create(input);
    const afterwards = await create(input);

    expect(within).toEqual(first);
    expect(after.customer.id).not.toBe(first.customer.id);
    expect(afterwards).toEqual(after);
    expect(await countNamed('Week')).toEqual({ customers: 2, changes: 2 });
  });

  it('belongs to its caller: another may use the same', async () => {
    const input = { name: 'Shared', idempotencyKey: 'shared' };

    const one = await create(input, ['customers:write', 'customers:read']);
    const other = await create(input, ['customers:write', 'customers:read', 'customers:pii']);

    expect([one.userErrors, other.userErrors]).toEqual([[], []]);
    expect(one.customer.id).not.toBe(other.customer.id);
  });

  it.each([
    ['empty', '', 0],
    ['too long', 'x'.repeat(201), 201],
  ])('is refused when it is %s', async (_what, idempotencyKey, length) => {
    const { customer, userErrors } = await create({ name: 'Key', idempotencyKey });

    expect(customer).toBeNull();
    expect(userErrors).toEqual([
      {
        path: ['idempotencyKey'],
        message: `An idempotency key has 1 to 200 characters; got ${length}.`,
        code: 'INVALID',
      },
    ]);
  });

  it('may be null, which is none', async () => {
    await create({ name: 'None', idempotencyKey: null });
    await create({ name: 'None', idempotencyKey: null });

    expect(await countNamed('None')).toEqual({ customers: 2, changes: 2 });
  });
});
