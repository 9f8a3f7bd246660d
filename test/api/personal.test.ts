import { beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLObjectType, isInputObjectType } from 'graphql';
import { sql } from 'kysely';
import type { Context } from '../../src/api/context.ts';
import { notWeighed } from '../../src/api/limits/budget.ts';
import { RequestLoaders } from '../../src/api/loader.ts';
import { pageOf } from '../../src/api/page.ts';
import { Customer } from '../../src/customers/customer.entity.ts';
import { customerOrders } from '../../src/customers/customer.queries.ts';
import { personalFields } from '../../src/customers/customer.view.ts';
import type { Sortable } from '../../src/database/keyset.ts';
import { productOrders } from '../../src/products/product.queries.ts';
import { purchaseOrders } from '../../src/purchases/purchase.queries.ts';
import { buildSchema, contributions } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { shopSettings } from '../support/shop.ts';

const schema = buildSchema();
const personalColumns = /email|phone|street|postal_code|city|yearly_income/;

/** Personal, so that its cursors would tell it. */
const byEmail: Sortable = { type: 'text', personal: true, value: () => sql`coalesce(customer.email, '')` };

describe('what is marked as personal', () => {
  it('is named and not copied in the change log: the same fields', () => {
    const fields = Object.values((schema.getType('Customer') as GraphQLObjectType).getFields());

    const marked = fields.filter(({ extensions }) => extensions.personal).map(({ name }) => name);

    expect(marked.toSorted()).toEqual([...personalFields].toSorted());
  });

  it('is so in filters, too: each clause with the name of a personal field', () => {
    const filters = Object.values(schema.getTypeMap()).filter(({ name }) => name.endsWith('Filter'));
    const clauses = filters.flatMap((type) =>
      isInputObjectType(type)
        ? Object.values(type.getFields()).map((field) => ({ field, name: `${type.name}.${field.name}` }))
        : [],
    );
    const wanted = clauses.filter(({ field }) => (personalFields as readonly string[]).includes(field.name));

    const marked = clauses.filter(({ field }) => field.extensions.personal);

    expect(marked.map(({ name }) => name).toSorted()).toEqual([
      'CustomerFilter.email',
      'CustomerFilter.yearlyIncome',
      'InteractionFilter.body',
      'InteractionFilter.subject',
      'ReviewFilter.text',
      'SurveyResponseFilter.comment',
    ]);
    expect(marked).toEqual(expect.arrayContaining(wanted));
    for (const { field } of marked) expect(field.description).toContain('Needs customers:pii.');
  });
});

onBothEngines('personal data, without customers:pii,', (shop) => {
  const readers = { scopes: ['customers:read', 'purchases:read', 'products:read'] };

  beforeAll(async () => {
    await shop.ask(`mutation { createCustomer(input: {
      name: "Aino", email: "aino@example.fi", yearlyIncome: { amount: "40000", currency: "EUR" }
    }) { customer { id } } }`);
  });

  it.each([
    { email: { eq: 'aino@example.fi' } },
    { email: { isNull: true } },
    { yearlyIncome: { gt: '39999' } },
    { and: [{ name: { eq: 'Aino' } }, { yearlyIncome: { lt: '50000' } }] },
    { or: [{ name: { eq: 'Jaan' } }, { or: [{ email: { startsWith: 'a' } }] }] },
    { not: { not: { email: { eq: 'aino@example.fi' } } } },
    { name: { eq: 'Nobody' }, not: { and: [{ or: [{ yearlyIncome: {} }] }] } },
  ])('cannot be guessed by the filter %j', async (filter) => {
    const query = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';

    const refused = await shop.ask(query, { filter }, readers);
    const allowed = await shop.ask(query, { filter });

    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'customers:pii' } }]);
    expect([refused.data, refused.statements]).toEqual([null, 0]);
    expect(allowed.errors).toEqual([]);
  });

  it('cannot be guessed by a literal filter, nor kept from others by naming it with null', async () => {
    const literal = '{ customers(filter: { or: [{ email: { eq: "aino@example.fi" } }] }) { totalCount } }';
    const empty = '{ customers(filter: { email: null, and: [{ yearlyIncome: null }] }) { totalCount } }';

    const refused = await shop.ask(literal, {}, readers);
    const allowed = await shop.ask(empty, {}, readers);

    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'customers:pii' } }]);
    expect(allowed.data).toEqual({ customers: { totalCount: 1 } });
  });

  it('is not searched', async () => {
    const query = '{ customers(search: "aino@exa") { totalCount } }';

    const blind = await shop.ask(query, {}, readers);
    const seeing = await shop.ask(query);

    expect([blind.data.customers.totalCount, seeing.data.customers.totalCount]).toEqual([0, 1]);
  });

  it('orders no list, so that no cursor tells it', async () => {
    const listing = {
      columns: () => sql`customer.id`,
      from: sql`customer`,
      where: sql`true`,
      id: sql.ref('customer.id'),
      orderings: [{ field: 'customer.EMAIL', direction: 'ASC' as const, sortable: byEmail }],
    };
    const as = (...scopes: string[]): Context => ({
      requestId: 'test',
      clock: shop.clock,
      shop: shopSettings,
      contributions,
      caller: { actor: 'test', name: 'Test', scopes: new Set(scopes) },
      reader: { kysely: shop.database.kysely },
      fork: () => shop.database.fork(),
      loaders: new RequestLoaders(),
      redacted: new Set(),
      personalReads: 0,
      variables: null,
      cost: { ...notWeighed },
      budget: null,
      turn: async () => 0,
      settle: () => {},
    });

    const refused = pageOf(as('customers:read'), listing, {}, null);
    await expect(refused).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN', scope: 'customers:pii' },
    });
    const { rows } = await pageOf(as('customers:read', 'customers:pii'), listing, {}, null);

    expect(rows.map(({ orderedBy }) => orderedBy)).toEqual([['aino@example.fi']]);
  });

  it('is in no order of a list that is not marked', () => {
    const compiled = (sortable: Sortable) => {
      return sql`${sortable.value('ASC')}`.compile(shop.database.kysely).sql;
    };
    const orders: Sortable[] = [customerOrders, productOrders, purchaseOrders].flatMap((of) =>
      Object.values(of),
    );

    const unmarked = orders.filter((order) => !order.personal && personalColumns.test(compiled(order)));

    expect(unmarked).toEqual([]);
    expect(compiled(byEmail)).toMatch(personalColumns);
    expect(Object.keys(Customer.meta.properties)).toEqual(
      expect.arrayContaining(['email', 'yearlyIncomeMinor']),
    );
  });
});
