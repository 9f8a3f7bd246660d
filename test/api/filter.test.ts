import { expect, it } from '@jest/globals';
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

  it('takes five hundred filters in one and refuses more', async () => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { nodes { id } } }';
    const filters = Array.from({ length: 500 }, () => ({ name: { eq: 'Nobody' } }));

    const most = await shop.ask(query, { filter: { or: filters.slice(1) } });
    const more = await shop.ask(query, { filter: { or: filters } });

    expect(most.errors).toEqual([]);
    expect(more.errors).toMatchObject([
      {
        message: 'A filter may consist of at most 500 filters; got 501.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});
