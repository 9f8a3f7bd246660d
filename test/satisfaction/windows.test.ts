import { generateMersenne53Randomizer } from '@faker-js/faker';
import { beforeAll, expect, it } from '@jest/globals';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { gauge, type Scores } from './gauge.ts';

interface Given extends Required<Scores> {
  /** Of November. */
  day: number;
  country: string;
}

const lastDay = 12;
/** Of those who answer, one after the other. */
const countries = ['FI', 'EE', 'SE', ...Array.from({ length: 24 }, (_, place) => (place % 2 ? 'FI' : 'EE'))];
const figures = `nps { value n promoters detractors } csat { value n } ces { value n }
  byCountry(score: NPS) { key value n } ofCes: byCountry(score: CES) { key value n }
  overTime(score: NPS, by: DAY) { from value n }`;

/** Those of long periods are told otherwise than those of short ones. */
onBothEngines('satisfaction of any days', (shop) => {
  const { addCustomer } = till(shop);
  const { openSurvey, give, satisfaction } = gauge(shop);
  const randomizer = generateMersenne53Randomizer(6);
  const upTo = (most: number) => Math.floor(randomizer.next() * (most + 1));
  const given: Given[] = [];

  /** One on the first day and one on the last, so that it is known which periods are long; few of the last country. */
  function dayOfThe(place: number): number {
    if (place === 0) return 1;
    return place === 1 ? lastDay : 1 + upTo(lastDay - 1);
  }

  beforeAll(async () => {
    const survey = await openSurvey();
    for (const country of countries) {
      const { id } = await addCustomer({ name: 'Aino', country });
      const scores = { nps: upTo(10), csat: 1 + upTo(4), ces: 1 + upTo(6) };
      const day = dayOfThe(given.length);
      await give(survey, scores, { customer: { id }, submittedAt: `${dayOf(day)}T00:00:00+02:00` });
      given.push({ ...scores, day, country });
    }
  });

  it('is what is counted one by one', async () => {
    for (let from = 0; from <= lastDay; from += 1) {
      for (let to = from + 1; to <= lastDay + 2; to += 1) {
        const period = { from: dayOf(from), to: dayOf(to) };
        const { statements, ...told } = await satisfaction(figures, period);
        expect({ period, ...told }).toEqual({ period, ...expected(given, from, to) });
      }
    }
  });

  it('is that with a filter, and without a first or a last day', async () => {
    const estonian = given.filter(({ country }) => country === 'EE');
    const filter = { country: { eq: 'EE' } };
    for (let day = 1; day <= lastDay + 1; day += 1) {
      const since = await satisfaction('nps { n value } ces { value }', { from: dayOf(day) }, filter);
      const until = await satisfaction('nps { n value } ces { value }', { to: dayOf(day) }, filter);
      const course = await satisfaction(
        'overTime(score: NPS, by: DAY) { from value n }',
        { from: dayOf(1), to: dayOf(day + 1) },
        filter,
      );

      const [after, before] = [expected(estonian, day, lastDay + 1), expected(estonian, 1, day)];
      expect(since).toMatchObject({
        nps: { n: after.nps.n, value: after.nps.value },
        ces: { value: after.ces.value },
      });
      expect(until).toMatchObject({
        nps: { n: before.nps.n, value: before.nps.value },
        ces: { value: before.ces.value },
      });
      expect(course.overTime).toEqual(expected(estonian, 1, day + 1).overTime);
    }
  });
});

function dayOf(day: number): string {
  return new Date(Date.UTC(2026, 10, day)).toISOString().slice(0, 10);
}

function expected(given: readonly Given[], from: number, to: number) {
  const within = given.filter(({ day }) => day >= from && day < to);
  const days = Array.from({ length: to - from }, (_, index) => from + index);
  return {
    nps: {
      ...npsOf(within),
      promoters: within.filter(({ nps }) => nps >= 9).length,
      detractors: within.filter(({ nps }) => nps <= 6).length,
    },
    csat: mean(within.map(({ csat }) => (csat >= 4 ? 100 : 0))),
    ces: mean(within.map(({ ces }) => ces)),
    byCountry: byCountry(within, npsOf),
    ofCes: byCountry(within, (some) => mean(some.map(({ ces }) => ces))),
    overTime: days.map((day) => ({ from: dayOf(day), ...npsOf(within.filter((one) => one.day === day)) })),
  };
}

function npsOf(some: readonly Given[]) {
  return mean(some.map(({ nps }) => (nps >= 9 ? 100 : nps <= 6 ? -100 : 0)));
}

function mean(values: readonly number[]) {
  const n = values.length;
  const sum = values.reduce((total, value) => total + value, 0);
  return { value: n === 0 ? null : expect.closeTo(sum / n, 8), n };
}

function byCountry<Told extends { n: number }>(
  some: readonly Given[],
  told: (of: readonly Given[]) => Told,
): (Told & { key: string })[] {
  const groups = ['EE', 'FI', 'SE'].map((key) => ({
    key,
    ...told(some.filter(({ country }) => country === key)),
  }));
  return groups
    .filter(({ n }) => n > 0)
    .toSorted((one, other) => other.n - one.n || (one.key < other.key ? -1 : 1));
}
