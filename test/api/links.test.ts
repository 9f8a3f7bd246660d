import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { buildSchema, contributions, slices } from '../../src/schema.ts';
import { trade } from '../lifetime/trade.ts';
import { onBothEngines } from '../support/engines.ts';
import { allScopes } from '../support/shop.ts';

const schema = buildSchema();
type ObjectField = GraphQLField<unknown, unknown>;
const rootScopes = new Map(
  slices.flatMap(({ nodes }) => nodes.map(({ typeName, scope }) => [typeName, scope])),
);

/** Lists of several kinds, which leave out those that the key may not read: below, a timeline is asked for each. */
const mixed = ['TimelineConnection', 'TimelineEdge'];

/** The scope that a type's own root asks for: of a node type, its connection and its edges; else undefined. */
function scopeOfType(name: string): string | undefined {
  return rootScopes.get(name.replace(/(Connection|Edge)$/, ''));
}

interface Step {
  parent: string;
  field: ObjectField;
  /** What the root of the type it leads to asks for. */
  needed: string;
}

/** Every field below the roots that leads from one type to another with a scope of its own. */
function stepsOf(someSchema: GraphQLSchema): Step[] {
  const roots = [someSchema.getQueryType(), someSchema.getMutationType()];
  return Object.values(someSchema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || isIntrospectionType(type) || roots.includes(type)) return [];
    if (mixed.includes(type.name)) return [];
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
function targetsOf(someSchema: GraphQLSchema, { type }: ObjectField): string[] {
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
      tray: upsertProduct(input: { sku: "TRAY", name: "Tray" }) { product { id } }
      createCustomer(input: { name: "Aino", email: "aino@example.fi" }) { customer { id } }
    }`);
    const lines = [
      { product: { sku: 'MUG' }, quantity: 2, unitPrice: '8.50' },
      { product: { sku: 'TRAY' }, quantity: 1, unitPrice: '1.00' },
    ];
    const bought = await shop.ask(
      'mutation ($input: RecordPurchaseInput!) { recordPurchase(input: $input) { purchase { id } } }',
      { input: { customer: { email: 'aino@example.fi' }, channel: 'store', lines } },
    );
    const purchaseId = bought.data.recordPurchase.purchase.id;
    const refunded = await shop.ask(
      'mutation ($input: RefundPurchaseInput!) { refundPurchase(input: $input) { refund { id } } }',
      { input: { purchaseId, amount: '1.00' } },
    );
    const about = { product: { sku: 'MUG' }, purchase: { id: purchaseId } };
    const opened = await shop.ask(
      `mutation ($input: OpenServiceCaseInput!) {
        openServiceCase(input: $input) { serviceCase { id } interaction { id } }
      }`,
      {
        input: {
          customer: { email: 'aino@example.fi' },
          kind: 'SUPPORT',
          channel: 'CHAT',
          subject: 'Lid',
          ...about,
        },
      },
    );
    const reviewed = await shop.ask(
      'mutation ($input: RecordReviewInput!) { recordReview(input: $input) { review { id } } }',
      {
        input: {
          source: 'google',
          rating: 2,
          ratingMax: 5,
          customer: { email: 'aino@example.fi' },
          product: { sku: 'MUG' },
        },
      },
    );
    const made = await shop.ask(
      `mutation ($input: CreateSurveyInput!) { createSurvey(input: $input) { survey { id questions { id } } } }`,
      {
        input: {
          name: 'Survey',
          languages: ['en'],
          questions: [{ kind: 'NPS', texts: [{ language: 'en', text: 'Recommend?' }] }],
        },
      },
    );
    const { survey } = made.data.createSurvey;
    await shop.ask(`mutation { openSurvey(input: { id: "${survey.id}" }) { survey { id } } }`);
    const invited = await shop.ask(
      `mutation ($input: InviteToSurveyInput!) {
        inviteToSurvey(input: $input) { links { invitation { id } } }
      }`,
      {
        input: { surveyId: survey.id, channel: 'EMAIL', customerIds: [data.createCustomer.customer.id] },
      },
    );
    const answering = [
      { purchase: { id: purchaseId } },
      { serviceCase: opened.data.openServiceCase.serviceCase.id },
      { product: { sku: 'MUG' } },
    ];
    for (const subject of answering) {
      const answered = await shop.ask(
        'mutation ($input: SubmitSurveyResponseInput!) { submitSurveyResponse(input: $input) { surveyResponse { id } } }',
        {
          input: {
            survey: survey.id,
            customer: { email: 'aino@example.fi' },
            answers: [{ question: survey.questions[0].id, score: 9 }],
            about: subject,
          },
        },
      );
      samples.SurveyResponse ??= answered.data.submitSurveyResponse.surveyResponse.id;
    }
    const review = reviewed.data.recordReview.review.id;
    const studied = await shop.ask(
      'mutation ($input: CreateCaseStudyInput!) { createCaseStudy(input: $input) { caseStudy { id } } }',
      { input: { title: 'Study', question: 'Why?', customers: [{ email: 'aino@example.fi' }] } },
    );
    const study = studied.data.createCaseStudy.caseStudy.id;
    const shown = [purchaseId, opened.data.openServiceCase.interaction.id, samples.SurveyResponse, review];
    for (const evidence of shown) {
      await shop.ask(
        'mutation ($input: AddFindingInput!) { addFinding(input: $input) { userErrors { code } } }',
        { input: { id: study, statement: 'Found', evidence } },
      );
    }
    const found = await shop.ask(`{ caseStudy(id: "${study}") { findings { id } } }`);
    const proposed = await shop.ask(
      'mutation ($input: ProposeImprovementInput!) { proposeImprovement(input: $input) { improvement { id } } }',
      { input: { title: 'Improvement', product: { sku: 'MUG' }, feedback: shown.slice(1) } },
    );
    await shop.ask(
      `mutation { createSegment(input: { name: "Everybody", rule: { name: { isNull: false } } }) { segment { id } } }`,
    );
    const tracked = await shop.ask(`mutation {
      trackEvents(input: { events: [
        { type: PAGE, userId: "aino", properties: { path: "/mugs" } },
        { type: TRACK, userId: "aino", event: "Product Viewed", properties: { sku: "MUG" } },
        { type: IDENTIFY, userId: "aino", traits: { email: "aino@example.fi" } }
      ] }) { taken }
    }`);
    expect(tracked.data.trackEvents.taken).toBe(3);
    const { data: seen } = await shop.ask(
      '{ customers { nodes { visits { nodes { id } } events { nodes { id } } } } }',
    );
    const [visitor] = seen.customers.nodes;
    const segmented = await shop.ask(
      '{ customers { nodes { timeline(kinds: [SEGMENT_CHANGE]) { nodes { ... on SegmentChange { id segment { id } } } } } } }',
    );
    const [change] = segmented.data.customers.nodes[0].timeline.nodes;
    await shop.ask('{ customers { nodes { email } } }');
    await shop.writeCounts();
    await trade(shop).fitNow();
    const { data: models } = await shop.ask('{ lifetimeModels { nodes { id } } }');
    const { data: audit } = await shop.ask('{ changes { nodes { id } } personalDataReads { nodes { id } } }');
    Object.assign(samples, {
      Customer: data.createCustomer.customer.id,
      Product: data.upsertProduct.product.id,
      Purchase: purchaseId,
      Refund: refunded.data.refundPurchase.refund.id,
      Interaction: opened.data.openServiceCase.interaction.id,
      ServiceCase: opened.data.openServiceCase.serviceCase.id,
      Review: review,
      Feedback: review.replace('review', 'feedback'),
      CaseStudy: study,
      Finding: found.data.caseStudy.findings[0].id,
      Improvement: proposed.data.proposeImprovement.improvement.id,
      Segment: change.segment.id,
      SegmentChange: change.id,
      Survey: survey.id,
      Invitation: invited.data.inviteToSurvey.links[0].invitation.id,
      Visit: visitor.visits.nodes[0].id,
      Event: visitor.events.nodes[0].id,
      LifetimeModel: models.lifetimeModels.nodes[0].id,
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
    [
      'Customer.interactions',
      'customers { nodes { interactions { totalCount } } }',
      'customers:read',
      'interactions:read',
    ],
    [
      'Customer.serviceCases',
      'customers { nodes { serviceCases { totalCount } } }',
      'customers:read',
      'interactions:read',
    ],
    [
      'Interaction.customer',
      'interactions { nodes { customer { name } } }',
      'interactions:read',
      'customers:read',
    ],
    [
      'Interaction.product',
      'interactions { nodes { product { sku } } }',
      'interactions:read',
      'products:read',
    ],
    [
      'Interaction.purchase',
      'interactions { nodes { purchase { lines { unitPrice { amount } } } } }',
      'interactions:read',
      'purchases:read',
    ],
    [
      'ServiceCase.customer',
      'serviceCases { nodes { customer { name } } }',
      'interactions:read',
      'customers:read',
    ],
    ['Customer.visits', 'customers { nodes { visits { totalCount } } }', 'customers:read', 'visits:read'],
    [
      'Customer.events',
      'customers { nodes { events(first: 1) { totalCount } } }',
      'customers:read',
      'visits:read',
    ],
    [
      'Customer.reviews',
      'customers { nodes { reviews { totalCount } } }',
      'customers:read',
      'satisfaction:read',
    ],
    [
      'Product.reviews',
      'products { nodes { reviews { totalCount } } }',
      'products:read',
      'satisfaction:read',
    ],
    ['Review.customer', 'reviews { nodes { customer { name } } }', 'satisfaction:read', 'customers:read'],
    ['Review.product', 'reviews { nodes { product { sku } } }', 'satisfaction:read', 'products:read'],
    [
      'Improvement.product',
      'improvements { nodes { product { sku } } }',
      'satisfaction:read',
      'products:read',
    ],
    [
      'Improvement.customersToTell',
      'improvements { nodes { customersToTell { totalCount } } }',
      'satisfaction:read',
      'customers:read',
    ],
    [
      'Feedback.customer',
      'improvements { nodes { evidence { nodes { customer { name } } } } }',
      'satisfaction:read',
      'customers:read',
    ],
    [
      'Feedback.interaction',
      'improvements { nodes { evidence { nodes { interaction { customer { name } } } } } }',
      'satisfaction:read customers:read',
      'interactions:read',
    ],
    [
      'CaseStudy.customers',
      'caseStudies { nodes { customers { name } } }',
      'satisfaction:read',
      'customers:read',
    ],
    [
      'Finding.customer',
      'caseStudies { nodes { findings { customer { name } } } }',
      'satisfaction:read',
      'customers:read',
    ],
    [
      'Finding.purchase',
      'caseStudies { nodes { findings { purchase { lines { unitPrice { amount } } } } } }',
      'satisfaction:read',
      'purchases:read',
    ],
    [
      'Finding.interaction',
      'caseStudies { nodes { findings { interaction { customer { name } } } } }',
      'satisfaction:read customers:read',
      'interactions:read',
    ],
    ['Purchase.customer', 'purchases { nodes { customer { name } } }', 'purchases:read', 'customers:read'],
    [
      'PurchaseLine.product',
      'purchases { nodes { lines { product { sku } } } }',
      'purchases:read',
      'products:read',
    ],
    [
      'Customer.surveyResponses',
      'customers { nodes { surveyResponses { totalCount } } }',
      'customers:read',
      'satisfaction:read',
    ],
    [
      'Invitation.customer',
      'surveys { nodes { invitations(first: 1) { nodes { customer { name } } } } }',
      'satisfaction:read',
      'customers:read',
    ],
    [
      'SurveyResponse.customer',
      'surveyResponses { nodes { customer { name } } }',
      'satisfaction:read',
      'customers:read',
    ],
    [
      'SurveyResponse.purchase',
      'surveyResponses { nodes { purchase { lines { unitPrice { amount } } } } }',
      'satisfaction:read',
      'purchases:read',
    ],
    [
      'SurveyResponse.serviceCase',
      'surveyResponses { nodes { serviceCase { interactions { totalCount } } } }',
      'satisfaction:read',
      'interactions:read',
    ],
    [
      'SurveyResponse.product',
      'surveyResponses { nodes { product { sku } } }',
      'satisfaction:read',
      'products:read',
    ],
    [
      'ProductPopularity.product',
      'sales { popularProducts { product { sku } } }',
      'purchases:read',
      'products:read',
    ],
    [
      'ProductAffinity.product',
      'sales { affinity(minimumCount: 1) { product { sku } } }',
      'purchases:read',
      'products:read',
    ],
    [
      'ProductAffinity.other',
      'sales { affinity(minimumCount: 1) { other { sku } } }',
      'purchases:read',
      'products:read',
    ],
    [
      'MetricByProduct.product',
      'satisfaction { byProduct(score: NPS) { product { sku } } }',
      'satisfaction:read',
      'products:read',
    ],
    [
      'Customer.segments',
      'customers { nodes { segments { members { totalCount } } } }',
      'customers:read',
      'segments:read',
    ],
    ['Segment.members', 'segments { nodes { members { totalCount } } }', 'segments:read', 'customers:read'],
    ...['joined', 'left', 'stayed'].map((name) => [
      `SegmentFlow.${name}`,
      `segments { nodes { flow(from: "2026-01-01T00:00:00Z", to: "2026-11-22T12:00:00Z") { ${name} { nodes { name } } joined { totalCount } } } }`,
      'segments:read',
      'customers:read',
    ]),
    [
      'SegmentPreview.sample',
      'segmentPreview(filter: { name: { eq: "Aino" } }) { sample { name } }',
      'segments:read',
      'customers:read',
    ],
    [
      'MetricBySegment.segment',
      'satisfaction { bySegment(score: NPS) { segment { size members { totalCount } } } }',
      'satisfaction:read customers:read',
      'segments:read',
    ],
    ['Loyalty.model', 'loyalty { model { reason } }', 'customers:read', 'purchases:read'],
    ['Visit.customer', 'VISIT { ... on Visit { customer { name } } }', 'visits:read', 'customers:read'],
    ['Event.customer', 'EVENT { ... on Event { customer { name } } }', 'visits:read', 'customers:read'],
    ['Event.product', 'EVENT { ... on Event { product { sku } } }', 'visits:read', 'products:read'],
  ])('does not follow %s without its scope', async (coordinate, asking, scope, needed) => {
    const query = asking
      .replace('VISIT', `node(id: "${samples.Visit}")`)
      .replace('EVENT', `node(id: "${samples.Event}")`);
    const scopes = scope.split(' ');
    const without = await shop.ask(`{ ${query} }`, {}, { scopes });
    const withBoth = await shop.ask(`{ ${query} }`, {}, { scopes: [...scopes, needed] });

    expect(without.errors.length).toBeGreaterThan(0);
    const told = new Set(without.errors.map(({ extensions }) => `${extensions.code} ${extensions.scope}`));
    expect([...told]).toEqual([`FORBIDDEN ${needed}`]);
    expect(JSON.stringify(without.data)).not.toMatch(/Aino|MUG|totalCount|8.50|a model takes/);
    expect(withBoth.errors).toEqual([]);
    expect(JSON.stringify(withBoth.data)).toMatch(/Aino|MUG|"totalCount":[123]|8.50|a model takes/);
    asked.add(coordinate);
  });

  it.each(contributions.timeline)('shows no $kind in a timeline without $scope', async (source) => {
    const { kind, typeName, scope } = source;
    const asking = (args = '') => `{ customers { nodes { timeline${args} { nodes { __typename } } } } }`;
    const others = allScopes.filter((other) => other !== scope);

    const without = await shop.ask(asking(), {}, { scopes: others });
    const named = await shop.ask(asking(`(kinds: [${kind}])`), {}, { scopes: others });
    const withBoth = await shop.ask(asking(), {}, { scopes: ['customers:read', scope] });

    expect(scope).toBe(rootScopes.get(typeName));
    expect([without.errors, withBoth.errors]).toEqual([[], []]);
    expect(JSON.stringify(without.data)).not.toContain(`"${typeName}"`);
    expect(JSON.stringify(withBoth.data)).toContain(`"${typeName}"`);
    expect(named.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope } }]);
  });

  it('has asked for each such field but those of payloads and of links handed out, which mutations go through', () => {
    const steps = stepsOf(schema).map(({ parent, field }) => `${parent}.${field.name}`);

    expect(steps.filter((step) => !/(Payload|SurveyLink)\./.test(step)).toSorted()).toEqual(
      [...asked].toSorted(),
    );
  });
});
