import type { Unit } from '../api/unit.ts';
import type { CaseHistory } from '../interactions/case.history.ts';
import { addDays } from '../kernel/clock.ts';
import { globalId, type Uuid } from '../kernel/ids.ts';
import type { AnswerDraft, AskedQuestion } from '../surveys/answer.rules.ts';
import { answeredSurveys } from '../surveys/answered.survey.ts';
import type { AnsweredSurvey } from '../surveys/response.rules.ts';
import { submitResponses } from '../surveys/response.service.ts';
import type { SubjectReference } from '../surveys/submission.ts';
import { Survey } from '../surveys/survey.entity.ts';
import { createSurvey, openSurvey } from '../surveys/survey.service.ts';
import { isScoreKind } from '../surveys/survey.words.ts';
import { type DemoSurvey, demoSurveys } from './survey.list.ts';
import type { DemoResponse } from './survey.responses.ts';
import { type Spoken, surveyLanguages } from './survey.words.ts';

/** The surveys of the demo shop as they stand in the database. */
export type StoredSurveys = ReadonlyMap<DemoSurvey, AnsweredSurvey>;

/** Before the first purchase was made, and open ever since. */
const openedDaysBefore = 731;

export async function addSurveys(unit: Unit): Promise<StoredSurveys> {
  const ids = new Map<DemoSurvey, Uuid>();
  for (const survey of demoSurveys) {
    const { surveyId } = await createSurvey(unit, { ...draftOf(survey), languages: surveyLanguages });
    await openSurvey(unit, { id: globalId('survey', surveyId) });
    ids.set(survey, surveyId);
  }
  const openedAt = addDays(unit.now, -openedDaysBefore);
  const opened = await unit.em.find(Survey, { id: { $in: [...ids.values()] } });
  for (const survey of opened) Object.assign(survey, { openedAt, createdAt: openedAt, updatedAt: openedAt });
  await unit.em.flush();
  const stored = await answeredSurveys(unit.em, [...ids.values()]);
  return new Map(
    [...ids].flatMap(([survey, id]) => {
      const found = stored.get(id);
      return found ? [[survey, found] as const] : [];
    }),
  );
}

/** What came of each is in the order given. */
export function addResponses(
  unit: Unit,
  responses: readonly DemoResponse[],
  { surveys, cases }: { surveys: StoredSurveys; cases: ReadonlyMap<CaseHistory, Uuid> },
): ReturnType<typeof submitResponses> {
  return submitResponses(
    unit,
    responses.map(({ survey, answers, about, submittedAt, ...response }) => {
      const stored = surveys.get(survey);
      return {
        ...response,
        surveyId: stored?.id ?? null,
        about: subjectOf(about, cases),
        answers: (stored?.questions ?? []).flatMap((question, place) => answerTo(question, answers[place])),
        submittedAt: response.isPartial ? null : submittedAt,
      };
    }),
  );
}

function draftOf({ name, trigger, questions }: DemoSurvey) {
  return {
    name,
    trigger,
    questions: questions.map(({ kind, texts, choices }) => ({
      kind,
      texts: listed(texts),
      choices: choices
        ? Object.entries(choices).map(([value, read]) => ({ value, texts: listed(read) }))
        : null,
    })),
  };
}

function listed(texts: Spoken) {
  return surveyLanguages.map((language) => ({ language, text: texts[language] }));
}

function answerTo({ id, kind }: AskedQuestion, value: number | string | null | undefined): AnswerDraft[] {
  if (value === null || value === undefined) return [];
  if (isScoreKind(kind)) return [{ questionId: id, score: Number(value) }];
  return [
    kind === 'TEXT' ? { questionId: id, text: String(value) } : { questionId: id, choices: [String(value)] },
  ];
}

function subjectOf(about: DemoResponse['about'], cases: ReadonlyMap<CaseHistory, Uuid>): SubjectReference {
  if (!('recordedCase' in about)) return about;
  return { serviceCase: globalId('case', cases.get(about.recordedCase) ?? '') };
}
