import { expect } from '@jest/globals';
import { mutating } from '../support/mutating.ts';
import type { TestShop } from '../support/shop.ts';

export const surveyFields = `
  id name status languages fatigueDays trigger { event hours } openedAt closedAt createdAt updatedAt
  questions {
    id position kind texts { language text } choices { value texts { language text } } scaleMax topBox required
  }`;

export const responseFields = `
  id status counted score scoreKind comment sentiment { label score method } language channel startedAt submittedAt
  externalIds { source id } survey { id } customer { id }
  purchase { id } serviceCase { id } product { id }
  answers { question { position } score inTopBox choices text }`;

/** The surveys of a shop as a client of its API makes and answers them. */
export function panel(shop: TestShop) {
  const mutate = mutating(shop);
  const writing = (name: string, input: object) => mutate(name, `survey { ${surveyFields} }`, input);
  const answering = (name: string, input: object) =>
    mutate(name, `surveyResponse { ${responseFields} }`, input);

  async function write(name: string, input: object) {
    const { survey, userErrors } = await writing(name, input);
    expect(userErrors).toEqual([]);
    return survey;
  }
  async function answer(name: string, input: object) {
    const { surveyResponse, userErrors } = await answering(name, input);
    expect(userErrors).toEqual([]);
    return surveyResponse;
  }

  return {
    writing,
    answering,
    /** A mutation of a survey that must be taken; the survey as it leaves it. */
    write,
    /** A mutation of a response that must be taken; the response as it leaves it. */
    answer,
    /** A survey that is answered: the usual one unless the test says otherwise. */
    async open(input: object = {}) {
      const { id } = await write('createSurvey', aSurvey(input));
      return write('openSurvey', { id });
    },
    async summaryOf(customerId: string) {
      const { data } = await shop.ask(
        `query ($id: ID!) {
          customer(by: { id: $id }) { summary { lastNps npsCategory lastCsat lastCsatMax } }
        }`,
        { id: customerId },
      );
      return data.customer.summary;
    },
  };
}

/** English and Finnish: how likely to recommend, how satisfied, by what one came, and anything else. */
export function aSurvey(input: object = {}): object {
  return {
    name: 'After a purchase',
    languages: ['en', 'fi'],
    questions: [
      {
        kind: 'NPS',
        texts: both(
          'How likely are you to recommend us to a friend or colleague?',
          'Kuinka todennäköisesti suosittelisit meitä ystävälle tai kollegalle?',
        ),
      },
      {
        kind: 'CSAT',
        texts: both('How satisfied are you with the delivery?', 'Kuinka tyytyväinen olet toimitukseen?'),
      },
      {
        kind: 'MULTIPLE_CHOICE',
        texts: both('Where did you hear of us?', 'Mistä kuulit meistä?'),
        choices: [
          { value: 'friend', texts: both('From a friend', 'Ystävältä') },
          { value: 'web', texts: both('On the web', 'Verkosta') },
          { value: 'street', texts: both('On the street', 'Kadulta') },
        ],
      },
      { kind: 'TEXT', texts: both('What could we do better?', 'Mitä voisimme tehdä paremmin?') },
    ],
    ...input,
  };
}

export function both(en: string, fi: string): object[] {
  return [
    { language: 'en', text: en },
    { language: 'fi', text: fi },
  ];
}

/** Answers to the questions of a survey, in their order; undefined skips one. */
export function answersTo(
  survey: { questions: { id: string; kind: string }[] },
  ...values: (number | string | string[] | undefined)[]
): object[] {
  return values.flatMap((value, place): object[] => {
    const question = survey.questions[place]?.id;
    if (value === undefined) return [];
    if (typeof value === 'number') return [{ question, score: value }];
    return [Array.isArray(value) ? { question, choices: value } : { question, text: value }];
  });
}
