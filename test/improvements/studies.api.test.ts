import { beforeAll, expect, it } from '@jest/globals';
import { anInteraction, desk } from '../interactions/desk.ts';
import { till } from '../purchases/till.ts';
import { forum } from '../reviews/forum.ts';
import { onBothEngines } from '../support/engines.ts';
import { answersTo, panel } from '../surveys/panel.ts';
import { workshop } from './workshop.ts';

onBothEngines('case studies', (shop) => {
  const { addCustomer, addProduct, record: buy, refused } = till(shop);
  const { record } = forum(shop);
  const { recording } = desk(shop);
  const { open, answer } = panel(shop);
  const { study, studying } = workshop(shop);
  const made: Record<string, string> = {};

  beforeAll(async () => {
    await addProduct('mug');
    for (const name of ['Aino', 'Eino', 'Onni']) {
      made[name] = (await addCustomer({ name, email: `${name}@example.fi` })).id;
    }
    made.purchase = (await buy({ customer: { id: made.Aino } })).id;
    made.interaction = (await recording(anInteraction(made.Aino ?? ''))).interaction.id;
    made.review = (await record({ customer: { id: made.Eino } })).id;
    made.others = (await record({ customer: { id: made.Onni } })).id;
    const survey = await open();
    const input = { survey: survey.id, customer: { id: made.Eino }, answers: answersTo(survey, 9) };
    made.response = (await answer('submitSurveyResponse', input)).id;
  });

  const begin = (input: object = {}) =>
    study('createCaseStudy', {
      title: 'Two families and a mug',
      question: 'What do they do with it?',
      customers: [{ id: made.Eino }, { email: 'aino@example.fi' }, { id: made.Eino }],
      ...input,
    });

  it('follow a few customers, find something that each of four things shows, and conclude', async () => {
    const { id, ...begun } = await begin({
      question: 'What do they do in the first week?',
      period: { from: '2026-10-01', to: '2026-11-01' },
    });
    for (const [index, name] of ['purchase', 'interaction', 'review', 'response'].entries()) {
      shop.clock.set(new Date(Date.parse('2026-11-22T12:00:00Z') + index * 1000));
      await study('addFinding', {
        id,
        statement: `See the ${name}.`,
        quote: index ? 'Yes.' : '',
        evidence: made[name],
      });
    }

    const concluded = await study('concludeCaseStudy', { id, conclusion: 'They drink.' });

    expect(begun).toEqual({
      title: 'Two families and a mug',
      question: 'What do they do in the first week?',
      period: { from: '2026-10-01', to: '2026-11-01' },
      conclusion: null,
      concludedAt: null,
      createdAt: '2026-11-22T12:00:00.000Z',
      customers: [{ name: 'Eino' }, { name: 'Aino' }],
      findings: [],
    });
    const nothing = { purchase: null, interaction: null, response: null, review: null };
    expect(concluded).toMatchObject({
      conclusion: 'They drink.',
      concludedAt: '2026-11-22T12:00:03.000Z',
      findings: [
        { ...nothing, statement: 'See the purchase.', quote: null, purchase: { id: made.purchase } },
        { ...nothing, quote: 'Yes.', customer: { name: 'Aino' }, interaction: { id: made.interaction } },
        { ...nothing, customer: { name: 'Eino' }, review: { id: made.review } },
        { ...nothing, response: { id: made.response } },
      ],
    });
  });

  it('look at everything where no period is said, and else from or up to a day', async () => {
    const periods = [undefined, null, {}, { from: '2026-10-01' }, { to: '2026-11-01' }];

    const begun = await Promise.all(periods.map((period) => begin({ period })));

    expect(begun.map(({ period }) => period)).toEqual([
      null,
      null,
      null,
      { from: '2026-10-01', to: null },
      { from: null, to: '2026-11-01' },
    ]);
  });

  it('take nothing of customers whom they do not follow, and nothing once they are concluded', async () => {
    const { id } = await begin();
    const statement = 'Something.';

    const foreign = await refused(() => studying('addFinding', { id, statement, evidence: made.others }));
    await study('concludeCaseStudy', { id, conclusion: 'Nothing.' });
    const late = await refused(() => studying('addFinding', { id, statement, evidence: made.review }));
    const twice = await refused(() => studying('concludeCaseStudy', { id, conclusion: 'Again.' }));

    expect(foreign).toEqual([
      {
        code: 'CONFLICT',
        path: ['evidence'],
        message: 'It is not of a customer whom the case study follows.',
      },
    ]);
    expect([late, twice].flat().map(({ message }) => message)).toEqual([
      'The case study is concluded.',
      'The case study is concluded already.',
    ]);
  });

  it('are refused where they name what is not there, or say too little or too much', async () => {
    const { id } = await begin();
    const faults = async (name: string, input: object) => {
      const errors = await refused(() => studying(name, input));
      return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
    };

    expect(
      await faults('createCaseStudy', {
        title: '',
        question: 'x'.repeat(5_001),
        customers: [{ id: made.Aino }, { email: 'nobody@example.fi' }],
        period: { from: '2026-11-01', to: '2026-11-01' },
      }),
    ).toEqual(['REQUIRED title', 'INVALID question', 'INVALID period.to', 'NOT_FOUND customers.1.email']);
    expect(await faults('createCaseStudy', { title: 'x', question: ' ', customers: [] })).toEqual([
      'REQUIRED question',
      'INVALID customers',
    ]);
    const many = Array(21).fill({ id: made.Aino });
    expect(await faults('createCaseStudy', { title: 'x', question: 'x', customers: many })).toEqual([
      'INVALID customers',
    ]);
    expect(
      await faults('addFinding', { id, statement: ' ', quote: 'x'.repeat(5_001), evidence: made.Aino }),
    ).toEqual(['REQUIRED statement', 'INVALID quote', 'NOT_FOUND evidence']);
    expect(await faults('addFinding', { id: made.Aino, statement: 'x', evidence: made.review })).toEqual([
      'NOT_FOUND id',
    ]);
    expect(await faults('concludeCaseStudy', { id, conclusion: ' ' })).toEqual(['REQUIRED conclusion']);
  });

  it('quote customers only to who may read personal data', async () => {
    const { data, extensions } = await shop.ask(
      '{ caseStudies { nodes { findings { statement quote } } } }',
      {},
      { scopes: ['satisfaction:read'] },
    );

    const findings = data.caseStudies.nodes.flatMap((one: { findings: object[] }) => one.findings);
    expect(findings).toHaveLength(4);
    expect(JSON.stringify(findings)).not.toContain('Yes.');
    expect(extensions.redacted).toEqual(['Finding.quote']);
  });

  it('cost the same number of statements for one and for three', async () => {
    const query = (last: number) => `{ caseStudies(last: ${last}) { nodes {
      customers { name }
      findings { statement customer { name } purchase { id } interaction { kind } response { score } review { stars } }
    } } }`;

    const one = await shop.ask(query(1));
    const three = await shop.ask(query(3));

    expect([one.errors, three.errors]).toEqual([[], []]);
    expect([one.statements, three.statements]).toEqual([8, 8]);
  });
});
