import { expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { createCustomer } from '../../src/customers/customer.service.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { buildSchema, contributions } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { allScopes } from '../support/shop.ts';

const schema = buildSchema();
type RootField = GraphQLField<unknown, unknown>;

/** What anybody may ask, key or none. Whatever else joins the schema needs a scope, and this test. */
const open = ['node', 'nodes', 'submitSurveyResponse', 'viewer'];

const rootFields = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({ kind: 'query', field })),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({ kind: 'mutation', field })),
].map(({ kind, field }) => ({ kind, field, name: field.name }));

/** A whole document that asks the field, with something for every argument it insists on. */
function documentFor(kind: string, field: RootField): string {
  const given = field.args
    .filter(({ type }) => isNonNullType(type))
    .map(({ name, type }) => `${name}: ${literalOf(type)}`);
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  return `${kind} { ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${selection} }`;
}

function literalOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(type.ofType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type)) {
    return (
      { Int: '1', Float: '1', Boolean: 'true', DateTime: '"2026-11-22T00:00:00Z"', JSONObject: '{}' }[
        type.name
      ] ?? '"1"'
    );
  }
  const fields = Object.values(type.getFields());
  const wanted = type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
  return `{ ${wanted.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')} }`;
}

onBothEngines('the scope of every root field', (shop) => {
  const guarded = rootFields.filter(({ name }) => !open.includes(name));

  it('is named for all but those anybody may ask', () => {
    const without = rootFields.filter(({ field }) => !field.extensions.scope).map(({ name }) => name);

    expect(without.toSorted()).toEqual(open);
    for (const { field } of guarded) expect(field.description).toContain(`Scope: ${field.extensions.scope}.`);
  });

  it.each(guarded)('$kind $name is refused without a key and with another scope', async ({ kind, field }) => {
    const { scope } = field.extensions;
    const others = ['admin', 'customers:read', 'customers:write', 'customers:pii', 'products:read'];
    const document = documentFor(kind, field);

    const without = await shop.ask(document, {}, { scopes: null });
    const wrong = await shop.ask(document, {}, { scopes: others.filter((other) => other !== scope) });

    expect(without.status).toBe(401);
    expect(without.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(wrong.status).toBe(200);
    expect(wrong.errors).toMatchObject([
      {
        message: `This needs the scope ${scope}, which the key does not have.`,
        extensions: { code: 'FORBIDDEN', scope },
      },
    ]);
    expect([without.statements, wrong.statements]).toEqual([0, 0]);
  });

  it('takes an unknown, malformed or revoked key for none', async () => {
    const headers = ['Bearer nonsense', 'Basic abc', `Bearer ck_0123456789ab_${'x'.repeat(43)}`, 'Bearer '];

    const answers = await Promise.all(
      headers.map((authorization) =>
        shop.app.inject({
          method: 'POST',
          url: '/graphql',
          headers: { authorization },
          payload: { query: '{ customers { totalCount } }' },
        }),
      ),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401]);
  });
});

/** Where a root field takes a filter of customers: its argument, and the field of that; null where it takes none. */
function placeOfFilter({ args }: RootField): string[] | null {
  const isFilter = (type: GraphQLInputType) => getNamedType(type).name === 'CustomerFilter';
  for (const { name, type } of args) {
    if (isFilter(type)) return [name];
    const named = getNamedType(type);
    const inner = isInputObjectType(named) ? Object.values(named.getFields()) : [];
    const field = inner.find((one) => isFilter(one.type));
    if (field) return [name, field.name];
  }
  return null;
}

