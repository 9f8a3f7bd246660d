import { beforeAll, describe, expect, it } from '@jest/globals';
import { keepCutOffs } from '../../src/loyalty/rfm.cuts.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';
import { club, rate } from './club.ts';

// Sunday noon is now: Aino bought last 400 days ago, the others 100, 50 and 10 days, and Liis today.
const buyers = {
  Aino: [['2025-10-18T12:00:00Z', '10.00']],
  Eero: [['2026-08-14T12:00:00Z', '50.00']],
  Helmi: [['2026-10-03T12:00:00Z', '20.00']],
  Jaak: [
    ['2026-11-01T12:00:00Z', '20.00'],
    ['2026-11-12T12:00:00Z', '20.00'],
  ],
  Liis: [
    ['2026-11-18T12:00:00Z', '8.00'],
    ['2026-11-19T12:00:00Z', '8.00'],
    ['2026-11-20T12:00:00Z', '8.00'],
    ['2026-11-21T12:00:00Z', '8.00'],
    ['2026-11-22T08:00:00Z', '8.00'],
  ],
} as const satisfies Record<string, readonly (readonly [string, string])[]>;

const scoresNow = {
  Aino: { recency: 1, frequency: 1, monetary: 1, group: 'LOST' },
  Eero: { recency: 2, frequency: 1, monetary: 5, group: 'NEEDS_ATTENTION' },
  Helmi: { recency: 3, frequency: 1, monetary: 2, group: 'ABOUT_TO_SLEEP' },
  Jaak: { recency: 4, frequency: 4, monetary: 4, group: 'POTENTIAL_LOYALIST' },
  Liis: { recency: 5, frequency: 5, monetary: 3, group: 'POTENTIAL_LOYALIST' },
  Onni: null,
};

const wholeRfm = `rfm {
  cutOffs { recency frequency monetary { amount } computedAt }
  grid { recency frequency customers spent { amount currency } }
  groups { group customers share { value n } spent { amount } }
}`;

interface Counted {
  customers: number;
}

