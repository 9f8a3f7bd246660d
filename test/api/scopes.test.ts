import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { createCustomer } from '../../src/customers/customer.service.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { buildSchema, slices } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { allScopes } from '../support/shop.ts';

const schema = buildSchema();
type RootField = GraphQLField<unknown, unknown>;

/** What anybody may ask, key or none. Whatever else joins the schema needs a scope, and this test. */
const open = ['node', 'nodes', 'viewer'];

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

const rootScopes = new Map(
  slices.flatMap(({ nodes }) => nodes.map(({ typeName, scope }) => [typeName, scope])),
);

/** The scope that a type's own root asks for: of a node type, its connection and its edges; else undefined. */
function scopeOfType(name: string): string | undefined {
  return rootScopes.get(name.replace(/(Connection|Edge)$/, ''));
}

interface Step {
  parent: string;
  field: RootField;
  /** What the root of the type it leads to asks for. */
  needed: string;
}

/** Every field below the roots that leads from one type to another with a scope of its own. */
function stepsOf(someSchema: GraphQLSchema): Step[] {
  const roots = [someSchema.getQueryType(), someSchema.getMutationType()];
  return Object.values(someSchema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || isIntrospectionType(type) || roots.includes(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      targetsOf(someSchema, field).flatMap((target) => {
        const needed = scopeOfType(target);
        const isWithin = needed === scopeOfType(type.name);
        return needed === undefined || isWithin ? [] : [{ parent: type.name, field, needed }];
      }),
    );
  });
}

/** What a field leads to: its type, or every type that an interface or a union may stand for. */
function targetsOf(someSchema: GraphQLSchema, { type }: RootField): string[] {
  const named = getNamedType(type);
  if (isAbstractType(named)) return someSchema.getPossibleTypes(named).map(({ name }) => name);
  return [named.name];
}

function unguarded(steps: readonly Step[]): string[] {
  return steps
    .filter(({ field, needed }) => field.extensions.scope !== needed)
    .map(({ parent, field, needed }) => `${parent}.${field.name} declares no scope ${needed}`);
}

describe('every field that leads from one type to another', () => {
  it('declares the scope that the root of the other declares, and says so', () => {
    const steps = stepsOf(schema);

    expect(unguarded(steps)).toEqual([]);
    const unsaid = steps.filter(({ field, needed }) => !field.description?.includes(`Scope: ${needed}.`));
    expect(unsaid.map(({ parent, field }) => `${parent}.${field.name}`)).toEqual([]);
    expect(steps.map(({ parent, field }) => `${parent}.${field.name}`)).toEqual(
      expect.arrayContaining([
        'Change.customer',
        'Customer.purchases',
        'Purchase.customer',
        'PurchaseLine.product',
      ]),
    );
  });

  it('would be missed where a slice forgot it', () => {
    const forgetful = buildSchema();
    const field = (forgetful.getType('Purchase') as GraphQLObjectType).getFields().customer;
    if (field) field.extensions = {};

    expect(unguarded(stepsOf(forgetful))).toEqual(['Purchase.customer declares no scope customers:read']);
  });

  it('has a type with a root: each Node type is of a slice', () => {
    const types = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType);

    expect(types.map(({ name }) => name).toSorted()).toEqual([...rootScopes.keys()].toSorted());
  });
});

onBothEngines('what a key reaches through others', (shop) => {
  /** One of each Node type: a new type has to join here. */
  const samples: Record<string, string> = {};
  const nodeTypes = [...rootScopes];
  const asked = new Set<string>();

  beforeAll(async () => {
    const write = 'upsertProduct(input: { sku: "MUG", name: "Mug" }) { product { id } }';
    const { data } = await shop.ask(`mutation {
      ${write}
      createCustomer(input: { name: "Aino", email: "aino@example.fi" }) { customer { id } }
    }`);
    const lines = [{ product: { sku: 'MUG' }, quantity: 2, unitPrice: '8.50' }];
    const bought = await shop.ask(
      'mutation ($input: RecordPurchaseInput!) { recordPurchase(input: $input) { purchase { id } } }',
      { input: { customer: { email: 'aino@example.fi' }, channel: 'store', lines } },
    );
    const purchaseId = bought.data.recordPurchase.purchase.id;
    const refunded = await shop.ask(
      'mutation ($input: RefundPurchaseInput!) { refundPurchase(input: $input) { refund { id } } }',
      { input: { purchaseId, amount: '1.00' } },
    );
    await shop.ask('{ customers { nodes { email } } }');
    await shop.writeCounts();
    const { data: audit } = await shop.ask('{ changes { nodes { id } } personalDataReads { nodes { id } } }');
    Object.assign(samples, {
      Customer: data.createCustomer.customer.id,
      Product: data.upsertProduct.product.id,
      Purchase: purchaseId,
      Refund: refunded.data.refundPurchase.refund.id,
      Change: audit.changes.nodes[0].id,
      PersonalDataRead: audit.personalDataReads.nodes[0].id,
    });
  });

  it.each(nodeTypes)('finds %s by node with %s alone', async (typeName, scope) => {
    const id = samples[typeName] ?? 'a sample is missing';
    const query = `{ node(id: "${id}") { __typename id } nodes(ids: ["${id}"]) { id } }`;
    const others = allScopes.filter((other) => other !== scope);

    const anonymous = await shop.ask(query, {}, { scopes: null });
    const wrong = await shop.ask(query, {}, { scopes: others });
    const right = await shop.ask(query, {}, { scopes: [scope] });

    const nothing = { node: null, nodes: [null] };
    expect([anonymous.data, wrong.data]).toEqual([nothing, nothing]);
    expect([anonymous.errors, wrong.errors, right.errors]).toEqual([[], [], []]);
    expect(right.data).toEqual({ node: { __typename: typeName, id }, nodes: [{ id }] });
  });

  it.each([
    ['Change.customer', 'changes { nodes { customer { name } } }', 'admin', 'customers:read'],
    [
      'Customer.purchases',
      'customers { nodes { purchases { totalCount } } }',
      'customers:read',
      'purchases:read',
    ],
    [
      'Product.purchases',
      'products { nodes { purchases { totalCount } } }',
      'products:read',
      'purchases:read',
    ],
    ['Purchase.customer', 'purchases { nodes { customer { name } } }', 'purchases:read', 'customers:read'],
    [
      'PurchaseLine.product',
      'purchases { nodes { lines { product { sku } } } }',
      'purchases:read',
      'products:read',
    ],
  ])('does not follow %s without its scope', async (coordinate, query, scope, needed) => {
    const without = await shop.ask(`{ ${query} }`, {}, { scopes: [scope] });
    const withBoth = await shop.ask(`{ ${query} }`, {}, { scopes: [scope, needed] });

    expect(without.errors.length).toBeGreaterThan(0);
    const told = new Set(without.errors.map(({ extensions }) => `${extensions.code} ${extensions.scope}`));
    expect([...told]).toEqual([`FORBIDDEN ${needed}`]);
    expect(JSON.stringify(without.data)).not.toMatch(/Aino|MUG|totalCount/);
    expect(withBoth.errors).toEqual([]);
    expect(JSON.stringify(withBoth.data)).toMatch(/Aino|MUG|"totalCount":1/);
    asked.add(coordinate);
  });

  it('has asked for each such field but those of payloads, which the mutations above go through', () => {
    const steps = stepsOf(schema).map(({ parent, field }) => `${parent}.${field.name}`);

    expect(steps.filter((step) => !step.includes('Payload.')).toSorted()).toEqual([...asked].toSorted());
  });
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
