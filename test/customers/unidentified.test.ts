import { expect, it } from '@jest/globals';
import { addUnidentified } from '../../src/customers/customer.service.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { added, namesOf, written } from './asking.ts';

onBothEngines('unidentified customers', (shop) => {
  it('stay out of lists and counts unless asked for', async () => {
    await added(shop, { name: 'Known' });
    await shop.inUnit((unit) => addUnidentified(unit, [testNow]));

    const { data } = await shop.ask(`{
      byDefault: customers { totalCount }
      both: customers(filter: { or: [{ identified: { eq: true } }, { identified: { eq: false } }] }) { totalCount }
    }`);

    expect(data).toEqual({ byDefault: { totalCount: 1 }, both: { totalCount: 2 } });
    expect(await namesOf(shop, {})).toEqual(['Known']);
    expect(await namesOf(shop, { filter: { identified: { eq: false } } })).toEqual(['Unknown customer']);
    expect(await namesOf(shop, { search: 'unknown' })).toEqual([]);
  });

  it('are found by id, and become identified by a name', async () => {
    const [uuid = ''] = await shop.inUnit((unit) => addUnidentified(unit, [testNow]));
    const id = globalId('customer', uuid);
    const found = await shop.ask('query ($id: ID!) { customer(by: { id: $id }) { name identified } }', {
      id,
    });

    const { customer } = await written(shop, 'updateCustomer', { id, givenName: 'Recognised' });

    expect(found.data.customer).toEqual({ name: 'Unknown customer', identified: false });
    expect(customer).toMatchObject({ id, name: 'Recognised', identified: true });
  });
});
