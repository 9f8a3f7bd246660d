import { expect } from '@jest/globals';
import { localId } from '../../src/kernel/ids.ts';
import { submitResponses } from '../../src/surveys/response.service.ts';
import type { ResponseSubmission } from '../../src/surveys/submission.ts';
import type { TestShop } from '../support/shop.ts';
import { panel } from '../surveys/panel.ts';

export interface Scores {
  nps?: number;
  csat?: number;
  ces?: number;
}

export const figure = 'value n low high';

/** What customers of a shop say, and how satisfied its API then says they are. */
export function gauge(shop: TestShop) {
  const { open, answer } = panel(shop);

  /** One that asks for an NPS, a CSAT of 5, a CES and words. */
  const openSurvey = (csatMax = 5) =>
    open({
      languages: ['en'],
      questions: [
        { kind: 'NPS', texts: inEnglish('How likely are you to recommend us to a friend?') },
        { kind: 'CSAT', scaleMax: csatMax, texts: inEnglish('How satisfied are you?') },
        { kind: 'CES', texts: inEnglish('The company made it easy for me to handle my issue.') },
        { kind: 'TEXT', texts: inEnglish('What could we do better?') },
      ],
    });

  interface Survey {
    id: string;
    questions: { id: string; kind: string }[];
  }

  function answersOf({ questions }: Survey, scores: Scores): { question: string; score: number }[] {
    const given = { NPS: scores.nps, CSAT: scores.csat, CES: scores.ces } as Record<
      string,
      number | undefined
    >;
    return questions.flatMap(({ id, kind }) => {
      const score = given[kind];
      return score === undefined ? [] : [{ question: id, score }];
    });
  }

  return {
    openSurvey,
    /** One answers, as a client of the API. */
    async give(survey: Survey, scores: Scores, input: object = {}) {
      return answer('submitSurveyResponse', {
        survey: survey.id,
        answers: answersOf(survey, scores),
        ...input,
      });
    },
    /** Many answer, each somebody unknown. */
    async giveMany(survey: Survey, all: readonly Scores[], given: Partial<ResponseSubmission> = {}) {
      const outcomes = await shop.inUnit((unit) =>
        submitResponses(
          unit,
          all.map((scores) => ({
            surveyId: localId('survey', survey.id),
            answers: answersOf(survey, scores).map(({ question, score }) => ({
              questionId: localId('question', question) ?? '',
              score,
            })),
            customer: null,
            isPartial: false,
            ...given,
          })),
        ),
      );
      expect(outcomes.filter(({ status }) => status !== 'created')).toEqual([]);
    },
    async satisfaction(selection: string, period: object | null = null, filter: object | null = null) {
      const { data, errors, statements } = await shop.ask(
        `query ($period: Period, $filter: CustomerFilter) {
          satisfaction(period: $period, filter: $filter) { ${selection} }
        }`,
        { period, filter },
      );
      expect(errors).toEqual([]);
      return { ...data.satisfaction, statements };
    },
  };
}

/** A score so many times over. */
export function times(count: number, scores: Scores): Scores[] {
  return Array.from({ length: count }, () => scores);
}

/** A figure to four decimals, as the fixtures have it. */
export function rounded({ value, n, low, high }: Record<'value' | 'n' | 'low' | 'high', number | null>) {
  const [about, from, to] = [value, low, high].map((one) => (one === null ? null : Number(one.toFixed(4))));
  return { value: about, n, low: from, high: to };
}

function inEnglish(text: string): object[] {
  return [{ language: 'en', text }];
}
