import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { inUnit } from '../../src/api/unit.ts';
import { createCustomers } from '../../src/customers/customer.service.ts';
import { engines } from '../../src/database/connect.ts';
import type { Database } from '../../src/database/database.ts';
import { rowsOf } from '../../src/database/read.ts';
import { shopSink } from '../../src/import/shop.sink.ts';
import { contributions } from '../../src/schema.ts';
import { responseDifferences } from '../../src/surveys/response.check.ts';
import { emptyDatabase } from '../support/engines.ts';
import { shopSettings, testNow } from '../support/shop.ts';
import { type Workbench, workbench } from './workbench.ts';

const mapping = {
  maps: 'responses',
  source: 'panel',
  survey: {
    name: 'Spring',
    questions: [
      {
        kind: 'NPS',
        texts: { en: 'Recommend?', fi: 'Suosittelisitko?' },
        answer: { column: 'nps', blank: ['11'] },
      },
      {
        kind: 'SINGLE_CHOICE',
        texts: { en: 'By what?', fi: 'Millä?' },
        choices: { bus: { en: 'By bus', fi: 'Bussilla' }, foot: { en: 'On foot', fi: 'Kävellen' } },
        answer: { column: 'how', means: { B: 'bus', F: 'foot' } },
      },
      {
        kind: 'MULTIPLE_CHOICE',
        texts: { en: 'What?', fi: 'Mitä?' },
        choices: { tea: { en: 'Tea', fi: 'Teetä' }, cake: { en: 'Cake', fi: 'Kakkua' } },
        answer: { column: 'what', splitBy: '/' },
      },
      { kind: 'TEXT', texts: { en: 'Why?', fi: 'Miksi?' }, answer: { column: 'why' } },
    ],
  },
  response: {
    id: { column: 'no' },
    submittedAt: { column: 'at', date: 'D.M.YYYY HH:mm', timeZone: 'Europe/Helsinki' },
    language: { column: 'lang' },
    channel: { column: 'by', means: { mail: 'EMAIL' } },
    sku: { column: 'article' },
    purchase: { column: 'order' },
  },
  customer: { id: { column: 'client' } },
};
const header = 'no;at;nps;how;what;why;lang;by;article;order;client\n';
const format = { delimiter: ';' };

async function files(bench: Workbench, lines: string, changes: object = {}) {
  const file = await bench.write('answers.csv', header + lines);
  const map = await bench.write('map.json', JSON.stringify({ ...mapping, format, ...changes }));
  return { noun: 'responses', file, map } as const;
}

function openTo(database: Database) {
  const sink = shopSink({
    em: database.fork(),
    clock: { now: () => testNow },
    shop: shopSettings,
    contributions,
    actor: 'import',
    mayNameHolders: true,
    mayNameEmailHolders: true,
  });
  return async () => ({ sink, baseCurrency: 'EUR', close: async () => {} });
}

