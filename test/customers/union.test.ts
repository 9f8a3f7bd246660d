import { describe, expect, it } from '@jest/globals';
import { uniteCustomers } from '../../src/customers/union.service.ts';
import { doing, Work } from '../../src/database/work.ts';
import { newId } from '../../src/kernel/ids.ts';
import { contributions, slices } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';

/** Tables whose rows name a customer, and that do not go with them. */
const notFacts = ['customer_summary'];

onBothEngines('customers who turn out to be others', (shop) => {
  it('take every table with them that names a customer', () => {
    const entities = [...shop.database.orm.getMetadata().getAll().values()];
    const ofSlices = slices.flatMap((slice) =>
      slice.entities.map((entity) => (entity as { name: string }).name),
    );
    const tables = entities
      .filter(
        ({ className, props }) =>
          ofSlices.includes(className) && props.some(({ name }) => name === 'customerId'),
      )
      .map(({ tableName }) => tableName)
      .filter((table) => !notFacts.includes(table));

    expect(contributions.facts.map(({ table }) => table).toSorted()).toEqual(tables.toSorted());
  });

  it('are moved in a number of statements that does not grow with theirs', async () => {
    const statementsFor = async (count: number) => {
      const work = new Work();
      const pairs = Array.from({ length: count }, () => ({ from: newId(), into: newId() }));
      await doing(work, () => shop.inUnit((unit) => uniteCustomers(unit, pairs)));
      return work.statements;
    };

    const [one, hundred] = [await statementsFor(1), await statementsFor(100)];

    expect(hundred).toBe(one);
  });
});

describe('what slices declare', () => {
  it('names parents before what refers to them', () => {
    const tables = contributions.facts.map(({ table }) => table);

    expect(tables.indexOf('purchase')).toBeLessThan(tables.indexOf('purchase_line'));
    expect(tables.indexOf('refund')).toBeLessThan(tables.indexOf('refund_line'));
  });
});