onBothEngines('RFM', (shop) => {
  const { aBuyer, loyalty, cancelling, refund } = club(shop);

  beforeAll(async () => {
    const bought = new Map<string, Awaited<ReturnType<typeof aBuyer>>>();
    for (const [name, purchases] of Object.entries(buyers)) {
      bought.set(
        name,
        await aBuyer(name, ...purchases.map(([at, price]) => [at, price] as [string, string])),
      );
    }
    await aBuyer('Onni');
    // Of her 40.00 Liis has got 10.00 back, an hour ago.
    const [first, second] = bought.get('Liis')?.purchases ?? [];
    const refundedAt = '2026-11-22T11:00:00Z';
    await refund({ purchaseId: first.id, amount: '8.00', refundedAt });
    await refund({ purchaseId: second.id, amount: '2.00', refundedAt });
  });

  async function scores(filter: object = {}): Promise<Record<string, unknown>> {
    const { data, errors } = await shop.ask(
      `query ($filter: CustomerFilter) {
        customers(filter: $filter) {
          nodes { name summary { rfm { recency frequency monetary group } } }
        }
      }`,
      { filter },
    );
    expect(errors).toEqual([]);
    const entries = data.customers.nodes.map(
      ({ name, summary }: { name: string; summary: { rfm: unknown } }) => [name, summary.rfm],
    );
    return Object.fromEntries(entries.toReversed());
  }

  it('is told by cut-offs worked out at once until some are kept, and of no customer', async () => {
    const { rfm } = await loyalty(wholeRfm);

    expect(rfm.groups.filter(({ customers }: Counted) => customers > 0)).toHaveLength(4);
    expect(Object.values(await scores())).toEqual([null, null, null, null, null, null]);
  });

  describe('once customers are cut into fifths', () => {
    beforeAll(() => keepCutOffs(shop.database.kysely, testNow));

    it('lies between the fifths of the customers, by values of theirs', async () => {
      const { rfm } = await loyalty(wholeRfm);

      expect(rfm.cutOffs).toEqual({
        recency: [10, 50, 100, 400],
        frequency: [1, 1, 1, 2],
        monetary: [{ amount: '10.00' }, { amount: '20.00' }, { amount: '30.00' }, { amount: '40.00' }],
        computedAt: '2026-11-22T12:00:00.000Z',
      });
    });

    it('scores customers, and nobody who has not bought', async () => {
      expect(await scores()).toEqual(scoresNow);
    });

    it('is a grid of five by five, with what those in it spent', async () => {
      const { rfm } = await loyalty(wholeRfm);

      expect(rfm.grid).toHaveLength(25);
      expect(rfm.grid.filter(({ customers }: Counted) => customers > 0)).toEqual([
        { recency: 5, frequency: 5, customers: 1, spent: { amount: '30.00', currency: 'EUR' } },
        { recency: 4, frequency: 4, customers: 1, spent: { amount: '40.00', currency: 'EUR' } },
        { recency: 3, frequency: 1, customers: 1, spent: { amount: '20.00', currency: 'EUR' } },
        { recency: 2, frequency: 1, customers: 1, spent: { amount: '50.00', currency: 'EUR' } },
        { recency: 1, frequency: 1, customers: 1, spent: { amount: '10.00', currency: 'EUR' } },
      ]);
    });

    it('is ten groups, with their shares', async () => {
      const { rfm } = await loyalty(wholeRfm);

      const share = { value: 0.2, n: 5 };
      expect(rfm.groups).toHaveLength(10);
      expect(rfm.groups.filter(({ customers }: Counted) => customers > 0)).toEqual([
        {
          group: 'POTENTIAL_LOYALIST',
          customers: 2,
          share: { value: 0.4, n: 5 },
          spent: { amount: '70.00' },
        },
        { group: 'NEEDS_ATTENTION', customers: 1, share, spent: { amount: '50.00' } },
        { group: 'ABOUT_TO_SLEEP', customers: 1, share, spent: { amount: '20.00' } },
        { group: 'LOST', customers: 1, share, spent: { amount: '10.00' } },
      ]);
    });

    it('counts some customers by the cut-offs of all', async () => {
      const filter = { rfm: { frequency: { gte: 4 } } };

      const { rfm } = await loyalty(wholeRfm, { filter });

      expect(rfm.cutOffs.frequency).toEqual([1, 1, 1, 2]);
      expect(rfm.groups.filter(({ customers }: Counted) => customers > 0)).toEqual([
        { group: 'POTENTIAL_LOYALIST', customers: 2, share: { value: 1, n: 2 }, spent: { amount: '70.00' } },
      ]);
    });

    it('was what it was before the refund: two had spent 40.00 and had the same score', async () => {
      const { rfm } = await loyalty(wholeRfm, { asOf: '2026-11-22T11:00:00Z' });

      expect(rfm.cutOffs).toMatchObject({
        monetary: [{ amount: '10.00' }, { amount: '20.00' }, { amount: '40.00' }, { amount: '40.00' }],
        computedAt: '2026-11-22T11:00:00.000Z',
      });
      expect(rfm.grid.slice(0, 7).map(({ spent }: { spent: { amount: string } }) => spent.amount)).toEqual([
        '40.00',
        '0.00',
        '0.00',
        '0.00',
        '0.00',
        '0.00',
        '40.00',
      ]);
    });

    it('was what it was in summer, of those of a filter by the cut-offs of all there were', async () => {
      const { data } = await shop.ask('{ customers(search: "Eero") { nodes { id } } }');
      const filter = { id: { eq: data.customers.nodes[0].id } };

      const { rfm } = await loyalty(wholeRfm, { asOf: '2026-08-15T12:00:00Z', filter });

      // Aino had bought 301 days before, for 10.00, and Eero the day before, for 50.00.
      expect(rfm.cutOffs).toMatchObject({
        recency: [1, 1, 301, 301],
        frequency: [1, 1, 1, 1],
        monetary: [{ amount: '10.00' }, { amount: '10.00' }, { amount: '50.00' }, { amount: '50.00' }],
      });
      expect(rfm.grid.filter(({ customers }: Counted) => customers > 0)).toEqual([
        { recency: 3, frequency: 1, customers: 1, spent: { amount: '50.00', currency: 'EUR' } },
      ]);
    });

    it.each<[object, string[]]>([
      [{ recency: { gte: 4 } }, ['Jaak', 'Liis']],
      [{ frequency: { eq: 1 } }, ['Aino', 'Eero', 'Helmi']],
      [{ monetary: { gt: 2, lt: 5 } }, ['Jaak', 'Liis']],
      [{ recency: { lte: 2 }, monetary: { eq: 5 } }, ['Eero']],
      [{ recency: { isNull: true } }, ['Onni']],
      [{ group: { eq: 'NEEDS_ATTENTION' } }, ['Eero']],
      [{ group: { in: ['LOST', 'POTENTIAL_LOYALIST'] } }, ['Aino', 'Jaak', 'Liis']],
      [{ group: { notIn: ['LOST', 'POTENTIAL_LOYALIST'] } }, ['Eero', 'Helmi', 'Onni']],
      [{}, ['Aino', 'Eero', 'Helmi', 'Jaak', 'Liis']],
    ])('finds customers by %j', async (rfm, names) => {
      expect(Object.keys(await scores({ rfm }))).toEqual(names);
    });

    it('needs the scope of purchases, as a field and as a filter', async () => {
      const asking = { scopes: ['customers:read'] };

      const field = await shop.ask('{ customers { nodes { summary { rfm { group } } } } }', {}, asking);
      const filter = await shop.ask(
        '{ customers(filter: { rfm: { group: { eq: LOST } } }) { nodes { name } } }',
        {},
        asking,
      );

      expect(field.errors[0]?.extensions.code).toBe('FORBIDDEN');
      expect(filter.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    });

    it('takes one statement more for a page of customers, and one for the figures', async () => {
      const page = '{ customers { nodes { name summary { rfm { group computedAt } } } } }';

      const { statements } = await shop.ask(page);
      const figures = await loyalty(wholeRfm);

      expect([statements, figures.statements]).toEqual([2, 1]);
    });

    it('changes as days go by, and as customers are cut anew', async () => {
      const { data } = await shop.ask(
        '{ customers(filter: { rfm: { recency: { eq: 5 } } }) { nodes { name } } }',
      );
      shop.clock.set(new Date('2026-12-02T12:00:00Z'));
      const late = await scores({ rfm: { recency: { eq: 5 } } });
      await keepCutOffs(shop.database.kysely, shop.clock.now());
      const anew = await scores({ rfm: { recency: { eq: 5 } } });
      shop.clock.set(testNow);

      expect(data.customers.nodes).toEqual([{ name: 'Liis' }]);
      expect(Object.keys(late)).toEqual([]);
      expect(Object.keys(anew)).toEqual(['Liis']);
    });
  });

  it('stays what it was, with all of loyalty, whatever happens afterwards', async () => {
    const everything = `customerCount repeatPurchaseRate { ${rate} } churned { ${rate} } ${wholeRfm}
      cohorts { from size cells { customers isComplete } }`;
    const asOf = '2026-11-22T11:30:00Z';
    const called = await aBuyer('Sulo', '2026-11-20T10:00:00Z');
    const before = await loyalty(everything, { asOf });

    const { purchases } = await aBuyer('Päivi', '2026-11-22T11:30:00Z', '2026-11-22T11:45:00Z');
    await refund({ purchaseId: purchases[0].id, amount: '5.00' });
    await cancelling({ id: called.purchases[0].id });

    expect(await loyalty(everything, { asOf })).toEqual(before);
    expect((await loyalty('customerCount')).customerCount).toBe(6);
  });

  it('is worked out by one server at a time', async () => {
    const { kysely } = shop.database;

    await Promise.all([keepCutOffs(kysely, testNow), keepCutOffs(kysely, testNow)]);

    const { rfm } = await loyalty('rfm { cutOffs { computedAt } }');
    expect(rfm.cutOffs.computedAt).toBe('2026-11-22T12:00:00.000Z');
  });
});