describe('importing responses', () => {
  it('reads what the cells say, in the words of the file', async () => {
    await using bench = await workbench();
    const request = await files(
      bench,
      '1;2.1.2026 10:00;9;B;tea/cake;Fine;en;mail;MUG;;C-1\n' +
        '2;2.1.2026 10:00;11;F;;;;web;;W-1;C-1\n' +
        '3;2.1.2026 10:00;;;tea;;;web;;;\n' +
        '4;2.1.2026 10:00;ten;;;;;web;;;\n' +
        '5;soon;9;;;;;web;;;\n' +
        ';2.1.2026 10:00;9;;;;;web;;;\n' +
        '7;2.1.2026 10:00;9;;;;;radio;;;\n',
    );

    const { sink, tally, refused } = await bench.run(request);

    const at = new Date('2026-01-02T08:00:00Z');
    const usual = { surveyId: 'survey', isPartial: false, startedAt: null, submittedAt: at };
    expect(sink.responses).toEqual([
      {
        ...usual,
        customer: { externalId: { source: 'panel', id: 'C-1' } },
        externalIds: [{ source: 'panel', id: '1' }],
        answers: [
          { questionId: 'question 1', score: 9 },
          { questionId: 'question 2', choices: ['bus'] },
          { questionId: 'question 3', choices: ['tea', 'cake'] },
          { questionId: 'question 4', text: 'Fine' },
        ],
        language: 'en',
        channel: 'EMAIL',
        about: { product: { sku: 'MUG' } },
      },
      {
        ...usual,
        customer: { externalId: { source: 'panel', id: 'C-1' } },
        externalIds: [{ source: 'panel', id: '2' }],
        answers: [{ questionId: 'question 2', choices: ['foot'] }],
        language: null,
        channel: 'WEB',
        about: { purchase: { externalId: { source: 'panel', id: 'W-1' } } },
      },
      {
        ...usual,
        customer: null,
        externalIds: [{ source: 'panel', id: '3' }],
        answers: [{ questionId: 'question 3', choices: ['tea'] }],
        language: null,
        channel: 'WEB',
        about: null,
      },
    ]);
    expect(sink.surveys).toMatchObject([{ name: 'Spring', languages: ['en', 'fi'] }]);
    expect(tally.outcomes.responses.created).toBe(3);
    expect(refused.map((line) => line.replaceAll('"', ''))).toEqual([
      '5 nps ten is not a number',
      '6 at soon is not a date as D.M.YYYY HH:mm',
      '7 has no no',
      expect.stringMatching(/^8 by radio is not EMAIL/),
    ]);
  });

  it.each(engines)('takes them once into a survey of the past, on %s', async (engine) => {
    await using bench = await workbench();
    const database = await emptyDatabase(engine);
    const open = openTo(database);
    const setting = {
      em: database.fork(),
      clock: { now: () => testNow },
      shop: shopSettings,
      contributions,
      actor: 'test',
      mayNameHolders: true,
      mayNameEmailHolders: true,
    };
    await inUnit(setting, (unit) =>
      createCustomers(unit, [{ name: 'Aino', externalIds: [{ source: 'panel', id: 'C-1' }] }]),
    );
    const request = await files(
      bench,
      '1;2.1.2026 10:00;9;B;tea/cake;Wonderful!;en;mail;;;C-1\n' +
        '2;2.2.2026 10:00;3;;;;;web;;;C-1\n' +
        '3;2.1.2026 10:00;10;;;;;web;;;\n' +
        '4;2.1.2026 10:00;12;;;;;web;;;\n' +
        '5;2.1.2026 10:00;8.5;;;;;web;;;\n' +
        '6;2.1.2026 10:00;;T;;;;web;;;\n' +
        '7;2.1.2026 10:00;11;;;;;web;;;\n' +
        '8;2.1.2026 10:00;9;;;;;web;;;C-2\n',
    );

    const first = await bench.run({ ...request, open });
    const second = await bench.run({ ...request, open });

    expect(first.tally.outcomes.responses).toEqual({ created: 3, updated: 0, unchanged: 0, refused: 5 });
    expect(second.tally.outcomes.responses).toEqual({ created: 0, updated: 0, unchanged: 3, refused: 5 });
    expect([...first.tally.reasons.keys()]).toEqual([
      'An NPS score is 0 to …; got …',
      'An NPS score is a whole number, 0 to …; got …',
      'The question does not offer this choice.',
      'A response answers at least one question.',
      'There is no customer by this reference.',
    ]);
    expect(await rowsOf(database, sql`select status, languages, name from survey`)).toEqual([
      { status: 'CLOSED', languages: ['en', 'fi'], name: 'Spring' },
    ]);
    expect(
      await rowsOf(
        database,
        sql`select score, is_counted as counted, channel from survey_response order by id`,
      ),
    ).toEqual([
      { score: 9, counted: false, channel: 'EMAIL' },
      { score: 3, counted: true, channel: 'WEB' },
      { score: 10, counted: true, channel: 'WEB' },
    ]);
    expect(await rowsOf(database, sql`select last_nps as nps from customer_summary order by 1`)).toEqual([
      { nps: 3 },
      { nps: 10 },
    ]);
    expect(await rowsOf(database, responseDifferences())).toEqual([]);
    await database.close();
  });

  it('reads nothing where the survey of the name asks something else, or cannot be', async () => {
    await using bench = await workbench();
    const database = await emptyDatabase('pglite');
    const open = openTo(database);
    const line = '1;2.1.2026 10:00;9;B;tea;Fine;en;mail;;;\n';
    await bench.run({ ...(await files(bench, line)), open });
    const survey = (questions: object[]) => ({ survey: { name: 'Spring', questions } });
    const text = { kind: 'TEXT', texts: { en: 'Why?' }, answer: { column: 'why' } };

    const other = bench.run({ ...(await files(bench, line, survey([text]))), open });
    await expect(other).rejects.toThrow(
      'The survey of the mapping cannot be: There is a survey called Spring that asks something else; call it otherwise.',
    );
    const scaled = bench.run({ ...(await files(bench, line, survey([{ ...text, scaleMax: 5 }]))), open });
    await expect(scaled).rejects.toThrow('A question of kind TEXT has no scale.');
    expect(await rowsOf(database, sql`select count(*) as count from survey_response`)).toEqual([
      { count: 1 },
    ]);
    await database.close();
  });
});

