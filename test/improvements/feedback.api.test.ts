import { beforeAll, expect, it } from '@jest/globals';
import { anInteraction, desk } from '../interactions/desk.ts';
import { till } from '../purchases/till.ts';
import { forum } from '../reviews/forum.ts';
import { onBothEngines } from '../support/engines.ts';
import { answersTo, panel } from '../surveys/panel.ts';
import { workshop } from './workshop.ts';

onBothEngines('open feedback', (shop) => {
  const { addCustomer, addProduct, refused } = till(shop);
  const { record, reply } = forum(shop);
  const { recording, open: openCase } = desk(shop);
  const { open, answer } = panel(shop);
  const { improve, takeUp, takingUp } = workshop(shop);
  const made: Record<string, string> = {};

  const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T12:00:00Z`;

  /** What is open, by the day on which it was given. */
  async function openDays(filter: object = {}): Promise<string[]> {
    const { data, errors } = await shop.ask(
      `query ($filter: FeedbackFilter) {
        openFeedback(filter: $filter) { totalCount nodes { kind givenAt ageDays } }
      }`,
      { filter },
    );
    expect(errors).toEqual([]);
    const nodes: { kind: string; givenAt: string; ageDays: number }[] = data.openFeedback.nodes;
    expect(data.openFeedback.totalCount).toBe(nodes.length);
    return nodes.map(({ kind, givenAt, ageDays }) => `${Number(givenAt.slice(8, 10))} ${kind} ${ageDays}`);
  }

  beforeAll(async () => {
    made.mug = (await addProduct('mug')).id;
    for (const name of ['Aino', 'Eino', 'Onni', 'Taimi']) made[name] = (await addCustomer({ name })).id;
    const survey = await open();
    const respond = async (name: string, day: number, score: number | undefined, comment?: string) => {
      const input = {
        survey: survey.id,
        customer: { id: made[name] },
        answers: answersTo(survey, score, undefined, undefined, comment),
        submittedAt: at(day),
      };
      made[`response ${day}`] = (await answer('submitSurveyResponse', input)).id;
    };
    // Of Aino the second counts alone.
    await respond('Aino', 1, 0, 'Never again.');
    await respond('Aino', 2, 6, 'Better.');
    await respond('Eino', 3, 7, 'Fine.');
    await respond('Onni', 4, 3);
    made.bad = (await record({ rating: 2, writtenAt: at(5), product: { sku: 'mug' } })).id;
    await record({ rating: 3, writtenAt: at(6) });
    await record({ rating: 4, ratingMax: 10, writtenAt: at(7), reply: { text: 'Sorry.' } });
    made.mention = (await record({ rating: null, text: 'Terrible!', language: 'en', writtenAt: at(8) })).id;
    await record({ rating: null, text: 'Great!', language: 'en', writtenAt: at(9) });
    const complain = async (name: string, day: number, input: object = {}) => {
      const said = anInteraction(made[name] ?? '', { kind: 'COMPLAINT', occurredAt: at(day), ...input });
      return (await recording(said)).interaction.id as string;
    };
    made.complaint = await complain('Taimi', 10);
    await complain('Eino', 11);
    await complain('Eino', 12, { kind: 'SUPPORT', author: 'AGENT' });
    await complain('Onni', 13, { kind: 'ADVICE' });
  });

  const all = ['2 RESPONSE 20', '5 REVIEW 17', '8 REVIEW 14', '10 INTERACTION 12'];

  it('is what detractors say, bad reviews and complaints that nobody has answered, the oldest first', async () => {
    expect(await openDays()).toEqual(all);
  });

  it.each<[string, () => object, number[]]>([
    ['where it was given', () => ({ kind: { in: ['RESPONSE', 'INTERACTION'] } }), [0, 3]],
    ['its age', () => ({ givenAt: { lt: at(8) } }), [0, 1]],
    ['its customer', () => ({ customer: { eq: made.Aino } }), [0]],
    ['its product', () => ({ product: { eq: made.mug } }), [1]],
    ['what does not hold', () => ({ not: { kind: { eq: 'REVIEW' } } }), [0, 3]],
  ])('is filtered by %s', async (_what, filter, places) => {
    expect(await openDays(filter())).toEqual(places.map((place) => all[place]));
  });

  it('pages as other lists do', async () => {
    const page = `query ($after: String) {
      openFeedback(first: 3, after: $after) { nodes { givenAt } pageInfo { hasNextPage endCursor } }
    }`;

    const one = await shop.ask(page);
    const two = await shop.ask(page, { after: one.data.openFeedback.pageInfo.endCursor });

    expect([one.data.openFeedback.nodes.length, one.data.openFeedback.pageInfo.hasNextPage]).toEqual([
      3,
      true,
    ]);
    expect([two.data.openFeedback.nodes.length, two.data.openFeedback.pageInfo.hasNextPage]).toEqual([
      1,
      false,
    ]);
  });

  it('is reached by node, with what was said', async () => {
    const { data, errors } = await shop.ask(
      `{ node(id: "${made.bad?.replace('review', 'feedback')}") { ... on Feedback { kind review { stars } response { id } } } }`,
    );

    expect(errors).toEqual([]);
    expect(data.node).toEqual({ kind: 'REVIEW', review: { stars: 2 }, response: null });
  });

  it('costs the same number of statements for one and for four', async () => {
    const query = (first: number) => `{ openFeedback(first: ${first}) { nodes {
      customer { name } response { comment } review { text } interaction { body }
    } } }`;

    const two = await shop.ask(query(2));
    const four = await shop.ask(query(4));

    expect([two.errors, four.errors]).toEqual([[], []]);
    // Customers, responses and reviews; and interactions, of which the first two have none.
    expect([two.statements, four.statements]).toEqual([4, 5]);
  });

  it('is not taken up in the case of another customer, nor where something is missing', async () => {
    const { id: ofEino } = await openCase(made.Eino ?? '');

    const wrong = await refused(() => takingUp({ feedback: made.complaint, serviceCase: ofEino }));
    const missing = await refused(() => takingUp({ feedback: made.Aino, serviceCase: made.Aino }));

    expect(wrong).toEqual([
      { code: 'CONFLICT', path: ['serviceCase'], message: 'The case is of another customer.' },
    ]);
    expect(missing.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'NOT_FOUND feedback',
      'NOT_FOUND serviceCase',
    ]);
  });

  it('is closed by a reply, by a service case and by an improvement', async () => {
    await reply({ id: made.bad, text: 'We are sorry.' });
    expect(await openDays()).toEqual([all[0], all[2], all[3]]);

    const { id: serviceCase } = await openCase(made.Taimi ?? '');
    await takeUp({ feedback: made.complaint, serviceCase });
    await takeUp({ feedback: made.complaint, serviceCase });
    expect(await openDays()).toEqual([all[0], all[2]]);

    await improve('proposeImprovement', {
      title: 'Better',
      feedback: [made['response 2'], made.mention],
    });
    expect(await openDays()).toEqual([]);
  });
});
