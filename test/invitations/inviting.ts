import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { rowsOf } from '../../src/database/read.ts';
import { globalId } from '../../src/kernel/ids.ts';
import { mutating } from '../support/mutating.ts';
import { type TestShop, testNow } from '../support/shop.ts';

const inEveryLanguage = (text: string) =>
  ['fi', 'et', 'sv', 'en'].map((language) => ({ language, text: `${text} (${language})` }));

export const npsQuestion = {
  kind: 'NPS',
  required: true,
  texts: [
    { language: 'fi', text: 'Kuinka todennäköisesti suosittelisit meitä ystävälle?' },
    { language: 'et', text: 'Kui tõenäoliselt soovitaksid meid sõbrale?' },
    { language: 'sv', text: 'Hur sannolikt är det att du rekommenderar oss till en vän?' },
    { language: 'en', text: 'How likely are you to recommend us to a friend?' },
  ],
};

export const choiceQuestion = {
  kind: 'MULTIPLE_CHOICE',
  texts: inEveryLanguage('What did you like?'),
  choices: [
    { value: 'range', texts: inEveryLanguage('The range') },
    { value: 'price', texts: inEveryLanguage('The prices') },
    { value: 'help', texts: inEveryLanguage('The help') },
  ],
};

export const textQuestion = { kind: 'TEXT', texts: inEveryLanguage('What could we do better?') };

/** Surveys and invitations as a client of the API has them. */
export function inviting(shop: TestShop) {
  const mutate = mutating(shop);
  const links = 'links { url invitation { id language channel trigger issuedAt expiresAt } }';
  const made = `${links} invitedCount leftOut { reason count } next`;

  return {
    mutate,
    /** A survey that is open: one question, how likely one is to recommend, unless the test says otherwise. */
    async openSurvey(input: object = {}): Promise<string> {
      const draft = {
        name: 'After a purchase',
        languages: ['fi', 'et', 'sv', 'en'],
        questions: [npsQuestion],
        ...input,
      };
      const { survey, userErrors } = await mutate('createSurvey', 'survey { id }', draft);
      expect(userErrors).toEqual([]);
      const opened = await mutate('openSurvey', 'survey { status }', { id: survey.id });
      expect(opened).toEqual({ survey: { status: 'OPEN' }, userErrors: [] });
      return survey.id;
    },
    async addCustomer(input: object = {}): Promise<string> {
      const { customer } = await mutate('createCustomer', 'customer { id }', { name: 'Aino', ...input });
      return customer.id;
    },
    /** So many customers with an e-mail address. */
    async addCustomers(count: number, prefix = 'c'): Promise<string[]> {
      const ids: string[] = [];
      for (let n = 0; n < count; n += 1) {
        ids.push(await this.addCustomer({ name: `${prefix} ${n}`, email: `${prefix}${n}@example.fi` }));
      }
      return ids;
    },
    /** So many more at once, past the services. */
    async manyCustomers(count: number, name: string): Promise<string[]> {
      const rows = await rowsOf<{ id: string }>(
        shop.database,
        sql`
          insert into customer (
            id, kind, identified, name, folded_name, email, interests, attributes, created_at, updated_at
          )
          select gen_random_uuid(), 'PERSON', true, ${name}, ${` ${name}`}, ${name} || n || '@example.fi', '{}', '{}',
            ${testNow}, ${testNow}
          from generate_series(1, ${count}::int) as n
          returning id`,
      );
      return rows.map(({ id }) => globalId('customer', id));
    },
    inviting: (input: object) => mutate('inviteToSurvey', made, { channel: 'EMAIL', ...input }),
    issuing: (input: object = {}) => mutate('issueSurveyLinks', links, input),
    answering: (input: object) => mutate('submitSurveyResponse', 'status', input, null),
    refusing: (customerId: string, refused = true) =>
      mutate('setSurveyRefusal', 'customer { surveysRefusedAt }', { customer: { id: customerId }, refused }),
    /** The token of a link for a customer who can be asked. */
    async tokenFor(surveyId: string, customerId: string, input: object = {}): Promise<string> {
      const { links: handed, userErrors } = await this.inviting({
        surveyId,
        customerIds: [customerId],
        ...input,
      });
      expect(userErrors).toEqual([]);
      return tokenOf(handed[0]?.url);
    },
    async questionsOf(surveyId: string): Promise<string[]> {
      const { data } = await shop.ask('query ($id: ID!) { survey(id: $id) { questions { id } } }', {
        id: surveyId,
      });
      return data.survey.questions.map(({ id }: { id: string }) => id);
    },
    /** What is stored that answering could change. */
    stored: () =>
      rowsOf<{ text: string }>(
        shop.database,
        sql`
          select invitation::text as text from invitation
          union all select survey_response::text from survey_response
          union all select answer::text from answer
          union all select survey_refusal::text from survey_refusal
          union all select change::text from change
          order by 1`,
      ),
    /** The responses there are: how far they have come, and what they count. */
    responses: () =>
      rowsOf<{ status: string; score: number | null; language: string; isCounted: boolean; answers: number }>(
        shop.database,
        sql`
          select response.status, response.score, response.language, response.is_counted as "isCounted",
            (select count(*)::int from answer where answer.response_id = response.id) as answers
          from survey_response as response
          order by response.id`,
      ),
  };
}

export function tokenOf(url: string): string {
  const [, token = ''] = /\/survey\/([\w-]{43})$/.exec(url) ?? [];
  expect(token).not.toBe('');
  return token;
}