const shared = '../shared/data';
const describeShared = existsSync(shared) ? describe : describe.skip;

/** How many answered each kind of question, and how they count for NPS and CSAT. */
async function countsOf(database: Database) {
  return rowsOf(
    database,
    sql`
      select kind, count(*) as n, count(*) filter (where score >= 9) as promoters,
        count(*) filter (where score <= 6) as detractors, count(*) filter (where is_top) as top
      from answer where is_counted group by kind order by kind desc`,
  );
}

describeShared(`the data sets (skipped without ${shared})`, () => {
  it('give an NPS of 39.84 of 2,746 at an airport, where 11 is no answer', async () => {
    await using bench = await workbench();
    const database = await emptyDatabase('postgres');
    const file = `${shared}/sfo_nps/sfo_survey_2017.csv`;

    const { tally } = await bench.run({ noun: 'responses', file, map: 'sfo-2017', open: openTo(database) });

    // 85 are blank or 11, and 22 of them have no rating of the whole either.
    expect(tally.outcomes.responses).toEqual({ created: 2809, updated: 0, unchanged: 0, refused: 22 });
    const [nps, csat] = await countsOf(database);
    expect(nps).toMatchObject({ kind: 'NPS', n: 2746, promoters: 1436, detractors: 342 });
    expect((100 * (1436 - 342)) / 2746).toBeCloseTo(39.84, 2);
    expect(csat).toMatchObject({ kind: 'CSAT', n: 2688, top: 2206 });
    expect(await rowsOf(database, responseDifferences())).toEqual([]);
    await database.close();
  });

  it.each([
    ['email', { n: 1952, promoters: 819, detractors: 456 }, 18.5963],
    ['mobile', { n: 1801, promoters: 377, detractors: 642 }, -14.714],
    ['web', { n: 2290, promoters: 1000, detractors: 494 }, 22.0961],
  ])('give the NPS of the channel %s that their truth.json has', async (channel, counts, truth) => {
    await using bench = await workbench();
    const database = await emptyDatabase('postgres');
    const question = { kind: 'NPS', texts: { en: 'Recommend?' }, answer: { column: 'nps_rating' } };
    const map = await bench.write(
      'nps.json',
      JSON.stringify({
        maps: 'responses',
        source: channel,
        survey: { name: 'NPS', questions: [question] },
        response: {
          id: { column: 'user_id' },
          submittedAt: { column: 'response_date', date: 'YYYY-MM-DD', timeZone: 'UTC' },
          channel: { value: channel, means: { mobile: 'APP' } },
        },
      }),
    );

    const file = `${shared}/nps_three_channels/nps_${channel}.csv`;
    await bench.run({ noun: 'responses', file, map, open: openTo(database) });

    const [nps] = await countsOf(database);
    expect(nps).toMatchObject(counts);
    expect((100 * (counts.promoters - counts.detractors)) / counts.n).toBeCloseTo(truth, 4);
    await database.close();
  });
});
