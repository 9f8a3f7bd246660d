import { beforeAll, describe, expect, it } from '@jest/globals';
import { anInteraction, desk } from '../interactions/desk.ts';
import { till } from '../purchases/till.ts';
import { forum } from '../reviews/forum.ts';
import { onBothEngines } from '../support/engines.ts';
import { answersTo, panel } from '../surveys/panel.ts';
import { workshop } from './workshop.ts';

onBothEngines('improvements', (shop) => {
  const { addCustomer, addProduct, refused } = till(shop);
  const { record } = forum(shop);
  const { recording } = desk(shop);
  const { open, answer } = panel(shop);
  const { improving, improve } = workshop(shop);
  const made: Record<string, string> = {};

  beforeAll(async () => {
    await addProduct('tent');
    for (const name of ['Aino', 'Eino']) made[name] = (await addCustomer({ name })).id;
    const said = await recording(
      anInteraction(made.Eino ?? '', { body: 'The zip!', occurredAt: '2026-11-01T12:00:00Z' }),
    );
    made.interaction = said.interaction.id;
    const at = { writtenAt: '2026-11-03T12:00:00Z' };
    made.review = (await record({ ...at, rating: 1, customer: { id: made.Aino } })).id;
    made.nobodys = (await record({ ...at, rating: 1 })).id;
    const survey = await open();
    made.response = (
      await answer('submitSurveyResponse', {
        survey: survey.id,
        customer: { id: made.Aino },
        answers: answersTo(survey, 2, 2, undefined, 'The zip.'),
        submittedAt: '2026-11-02T12:00:00Z',
      })
    ).id;
  });

  it('are proposed from what customers said, whom one can tell what came of it', async () => {
    const feedback = [made.interaction, made.review, made.nobodys, made.response];

    const improvement = await improve('proposeImprovement', {
      title: ' A better zip ',
      description: 'From another maker.',
      product: { sku: 'tent' },
      feedback,
    });

    const nothing = { response: null, review: null, interaction: null };
    const ofReviews = { kind: 'REVIEW', givenAt: '2026-11-03T12:00:00.000Z', ageDays: 19, ...nothing };
    const [first, second, third, fourth] = improvement.evidence.nodes;
    expect(improvement).toMatchObject({
      id: expect.stringMatching(/^improvement_/),
      title: 'A better zip',
      description: 'From another maker.',
      status: 'PROPOSED',
      reason: null,
      doneAt: null,
      createdAt: '2026-11-22T12:00:00.000Z',
      evidenceCount: 4,
      product: { sku: 'tent' },
      evidence: { totalCount: 4 },
      customersToTell: { totalCount: 2, nodes: [{ name: 'Aino' }, { name: 'Eino' }] },
    });
    const reviews = [second, first].toSorted((one) => (one.customer ? -1 : 1));
    expect(reviews).toMatchObject([
      { ...ofReviews, customer: { name: 'Aino' }, review: { id: made.review } },
      { ...ofReviews, customer: null, review: { id: made.nobodys } },
    ]);
    expect([third, fourth]).toMatchObject([
      { kind: 'RESPONSE', ageDays: 20, ...nothing, response: { id: made.response } },
      { kind: 'INTERACTION', ageDays: 21, ...nothing, interaction: { id: made.interaction } },
    ]);
  });

  it('take more feedback, each piece once, by its own id too', async () => {
    const { id } = await improve('proposeImprovement', { title: 'Faster answers', feedback: [made.review] });

    const more = await improve('linkFeedback', { id, feedback: [made.review, made.response] });
    const again = await improve('linkFeedback', {
      id,
      feedback: [made.interaction?.replace('interaction', 'feedback'), made.response],
    });

    expect([more.evidenceCount, again.evidenceCount]).toEqual([2, 3]);
  });

  it('are planned and then done, or rejected with a reason', async () => {
    const one = await improve('proposeImprovement', { title: 'One' });
    const other = await improve('proposeImprovement', { title: 'Other' });

    const planned = await improve('setImprovementStatus', { id: one.id, status: 'PLANNED' });
    const done = await improve('setImprovementStatus', {
      id: one.id,
      status: 'DONE',
      doneAt: '2026-10-01T00:00:00Z',
    });
    const rejected = await improve('setImprovementStatus', {
      id: other.id,
      status: 'REJECTED',
      reason: ' Too dear. ',
    });

    expect([planned.status, planned.doneAt]).toEqual(['PLANNED', null]);
    expect([done.status, done.doneAt]).toEqual(['DONE', '2026-10-01T00:00:00.000Z']);
    expect([rejected.status, rejected.reason]).toEqual(['REJECTED', 'Too dear.']);
  });

  it.each([
    ['PROPOSED', [], 'DONE', 'The improvement is PROPOSED; it can become PLANNED or REJECTED.'],
    ['PLANNED', ['PLANNED'], 'PROPOSED', 'The improvement is PLANNED; it can become DONE or REJECTED.'],
    ['DONE', ['PLANNED', 'DONE'], 'REJECTED', 'The improvement is DONE; it stays so.'],
    ['REJECTED', ['REJECTED'], 'PLANNED', 'The improvement is REJECTED; it stays so.'],
  ])('that are %s do not become what makes no sense', async (_from, steps, status, message) => {
    const { id } = await improve('proposeImprovement', { title: 'Any' });
    for (const step of steps) await improve('setImprovementStatus', { id, status: step });

    const errors = await refused(() => improving('setImprovementStatus', { id, status }));

    expect(errors).toEqual([{ code: 'CONFLICT', path: ['status'], message }]);
  });

  it('are refused where they name what is not there, or say too much', async () => {
    const { id } = await improve('proposeImprovement', { title: 'Any' });
    const faults = async (name: string, input: object) => {
      const errors = await refused(() => improving(name, input));
      return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
    };

    expect(
      await faults('proposeImprovement', {
        title: ' ',
        description: 'x'.repeat(5_001),
        product: { sku: 'none' },
        feedback: [made.review, 'review_none', made.Aino],
      }),
    ).toEqual([
      'REQUIRED title',
      'INVALID description',
      'NOT_FOUND product.sku',
      'NOT_FOUND feedback.1',
      'NOT_FOUND feedback.2',
    ]);
    expect(
      await faults('proposeImprovement', { title: 'x'.repeat(201), feedback: Array(101).fill('x') }),
    ).toEqual(['INVALID title', 'INVALID feedback']);
    expect(await faults('linkFeedback', { id: made.review, feedback: [] })).toEqual(['NOT_FOUND id']);
    expect(
      await faults('setImprovementStatus', {
        id,
        status: 'PLANNED',
        reason: 'x'.repeat(5_001),
        doneAt: '2026-11-24T12:00:00Z',
      }),
    ).toEqual(['CONFLICT reason', 'INVALID reason', 'CONFLICT doneAt', 'INVALID doneAt']);
  });

  it('are listed newest first and filtered', async () => {
    const { data, errors } = await shop.ask(
      `query ($done: ImprovementFilter, $one: ImprovementFilter) {
        all: improvements { totalCount }
        done: improvements(filter: $done) { nodes { title } }
        of: improvements(filter: { product: { in: [] }, not: { status: { eq: DONE } } }) { totalCount }
        late: improvements(filter: { doneAt: { lt: "2026-10-02T00:00:00Z" } }) { totalCount }
        none: improvements(filter: $one) { totalCount }
        improvement(id: "improvement_none") { id }
      }`,
      { done: { status: { eq: 'DONE' } }, one: { id: { eq: made.review } } },
    );

    expect(errors).toEqual([]);
    expect(data.all.totalCount).toBeGreaterThan(8);
    expect(data.done.nodes.map(({ title }: { title: string }) => title)).toEqual(['Any', 'One']);
    expect([data.of.totalCount, data.late.totalCount, data.none.totalCount, data.improvement]).toEqual([
      0,
      1,
      0,
      null,
    ]);
  });

  describe('the number of SQL statements', () => {
    it('is the same for two improvements and for five', async () => {
      const query = (first: number) => `{ improvements(last: ${first}) { nodes {
        evidenceCount product { sku }
        evidence(first: 5) { totalCount nodes { customer { name } response { score } review { stars } interaction { body } } }
        customersToTell(first: 5) { nodes { name } }
        effect(score: NPS) { verdict }
      } } }`;

      const two = await shop.ask(query(2));
      const five = await shop.ask(query(5));

      expect([two.errors, five.errors]).toEqual([[], []]);
      // Among the five is one that is done, whose effect is asked for.
      expect([two.statements, five.statements]).toEqual([10, 11]);
    });
  });
});
