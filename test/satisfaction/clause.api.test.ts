import { beforeAll, expect, it } from '@jest/globals';
import { added, namesOf } from '../customers/asking.ts';
import { aCase, anInteraction, desk } from '../interactions/desk.ts';
import { forum } from '../reviews/forum.ts';
import { onBothEngines } from '../support/engines.ts';
import { mutating } from '../support/mutating.ts';
import { gauge, type Scores } from './gauge.ts';

onBothEngines('customers by what they said', (shop) => {
  const mutate = mutating(shop);
  const { recording, open, change } = desk(shop);
  const { openSurvey, give } = gauge(shop);

  // Sunday noon, the 22nd of November, is now.
  beforeAll(async () => {
    const ids: Record<string, string> = {};
    for (const name of ['Aino', 'Jaan', 'Mati']) ids[name] = await added(shop, { name });
    const survey = await openSurvey(7);
    const answers = (name: string, scores: Scores, submittedAt: string) =>
      give(survey, scores, { customer: { id: ids[name] }, submittedAt });
    await answers('Aino', { nps: 10, csat: 7 }, '2026-09-01T12:00:00Z');
    await answers('Aino', { nps: 6, csat: 4 }, '2026-11-20T12:00:00Z');
    await answers('Jaan', { nps: 9, csat: 5 }, '2026-10-01T12:00:00Z');
    for (const rating of [2, 3]) {
      await forum(shop).record({ customer: { id: ids.Jaan }, rating, writtenAt: '2026-11-01T12:00:00Z' });
    }
    await mutate('setSurveyRefusal', 'customer { id }', { customer: { id: ids.Jaan }, refused: true });
    await recording(anInteraction(ids.Aino ?? '', { occurredAt: '2026-08-01T12:00:00Z' }));
    const solved = await open(ids.Aino ?? '', { openedAt: '2026-11-01T12:00:00Z' });
    await change('resolveServiceCase', { id: solved.id });
    await mutate('openServiceCase', 'serviceCase { id }', aCase(ids.Mati ?? '', { priority: 'HIGH' }));
  });

  const everybody = ['Aino', 'Jaan', 'Mati'];
  it.each([
    [{ satisfaction: { nps: { lte: 6 } } }, ['Aino']],
    [{ satisfaction: { nps: { isNull: true } } }, ['Mati']],
    [{ satisfaction: { npsCategory: { in: ['PROMOTER', 'DETRACTOR'] } } }, ['Aino', 'Jaan']],
    [{ satisfaction: { npsCategory: { notIn: ['DETRACTOR'] } } }, ['Jaan', 'Mati']],
    [{ satisfaction: { csat: { gte: 4 } } }, ['Aino', 'Jaan']],
    [{ satisfaction: { csatInTopBox: { eq: true } } }, ['Jaan']],
    [{ satisfaction: { csatInTopBox: { eq: false } } }, ['Aino']],
    [{ satisfaction: { responses: { count: { eq: 2 } } } }, ['Aino']],
    [{ satisfaction: { responses: { within: { days: 30 }, count: { eq: 0 } } } }, ['Jaan', 'Mati']],
    [{ satisfaction: { responses: { survey: { eq: 'survey_nonsense' }, count: { eq: 0 } } } }, everybody],
    [{ satisfaction: { reviews: { stars: { eq: '2.5' }, count: { eq: 2 } } } }, ['Jaan']],
    [{ satisfaction: { reviews: { source: { ne: 'trustpilot' }, count: { eq: 0 } } } }, everybody],
    [{ consent: { surveys: { eq: true } } }, ['Aino', 'Mati']],
    [{ consent: { surveys: { eq: false } } }, ['Jaan']],
    [{ interactions: { count: { gte: 2 } } }, ['Aino']],
    [{ interactions: { kind: { eq: 'COMPLAINT' }, count: { eq: 1 } } }, ['Aino', 'Mati']],
    [{ interactions: { channel: { eq: 'CHAT' }, lastAt: { lt: '2026-09-01T00:00:00Z' } } }, ['Aino']],
    [{ interactions: { within: { days: 10 }, count: { eq: 0 } } }, ['Aino', 'Jaan']],
    [{ serviceCases: { count: { eq: 1 } } }, ['Aino', 'Mati']],
    [{ serviceCases: { status: { in: ['OPEN', 'WAITING'] }, count: { gte: 1 } } }, ['Mati']],
    [{ serviceCases: { priority: { eq: 'NORMAL' }, lastAt: { isNull: false } } }, ['Aino']],
    [{ serviceCases: { within: { days: 7 }, count: { eq: 0 } } }, ['Aino', 'Jaan']],
  ])('finds for %j %j', async (filter, names) => {
    expect((await namesOf(shop, { filter })).toSorted()).toEqual(names);
    const others = await namesOf(shop, { filter: { not: filter } });
    expect([...names, ...others].toSorted()).toEqual(everybody);
  });

  it.each([
    [{ satisfaction: {} }, ['satisfaction'], 'Say what is compared: a score, responses or reviews.'],
    [
      { satisfaction: { responses: {} } },
      ['satisfaction', 'responses'],
      'Say what is compared: count or lastAt.',
    ],
    [
      { satisfaction: { reviews: { within: { days: -1 }, count: { gte: 1 } } } },
      ['satisfaction', 'reviews', 'within', 'days'],
      'A window has 1 to 3650 days; got -1.',
    ],
    [{ consent: {} }, ['consent'], 'Say what is compared: surveys.'],
  ])('refuses %j, saying where', async (filter, at, message) => {
    const { errors } = await shop.ask(
      'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }',
      { filter },
    );

    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', at } }]);
  });
});
