import { expect, it } from '@jest/globals';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { answersTo, panel } from './panel.ts';

onBothEngines('the results of a survey', (shop) => {
  const { addCustomer } = till(shop);
  const { open, answer } = panel(shop);

  const resultsOf = async (id: string) => {
    const { data, errors } = await shop.ask(
      `query ($id: ID!) { survey(id: $id) { responseCount results {
        n mean topBox { value n low high } question { kind } answers { score choice count share }
      } } }`,
      { id },
    );
    expect(errors).toEqual([]);
    return data.survey;
  };

  it('count the latest whole response of each customer, question by question', async () => {
    const survey = await open();
    const give = (customer: string, values: Parameters<typeof answersTo>[1][], input: object = {}) =>
      answer('submitSurveyResponse', {
        survey: survey.id,
        customer: { id: customer },
        answers: answersTo(survey, ...values),
        ...input,
      });
    const ids = [];
    for (const name of ['A', 'B', 'C', 'D', 'E']) ids.push((await addCustomer({ name })).id);
    const [a = '', b = '', c = '', d = '', e = ''] = ids;
    await give(a, [0, 1], { submittedAt: '2026-11-01T00:00:00Z' });
    await give(a, [10, 5, ['friend', 'web']]);
    await give(b, [9, 4, ['web'], 'Thanks']);
    await give(c, [6, 3]);
    await give(d, [undefined, 5, ['street']]);
    await give(e, [3, 1, ['street'], 'Bad'], { partial: true });

    const { results, responseCount } = await resultsOf(survey.id);

    expect(responseCount).toBe(5);
    const [nps, csat, choice, text] = results;
    // 10, 9 and 6: two of three in the top box, of nine and ten.
    expect(nps).toMatchObject({ n: 3, question: { kind: 'NPS' } });
    expect(nps.mean).toBeCloseTo(25 / 3, 10);
    expect(nps.topBox).toMatchObject({ value: 2 / 3, n: 3 });
    expect(nps.answers.map(({ count }: { count: number }) => count)).toEqual([
      0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1,
    ]);
    expect(nps.answers[6]).toEqual({ score: 6, choice: null, count: 1, share: 1 / 3 });
    // 5, 4, 3 and 5: 3 of 4 are 4 or more; Wilson's interval of 3 of 4 is 0.3006 to 0.9544.
    expect(csat).toMatchObject({ n: 4, mean: 4.25 });
    expect(csat.topBox.value).toBe(0.75);
    expect(csat.topBox.low).toBeCloseTo(0.3006, 4);
    expect(csat.topBox.high).toBeCloseTo(0.9544, 4);
    expect(csat.answers).toEqual([
      { score: 1, choice: null, count: 0, share: 0 },
      { score: 2, choice: null, count: 0, share: 0 },
      { score: 3, choice: null, count: 1, share: 0.25 },
      { score: 4, choice: null, count: 1, share: 0.25 },
      { score: 5, choice: null, count: 2, share: 0.5 },
    ]);
    expect(choice).toMatchObject({ n: 3, mean: null, topBox: null });
    expect(choice.answers).toEqual([
      { score: null, choice: 'friend', count: 1, share: 1 / 3 },
      { score: null, choice: 'web', count: 2, share: 2 / 3 },
      { score: null, choice: 'street', count: 1, share: 1 / 3 },
    ]);
    expect(text).toMatchObject({ n: 1, mean: null, topBox: null, answers: [] });
  });

  it('are null, not 0, where nobody answered', async () => {
    const survey = await open();

    const { results, responseCount } = await resultsOf(survey.id);

    expect(responseCount).toBe(0);
    expect(results[0]).toMatchObject({
      n: 0,
      mean: null,
      topBox: { value: null, n: 0, low: null, high: null },
    });
    expect(results[2].answers[0]).toEqual({ score: null, choice: 'friend', count: 0, share: null });
  });
});
