import { expect, it } from '@jest/globals';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { onBothEngines } from '../support/engines.ts';

type Nest = (inner: object) => object;

function nested(depth: number, wrap: Nest): object {
  return Array.from({ length: depth }).reduce<object>(wrap, { name: { eq: 'Nobody' } });
}

onBothEngines('the size of filters', (shop) => {
  const wraps: [string, Nest][] = [
    ['and', (inner) => ({ and: [inner] })],
    ['or', (inner) => ({ or: [{}, inner] })],
    ['not', (inner) => ({ not: inner })],
  ];
  const lists = ['customers', 'products'];
  const cases = lists.flatMap((list) => wraps.map(([name, wrap]) => ({ list, name, wrap })));

  it.each(cases)('takes five levels of $name on $list and refuses six', async ({ list, wrap }) => {
    const type = list === 'customers' ? 'CustomerFilter' : 'ProductFilter';
    const query = `query ($filter: ${type}) { ${list}(filter: $filter) { nodes { id } } }`;

    const five = await shop.ask(query, { filter: nested(5, wrap) });
    const six = await shop.ask(query, { filter: nested(6, wrap) });

    expect(five.errors).toEqual([]);
    expect(six).toMatchObject({
      status: 200,
      data: null,
      errors: [
        {
          message: 'A filter may nest and, or and not at most 5 deep.',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
    expect(six.statements).toBe(0);
  });

  const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';
  const texts = (count: number, length = 4) =>
    Array.from({ length: count }, (_, index) => String(index).padStart(length, 'ä'));

  it.each([
    [
      'fifty filters of a comparison each in one filter',
      { or: texts(49).map((eq) => ({ name: { eq } })) },
      { or: texts(50).map((eq) => ({ name: { eq } })) },
      'A filter may consist of at most 100 filters and comparisons; got 101.',
    ],
    [
      'a thousand values in a list',
      { interests: { hasAny: texts(1_000) } },
      { interests: { hasAny: texts(1_001) } },
      'A list in a filter has at most 1000 values; got 1001.',
    ],
    [
      'five hundred characters in a text',
      { not: { name: { contains: 'ä'.repeat(500) } } },
      { not: { name: { contains: 'ä'.repeat(501) } } },
      'A text to look for has at most 500 characters; got 501.',
    ],
    [
      'five hundred characters in each text of a list',
      { region: { notIn: texts(2, 500) } },
      { region: { notIn: texts(2, 501) } },
      'A text to look for has at most 500 characters; got 501.',
    ],
  ])('takes %s and refuses more', async (_, most, more, message) => {
    const taken = await shop.ask(query, { filter: most });
    const refused = await shop.ask(query, { filter: more });

    expect(taken.errors).toEqual([]);
    expect(refused).toMatchObject({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(refused.statements).toBe(0);
  });

  it.each(['customers', 'products'])(
    'refuses to search %s for more than five hundred characters',
    async (list) => {
      const { errors } = await shop.ask(`query ($text: String) { ${list}(search: $text) { totalCount } }`, {
        text: 'a'.repeat(501),
      });

      expect(errors[0]?.message).toBe('A text to look for has at most 500 characters; got 501.');
    },
  );

  it('finds many texts beyond ASCII in capitals among two thousand names', async () => {
    await shop.inUnit((unit) =>
      createCustomers(
        unit,
        texts(2_000, 60).map((text) => ({ name: `${text}ö` })),
      ),
    );
    const filter = { or: texts(49, 50).map((text) => ({ name: { contains: `${text}ö`.toUpperCase() } })) };

    const { data } = await shop.ask(query, { filter });

    expect(data.customers.totalCount).toBe(49);
  });
});