onBothEngines('the scopes of what is asked of customers', (shop) => {
  const asking = rootFields.flatMap(({ kind, field }) => {
    const place = placeOfFilter(field);
    return place ? [{ name: field.name, kind, field, place }] : [];
  });
  const clauses = contributions.clauses.map(({ name, scope }) => ({
    clause: name,
    scope,
    asked: { [name]: {} },
  }));
  const products = ['purchases', 'events'].map((name) => ({
    clause: `${name}.product`,
    scope: 'products:read',
    asked: { [name]: { product: {} } },
  }));
  const cases = asking.flatMap((root) => [...clauses, ...products].map((clause) => ({ ...root, ...clause })));

  it.each(cases)('are needed by $kind $name for $clause, however deep', async (one) => {
    const { kind, field, place, asked, scope } = one;
    const others = allScopes.filter((other) => other !== scope);
    for (const filter of [asked, { not: { or: [{ country: { eq: 'FI' } }, { and: [asked] }] } }]) {
      const { errors, statements } = await shop.ask(
        documentWith(kind, field, place),
        { filter },
        { scopes: others },
      );

      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope } }]);
      expect(statements).toBe(0);
    }
  });

  function documentWith(kind: string, field: RootField, [argument = '', inner]: string[]): string {
    const given = field.args
      .filter(({ name, type }) => isNonNullType(type) || name === argument)
      .map(({ name, type }) => {
        if (name !== argument) return `${name}: ${literalOf(type)}`;
        if (inner === undefined) return `${name}: $filter`;
        return `${name}: ${literalOf(type).replace('{', `{ ${inner}: $filter, `)}`;
      });
    return `${kind} ($filter: CustomerFilter!) { ${field.name}(${given.join(', ')}) { __typename } }`;
  }
});

onBothEngines('personal data', (shop) => {
  const personal = 'email phone address { street city } yearlyIncome { amount }';

  it('is null without customers:pii, with one note for each field, wherever the customer is reached', async () => {
    const id = await shop.inUnit(async (unit) => {
      const organisation = await createCustomer(unit, {
        kind: 'BUSINESS',
        name: 'Oy',
        email: 'oy@example.fi',
      });
      const { customerId } = await createCustomer(unit, {
        name: 'Aino',
        email: 'aino@example.fi',
        phone: '+358401234567',
        address: { street: 'Pikk 1', city: 'Tallinn' },
        yearlyIncome: { amount: '1', currency: 'EUR' },
        organisation: { id: globalId('customer', organisation.customerId) },
      });
      return globalId('customer', customerId);
    });
    const query = `query ($id: ID!) {
      customer(by: { id: $id }) { ${personal} organisation { email } }
      node(id: $id) { ... on Customer { ${personal} } }
      customers { nodes { ${personal} } }
    }`;

    const without = await shop.ask(query, { id }, { scopes: ['customers:read'] });
    const withScope = await shop.ask(query, { id });

    const nothing = { email: null, phone: null, address: null, yearlyIncome: null };
    expect(without.errors).toEqual([]);
    expect(without.data).toEqual({
      customer: { ...nothing, organisation: { email: null } },
      node: nothing,
      customers: { nodes: [nothing, nothing] },
    });
    expect(without.extensions.redacted).toEqual([
      'Customer.address',
      'Customer.email',
      'Customer.phone',
      'Customer.yearlyIncome',
    ]);
    expect(withScope.data.customer).toMatchObject({
      email: 'aino@example.fi',
      organisation: { email: 'oy@example.fi' },
    });
    expect(withScope.extensions.redacted).toBeUndefined();
  });

  it('is null in what a mutation answers, too', async () => {
    const { data, extensions } = await shop.ask(
      'mutation { createCustomer(input: { name: "W", email: "w@example.fi" }) { customer { name email } } }',
      {},
      { scopes: ['customers:write', 'customers:read'] },
    );

    expect(data.createCustomer.customer).toEqual({ name: 'W', email: null });
    expect(extensions.redacted).toEqual(['Customer.email']);
  });

  it('is not shown, nor anything else, to a key that may write and not read; the write stands', async () => {
    const { data, errors } = await shop.ask(
      'mutation { createCustomer(input: { name: "Blind" }) { customer { name } userErrors { code } } }',
      {},
      { scopes: ['customers:write'] },
    );

    expect(data.createCustomer).toEqual({ customer: null, userErrors: [] });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'customers:read' } }]);
    const found = await shop.ask('{ customers(search: "blind") { totalCount } }');
    expect(found.data.customers.totalCount).toBe(1);
  });

  it.each(['aino@example.fi', ''])('does not find a customer by the e-mail address %p', async (email) => {
    const { data, errors } = await shop.ask(
      'query ($email: EmailAddress!) { customer(by: { email: $email }) { name } }',
      { email },
      { scopes: ['customers:read'] },
    );

    expect(data).toEqual({ customer: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'customers:pii' } }]);
  });
});
