import { beforeAll, expect, it } from '@jest/globals';
import { onBothEngines } from '../support/engines.ts';

onBothEngines('reads of personal data', (shop) => {
  const people = '{ customers(orderBy: [{ field: NAME }]) { nodes { name email phone } } }';
  const clerk = { scopes: ['customers:read', 'customers:pii'] };
  const reads = '{ personalDataReads { totalCount nodes { day count actor { name } } } }';

  beforeAll(async () => {
    await shop.ask(`mutation {
      a: createCustomer(input: { name: "A", email: "a@example.fi", phone: "+358401234567" }) { customer { id } }
      b: createCustomer(input: { name: "B", email: "b@example.fi" }) { customer { id } }
    }`);
  });

  it('are counted by actor and day of the shop, every value that was shown and no other', async () => {
    await shop.ask(people);
    await shop.ask(people, {}, clerk);
    await shop.ask(people, {}, { scopes: ['customers:read'] });
    await shop.writeCounts();
    await shop.ask(people, {}, clerk);
    await shop.ask('{ customers { nodes { name } } }', {}, clerk);
    // 23:30 in UTC is the next day in Helsinki.
    shop.clock.set(new Date('2026-11-22T23:30:00Z'));
    await shop.ask(people, {}, clerk);
    await shop.writeCounts();
    await shop.writeCounts();

    const { data, errors } = await shop.ask(reads);

    expect(errors).toEqual([]);
    expect(data.personalDataReads.totalCount).toBe(3);
    expect(data.personalDataReads.nodes).toEqual(
      expect.arrayContaining([
        { day: '2026-11-22', count: 3, actor: { name: 'Trial key' } },
        { day: '2026-11-22', count: 6, actor: { name: 'customers:read,customers:pii' } },
      ]),
    );
    expect(data.personalDataReads.nodes[0]).toEqual({
      day: '2026-11-23',
      count: 3,
      actor: { name: 'customers:read,customers:pii' },
    });
  });

  it('cost the request that reads no statement', async () => {
    const { statements } = await shop.ask(people);

    expect(statements).toBe(1);
  });

  it('are of the actor asked for', async () => {
    const { data } = await shop.ask('{ personalDataReads { nodes { actor { id } } } }');
    const id = data.personalDataReads.nodes[0].actor.id;

    const filtered = await shop.ask(
      'query ($id: ID) { personalDataReads(actor: { eq: $id }) { nodes { day } } }',
      { id },
    );

    expect(filtered.data.personalDataReads.nodes).toEqual([{ day: '2026-11-23' }, { day: '2026-11-22' }]);
  });

  it('count questions by personal data, which tell some of it', async () => {
    shop.clock.set(new Date('2026-12-01T12:00:00Z'));
    const asked = await Promise.all([
      shop.ask('{ customers(filter: { not: { yearlyIncome: { gt: "1" } } }) { totalCount } }', {}, clerk),
      shop.ask('{ customer(by: { email: "nobody@example.fi" }) { id } }', {}, clerk),
    ]);
    await shop.writeCounts();

    const { data } = await shop.ask('{ personalDataReads(first: 1) { nodes { day count } } }');

    expect(asked.map(({ errors }) => errors)).toEqual([[], []]);
    expect(data.personalDataReads.nodes).toEqual([{ day: '2026-12-01', count: 2 }]);
  });
});
