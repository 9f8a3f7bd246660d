import { Refusal } from '../kernel/errors.ts';
import { localized, type QuestionDraft } from '../surveys/question.rules.ts';
import type { AnsweredSurvey } from '../surveys/response.rules.ts';
import { ImportFault } from './import.fault.ts';
import { type ImportRun, reasonOf } from './import.run.ts';
import type { ResponsesMapping } from './mapping.schema.ts';
import { importRecords } from './record.import.ts';
import { responseDraftRead } from './response.draft.ts';

export async function importResponses(run: ImportRun, mapping: ResponsesMapping): Promise<void> {
  const survey = await surveyOf(run, mapping);
  await importRecords(run, {
    noun: 'responses',
    rules: mapping.rows,
    draftOf: responseDraftRead(mapping, survey, run.columns),
    upsert: (drafts) => run.sink.submitResponses(drafts),
  });
}

/** The survey of the mapping, in all languages that a question of it is in. */
async function surveyOf(
  { sink }: ImportRun,
  { survey: { name, questions } }: ResponsesMapping,
): Promise<AnsweredSurvey> {
  const languages = [...new Set(questions.flatMap(({ texts }) => Object.keys(texts)))];
  try {
    return await sink.pastSurvey({ name, languages, questions: questions.map(questionDraftOf) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new ImportFault(`The survey of the mapping cannot be: ${reasonOf(error.errors)}`, { cause: error });
  }
}

function questionDraftOf({
  kind,
  texts,
  choices,
  scaleMax,
}: ResponsesMapping['survey']['questions'][number]): QuestionDraft {
  return {
    kind,
    texts: localized(texts),
    choices: choices
      ? Object.entries(choices).map(([value, read]) => ({ value, texts: localized(read) }))
      : null,
    scaleMax: scaleMax ?? null,
  };
}
