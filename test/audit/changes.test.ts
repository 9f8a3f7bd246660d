import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { addDays } from '../../src/kernel/clock.ts';
import { buildSchema, slices } from '../../src/schema.ts';
import { onBothEngines } from '../support/engines.ts';
import { testNow } from '../support/shop.ts';

const mutations = Object.keys(buildSchema().getMutationType()?.getFields() ?? {});
const prefixes = ['key', ...slices.flatMap(({ nodes }) => nodes.map(({ prefix }) => prefix))];

onBothEngines('the change log', (shop) => {
  const made: Record<string, string> = {};

  /** An input that succeeds for every mutation, in an order that lets them: a new mutation has to join here. */
  const inputs: Record<string, () => object> = {
    createCustomer: () => ({
      name: 'Aino',
      email: 'aino@example.fi',
      phone: '+358401234567',
      address: { street: 'Pikk 1' },
      yearlyIncome: { amount: '40000', currency: 'EUR' },
      externalIds: [
        { source: 'crm', id: '7' },
        { source: 'segment', id: 'aino' },
      ],
      interests: ['sauna'],
    }),
    updateCustomer: () => ({ id: made.customer, region: 'Lapland', email: 'a@example.fi', interests: [] }),
    upsertCustomer: () => ({ email: 'a@example.fi', attributes: { vip: true } }),
    upsertProduct: () => ({ sku: 'MUG', name: 'Mug', price: { amount: '8.50', currency: 'EUR' } }),
    recordPurchase: () => ({
      customer: { id: made.customer },
      channel: 'store',
      lines: [{ product: { sku: 'MUG' }, quantity: 2, unitPrice: '8.50' }],
    }),
    refundPurchase: () => ({ purchaseId: made.purchase, amount: '1.00' }),
    cancelPurchase: () => ({ id: made.second }),
    recordInteraction: () => ({
      customer: { id: made.customer },
      kind: 'ADVICE',
      channel: 'CHAT',
      author: 'CUSTOMER',
      subject: 'Which mug?',
      body: 'My address is Pikk 1.',
    }),
    openServiceCase: () => ({
      customer: { id: made.customer },
      kind: 'SUPPORT',
      channel: 'EMAIL',
      subject: 'Lid',
      body: 'Write to a@example.fi.',
    }),
    replyToServiceCase: () => ({ id: made.case, body: 'Pikk 1 it is.' }),
    assignServiceCase: () => ({ id: made.case, assignee: 'Veera' }),
    waitForCustomer: () => ({ id: made.case }),
    resolveServiceCase: () => ({ id: made.case }),
    reopenServiceCase: () => ({ id: made.case }),
    closeServiceCase: () => ({ id: made.case }),
    createSurvey: () => ({
      name: 'After a purchase',
      languages: ['en'],
      questions: [{ kind: 'TEXT', texts: [{ language: 'en', text: 'Why?' }] }],
    }),
    updateSurvey: () => ({ id: made.survey, fatigueDays: 30 }),
    openSurvey: () => ({ id: made.survey }),
    inviteToSurvey: () => ({ surveyId: made.survey, channel: 'EMAIL', customerIds: [made.customer] }),
    issueSurveyLinks: () => ({ invitationIds: [made.invitation] }),
    setSurveyRefusal: () => ({ customer: { id: made.customer }, refused: true }),
    submitSurveyResponse: () => ({
      survey: made.survey,
      customer: { id: made.customer },
      answers: [{ question: made.question, text: 'Write to a@example.fi.' }],
      partial: true,
    }),
    continueSurveyResponse: () => ({ id: made.surveyResponse, answers: [] }),
    closeSurvey: () => ({ id: made.survey }),
    recordReview: () => ({
      source: 'trustpilot',
      externalId: 'r-1',
      customer: { id: made.customer },
      rating: 2,
      ratingMax: 5,
      text: 'They never came to Pikk 1.',
    }),
    replyToReview: () => ({ id: made.review, text: 'We are sorry.', by: 'Veera' }),
    createCaseStudy: () => ({
      title: 'Aino and a mug',
      question: 'Does it last?',
      customers: [{ id: made.customer }],
    }),
    addFinding: () => ({
      id: made.caseStudy,
      statement: 'The lid was wrong.',
      quote: 'Bring it to Pikk 1.',
      evidence: made.review,
    }),
    concludeCaseStudy: () => ({ id: made.caseStudy, conclusion: 'Lids matter.' }),
    proposeImprovement: () => ({ title: 'A better lid', product: { sku: 'MUG' } }),
    linkFeedback: () => ({ id: made.improvement, feedback: [made.review] }),
    setImprovementStatus: () => ({ id: made.improvement, status: 'PLANNED' }),
    takeUpFeedback: () => ({ feedback: made.review, serviceCase: made.case }),
    createSegment: () => ({ name: 'Tea drinkers', description: 'Who like it hot.' }),
    updateSegment: () => ({ id: made.segment, name: 'Coffee drinkers' }),
    addToSegment: () => ({ id: made.segment, customers: [{ id: made.customer }] }),
    removeFromSegment: () => ({ id: made.segment, customers: [{ id: made.customer }] }),
    deleteSegment: () => ({ id: made.segment }),
    trackEvents: () => ({ events: [{ type: 'PAGE', userId: 'aino', properties: { path: '/' } }] }),
  };
  /** What concerns no customer. */
  const ofNobody = [
    'upsertProduct',
    ...['createSurvey', 'updateSurvey', 'openSurvey', 'closeSurvey'],
    ...['createCaseStudy', 'concludeCaseStudy'],
    ...['proposeImprovement', 'linkFeedback', 'setImprovementStatus'],
    ...['createSegment', 'updateSegment', 'deleteSegment'],
  ];
  /** What mutations answer, by the end of their names. */
  const nouns = [
    ...['Customer', 'Product', 'Purchase', 'Interaction'],
    ...['SurveyResponse', 'Survey', 'Review', 'CaseStudy', 'Improvement', 'Segment'],
  ];
  const others: Readonly<Record<string, string>> = {
    addFinding: 'CaseStudy',
    linkFeedback: 'Improvement',
    setImprovementStatus: 'Improvement',
  };
  /** One for each mutation, and a second purchase. */
  const lines = Object.keys(inputs).length + 1;
  const told: Record<string, object> = {
    createCustomer: {
      action: 'customer.created',
      fields: ['kind', 'name', 'email', 'phone', 'address', 'yearlyIncome', 'interests', 'externalIds'],
      before: null,
      after: {
        kind: 'PERSON',
        name: 'Aino',
        interests: ['sauna'],
        externalIds: [
          { source: 'crm', id: '7' },
          { source: 'segment', id: 'aino' },
        ],
      },
    },
    updateCustomer: {
      action: 'customer.updated',
      fields: ['email', 'region', 'interests'],
      before: { region: null, interests: ['sauna'] },
      after: { region: 'Lapland', interests: null },
    },
    upsertCustomer: {
      action: 'customer.updated',
      fields: ['attributes'],
      before: { attributes: null },
      after: { attributes: { vip: true } },
    },
    upsertProduct: {
      action: 'product.created',
      fields: ['sku', 'name', 'kind', 'price', 'active'],
      before: null,
      after: {
        sku: 'MUG',
        name: 'Mug',
        kind: 'GOODS',
        price: { amount: '8.50', currency: 'EUR' },
        active: true,
      },
    },
    recordPurchase: {
      action: 'purchase.recorded',
      fields: ['customer', 'purchasedAt', 'channel', 'status', 'unitCount', 'total'],
      before: null,
      after: {
        channel: 'store',
        status: 'COMPLETED',
        unitCount: 2,
        total: { amount: '17.00', currency: 'EUR' },
      },
    },
    refundPurchase: {
      action: 'purchase.refunded',
      fields: ['status', 'refunded', 'refund'],
      before: { status: 'COMPLETED', refunded: null, refund: null },
      after: { status: 'PARTIALLY_REFUNDED', refunded: { amount: '1.00', currency: 'EUR' } },
    },
    cancelPurchase: {
      action: 'purchase.cancelled',
      fields: ['status', 'cancelledAt'],
      before: { status: 'COMPLETED', cancelledAt: null },
      after: { status: 'CANCELLED' },
    },
    recordInteraction: {
      action: 'interaction.recorded',
      fields: ['customer', 'kind', 'channel', 'author', 'occurredAt', 'subject', 'body'],
      before: null,
      after: { kind: 'ADVICE', channel: 'CHAT', author: 'CUSTOMER' },
    },
    openServiceCase: {
      action: 'case.opened',
      before: null,
      after: { kind: 'SUPPORT', channel: 'EMAIL', subject: 'Lid', status: 'OPEN', priority: 'NORMAL' },
    },
    replyToServiceCase: { action: 'case.replied', fields: ['firstResponseAt', 'interaction'] },
    assignServiceCase: {
      action: 'case.assigned',
      fields: ['assignee'],
      before: { assignee: null },
      after: { assignee: 'Veera' },
    },
    waitForCustomer: { action: 'case.waiting', before: { status: 'OPEN' }, after: { status: 'WAITING' } },
    resolveServiceCase: { action: 'case.resolved', fields: ['status', 'resolvedAt'] },
    reopenServiceCase: {
      action: 'case.reopened',
      before: { status: 'RESOLVED', reopenedCount: null },
      after: { status: 'OPEN', reopenedCount: 1 },
    },
    closeServiceCase: { action: 'case.closed', before: { status: 'OPEN' }, after: { status: 'CLOSED' } },
    createSurvey: {
      action: 'survey.created',
      fields: ['name', 'status', 'languages', 'fatigueDays', 'questions'],
      before: null,
      after: {
        status: 'DRAFT',
        questions: [{ kind: 'TEXT', texts: { en: 'Why?' }, choices: null, scaleMax: null, required: false }],
      },
    },
    updateSurvey: {
      action: 'survey.updated',
      fields: ['fatigueDays'],
      before: { fatigueDays: 90 },
      after: { fatigueDays: 30 },
    },
    openSurvey: {
      action: 'survey.opened',
      fields: ['status'],
      before: { status: 'DRAFT' },
      after: { status: 'OPEN' },
    },
    inviteToSurvey: {
      action: 'invitation.created',
      fields: ['survey', 'channel', 'expiresAt'],
      before: null,
      after: { channel: 'EMAIL', expiresAt: addDays(testNow, 30).toISOString() },
    },
    issueSurveyLinks: {
      action: 'invitation.issued',
      fields: ['issuedAt'],
      before: { issuedAt: null },
      after: { issuedAt: testNow.toISOString() },
    },
    setSurveyRefusal: {
      action: 'customer.surveys-refused',
      fields: ['surveysRefusedAt'],
      before: { surveysRefusedAt: null },
      after: { surveysRefusedAt: testNow.toISOString() },
    },
    submitSurveyResponse: {
      action: 'response.begun',
      fields: ['survey', 'customer', 'status', 'startedAt', 'comment', 'answerCount'],
      before: null,
      after: { status: 'PARTIAL', answerCount: 1 },
    },
    continueSurveyResponse: {
      action: 'response.submitted',
      fields: ['status', 'submittedAt'],
      before: { status: 'PARTIAL', submittedAt: null },
      after: { status: 'SUBMITTED', submittedAt: testNow.toISOString() },
    },
    closeSurvey: { action: 'survey.closed', before: { status: 'OPEN' }, after: { status: 'CLOSED' } },
    recordReview: {
      action: 'review.recorded',
      fields: ['customer', 'source', 'externalId', 'rating', 'ratingMax', 'text', 'writtenAt'],
      before: null,
      after: { source: 'trustpilot', externalId: 'r-1', rating: 2, ratingMax: 5 },
    },
    replyToReview: {
      action: 'review.replied',
      fields: ['reply'],
      before: { reply: null },
      after: { reply: { text: 'We are sorry.', by: 'Veera', repliedAt: testNow.toISOString() } },
    },
    createCaseStudy: {
      action: 'study.created',
      fields: ['title', 'question', 'customers'],
      before: null,
      after: { title: 'Aino and a mug', question: 'Does it last?' },
    },
    addFinding: {
      action: 'study.found',
      fields: ['statement', 'quote', 'evidence'],
      before: null,
      after: { statement: 'The lid was wrong.' },
    },
    concludeCaseStudy: {
      action: 'study.concluded',
      fields: ['conclusion'],
      before: { conclusion: null },
      after: { conclusion: 'Lids matter.' },
    },
    proposeImprovement: {
      action: 'improvement.proposed',
      fields: ['title', 'status', 'product'],
      before: null,
      after: { title: 'A better lid', status: 'PROPOSED' },
    },
    linkFeedback: { action: 'improvement.linked', fields: ['feedback'], before: null },
    setImprovementStatus: {
      action: 'improvement.planned',
      fields: ['status'],
      before: { status: 'PROPOSED' },
      after: { status: 'PLANNED' },
    },
    takeUpFeedback: { action: 'case.taken-up', fields: ['feedback'], before: null },
    createSegment: {
      action: 'segment.created',
      fields: ['name', 'description', 'kind'],
      before: null,
      after: { name: 'Tea drinkers', description: 'Who like it hot.', kind: 'LIST' },
    },
    updateSegment: {
      action: 'segment.updated',
      fields: ['name'],
      before: { name: 'Tea drinkers' },
      after: { name: 'Coffee drinkers' },
    },
    addToSegment: { action: 'segment.joined', fields: ['customer'], before: null },
    removeFromSegment: { action: 'segment.left', fields: ['customer'], before: null },
    deleteSegment: {
      action: 'segment.deleted',
      fields: ['name', 'description', 'kind'],
      before: { name: 'Coffee drinkers', description: 'Who like it hot.', kind: 'LIST' },
      after: null,
    },
    trackEvents: {
      action: 'customer.tracked',
      fields: ['events'],
      before: null,
      after: { events: 1 },
    },
  };

  async function run(mutation: string): Promise<Record<string, unknown>> {
    const isOfList = ['addToSegment', 'removeFromSegment'].includes(mutation);
    const type = isOfList
      ? 'SegmentCustomersInput'
      : `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    if (mutation === 'trackEvents') return tracked();
    if (mutation === 'inviteToSurvey' || mutation === 'issueSurveyLinks') return handedOut(mutation, type);
    if (mutation === 'deleteSegment') return deleted();
    const ends = others[mutation] ?? nouns.find((noun) => mutation.endsWith(noun));
    const isOfCustomer = mutation === 'setSurveyRefusal';
    const noun = isOfCustomer
      ? 'customer'
      : mutation === 'waitForCustomer' || !ends
        ? 'case'
        : `${ends.charAt(0).toLowerCase()}${ends.slice(1)}`;
    const returns = noun === 'case' ? 'serviceCase' : noun;
    const parts = noun === 'survey' ? 'questions { id }' : '';
    const { data, errors } = await shop.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { message } ${returns} { id ${parts} } } }`,
      { input: inputs[mutation]?.() },
    );
    expect([errors, data[mutation].userErrors]).toEqual([[], []]);
    made.question ??= data[mutation][returns].questions?.[0].id;
    return { [noun]: data[mutation][returns].id };
  }
  /** What was done is told of whoever did it. */
  async function tracked(): Promise<Record<string, unknown>> {
    const { data } = await shop.ask(
      'mutation ($input: TrackEventsInput!) { trackEvents(input: $input) { taken userErrors { message } } }',
      { input: inputs.trackEvents?.() },
    );
    expect(data.trackEvents).toEqual({ taken: 1, userErrors: [] });
    return { customer: made.customer };
  }
  async function deleted(): Promise<Record<string, unknown>> {
    const { data } = await shop.ask(
      'mutation ($input: DeleteSegmentInput!) { deleteSegment(input: $input) { deletedId userErrors { message } } }',
      { input: inputs.deleteSegment?.() },
    );
    expect(data.deleteSegment.userErrors).toEqual([]);
    return { segment: data.deleteSegment.deletedId };
  }
  async function handedOut(mutation: string, type: string): Promise<Record<string, unknown>> {
    const { data, errors } = await shop.ask(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { message } links { invitation { id } } } }`,
      { input: inputs[mutation]?.() },
    );
    expect([errors, data[mutation].userErrors]).toEqual([[], []]);
    const [{ invitation }] = data[mutation].links;
    return { invitation: invitation.id };
  }
  const newest = `{ changes(first: 1) { totalCount nodes {
    at actor { id name } action subject fields before after customer { name }
  } } }`;

  it('has a sample here for every mutation', () => {
    expect(Object.keys(inputs).toSorted()).toEqual(mutations.toSorted());
  });

  it.each(Object.keys(inputs))('has one line more, which says what changed, after %s', async (mutation) => {
    const { data: before } = await shop.ask(newest);
    if (mutation === 'cancelPurchase') {
      made.second = String((await run('recordPurchase')).purchase);
      before.changes.totalCount += 1;
    }

    const result = await run(mutation);

    for (const [noun, id] of Object.entries(result)) made[noun] ??= String(id);
    const { data } = await shop.ask(newest);
    const [change] = data.changes.nodes;
    expect(data.changes.totalCount).toBe(before.changes.totalCount + 1);
    expect(change).toMatchObject({
      at: testNow.toISOString(),
      actor: { name: 'Trial key', id: expect.stringMatching(/^key_/) },
      subject: Object.values(result)[0],
      customer: ofNobody.includes(mutation) ? null : { name: 'Aino' },
      ...told[mutation],
    });
  });

  it('has nothing of personal data but the names of its fields', async () => {
    const rows = await rowsOf<{ text: string }>(shop.database, sql`select change::text as text from change`);

    const text = rows.map((row) => row.text).join();
    expect(text).toContain('yearlyIncome');
    expect(text).not.toMatch(/example\.fi|40123|Pikk|40000/);
  });

  it('says nothing of what was refused or changed nothing', async () => {
    const { data: before } = await shop.ask('{ changes { totalCount } }');

    await shop.ask('mutation { createCustomer(input: { name: "" }) { userErrors { code } } }');
    await shop.ask('mutation { upsertProduct(input: { sku: "MUG" }) { userErrors { code } } }');

    expect((await shop.ask('{ changes { totalCount } }')).data).toEqual(before);
  });

  it.each([
    ['action', () => ({ action: { in: ['purchase.recorded'] } }), 2],
    ['subject', () => ({ subject: { eq: made.customer } }), 5],
    ['subjects of any type', () => ({ subject: { in: [made.product, made.purchase, 'nonsense'] } }), 3],
    ['customer', () => ({ customer: { eq: made.customer } }), lines - ofNobody.length],
    ['actor, by its id', () => ({ actor: { eq: made.actor } }), lines],
    ['actor, of whom there is nothing', () => ({ actor: { in: ['import', 'token:aino'] } }), 0],
    ['time', () => ({ at: { gt: testNow.toISOString() } }), 0],
    [
      'all together',
      () => ({ not: { action: { startsWith: 'customer.' } }, at: { lte: testNow } }),
      lines - 5,
    ],
  ])('is filtered by %s', async (_what, filter, count) => {
    const { data: first } = await shop.ask('{ changes(first: 1) { nodes { actor { id } } } }');
    made.actor = first.changes.nodes[0].actor.id;

    const { data, errors } = await shop.ask(
      'query ($filter: ChangeFilter) { changes(filter: $filter) { totalCount } }',
      { filter: filter() },
    );

    expect([errors, data.changes.totalCount]).toEqual([[], count]);
  });

  it('pages newest first, and names commands that changed something', async () => {
    await shop.inUnit(async (unit) => {
      unit.note({
        action: 'customer.looked-at',
        subjectId: '019a0000-0000-7000-8000-000000000001',
        difference: { fields: [], before: null, after: null },
      });
    });
    const page =
      'query ($after: String) { changes(first: 4, after: $after) { nodes { id } pageInfo { endCursor } } }';

    const { data: all } = await shop.ask('{ changes(first: 100) { nodes { id actor { id name } } } }');
    const { data: one } = await shop.ask(page);
    const { data: two } = await shop.ask(page, { after: one.changes.pageInfo.endCursor });

    expect(all.changes.nodes[0].actor).toEqual({ id: 'test', name: 'test' });
    const ids = all.changes.nodes.map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(lines + 1);
    expect([...one.changes.nodes, ...two.changes.nodes].map(({ id }) => id)).toEqual(ids.slice(0, 8));
  });

  it('names in each action the type of its subject, from which the global id is made', async () => {
    const rows = await rowsOf<{ noun: string }>(
      shop.database,
      sql`select distinct split_part(action, '.', 1) as noun from change`,
    );

    expect(rows.map(({ noun }) => noun).filter((noun) => !prefixes.includes(noun))).toEqual([]);
  });
});
