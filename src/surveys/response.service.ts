import type { Unit } from '../api/unit.ts';
import { addUnidentified } from '../customers/customer.service.ts';
import { knownByExternalId } from '../customers/external.keys.ts';
import { externalIdErrors } from '../interactions/interaction.rules.ts';
import { refuse, refuseIfAny, type UserError } from '../kernel/errors.ts';
import { globalId, type Uuid } from '../kernel/ids.ts';
import { answeredSurveys } from './answered.survey.ts';
import { type Continuation, goOnWith, soundPlan } from './response.continuing.ts';
import { SurveyResponse } from './response.entity.ts';
import { planResponse, type ResponsePlan, type ResponseSetting, type Subject } from './response.rules.ts';
import { insertResponses } from './response.writing.ts';
import { type ResponseSubmission, subjectsOf } from './submission.ts';

export type ResponseOutcome =
  | { status: 'created' | 'unchanged'; responseId: Uuid }
  | { status: 'refused'; errors: UserError[] };

/** Answers that follow an invitation, whose customer, survey and subject are known. */
export interface InvitedAnswers extends Continuation {
  /** There is one response to it. */
  invitationId: Uuid;
  customerId: Uuid;
  surveyId: Uuid;
  subject: Subject;
}

/**
 * Keeps answers that follow an invitation: goes on with the response to it, or begins one. Judges, counts and logs as
 * everything here does; what is wrong is a `Refusal` with paths from `answers` on. The customer is locked.
 */
export async function saveResponse(
  unit: Unit,
  { invitationId, customerId, surveyId, subject, ...given }: InvitedAnswers,
): Promise<{ responseId: Uuid }> {
  const found = await unit.em.findOne(SurveyResponse, { invitationId, customerId });
  if (found) return goOnWith(unit, found, given);
  const plan = await soundPlan(unit, surveyId, given);
  const [id = ''] = await insertResponses(unit, [{ plan, surveyId, customerId, subject, invitationId }]);
  return { responseId: id };
}

export async function submitResponse(
  unit: Unit,
  submission: ResponseSubmission,
): Promise<{ responseId: Uuid }> {
  const [outcome] = await submitResponses(unit, [submission]);
  if (outcome?.status === 'created') return { responseId: outcome.responseId };
  if (outcome?.status === 'unchanged') {
    const known = globalId('response', outcome.responseId);
    refuse('TAKEN', ['externalIds'], `This external id is recorded already, as ${known}.`);
  }
  if (outcome?.status === 'refused') refuseIfAny(outcome.errors);
  throw new Error('A single response was submitted and has no outcome.');
}

/**
 * Records many responses, whole or partial, in a constant number of statements. One that is refused leaves the others
 * standing; one whose external id is known is left as it is. Without a customer it is of somebody unknown.
 */
export async function submitResponses(
  unit: Unit,
  submissions: readonly ResponseSubmission[],
  setting: Pick<ResponseSetting, 'isHistory'> = {},
): Promise<ResponseOutcome[]> {
  const judged = await judge(unit, submissions, setting);
  const known = await knownByExternalId(
    unit.em,
    'response',
    submissions.map(({ externalIds }, index) => {
      const { errors = [] } = judged[index] ?? {};
      return { externalIds: errors.length === 0 ? (externalIds ?? []) : [], errors };
    }),
  );
  const subjects = await subjectsOf(unit, submissions);
  const outcomes = submissions.map((submission, index): ResponseOutcome | Taken => {
    const responseId = known[index];
    if (responseId) return { status: 'unchanged', responseId };
    const { plan = null, errors = [], surveyId = null } = judged[index] ?? {};
    const found = subjects[index];
    const all = [...errors, ...(found?.errors ?? [])];
    if (!plan || !found || surveyId === null || all.length > 0) return { status: 'refused', errors: all };
    return { ...found, plan, surveyId, externalIds: submission.externalIds ?? [] };
  });
  return written(unit, outcomes);
}

interface Taken extends Pick<Awaited<ReturnType<typeof subjectsOf>>[number], 'customerId' | 'subject'> {
  plan: ResponsePlan;
  surveyId: Uuid;
  externalIds: NonNullable<ResponseSubmission['externalIds']>;
}

/** Makes somebody unknown for each that names nobody, and writes what was taken. */
async function written(
  unit: Unit,
  outcomes: readonly (ResponseOutcome | Taken)[],
): Promise<ResponseOutcome[]> {
  const taken = outcomes.flatMap((outcome) => ('plan' in outcome ? [outcome] : []));
  const unknown = await addUnidentified(
    unit,
    taken.flatMap(({ customerId, plan }) => (customerId === null ? [plan.startedAt] : [])),
  );
  let nextUnknown = 0;
  const ids = await insertResponses(
    unit,
    taken.map((one) => ({ ...one, customerId: one.customerId ?? unknown[nextUnknown++] ?? '' })),
  );
  let next = 0;
  return outcomes.map((outcome) =>
    'plan' in outcome ? { status: 'created', responseId: ids[next++] ?? '' } : outcome,
  );
}

async function judge(
  unit: Unit,
  submissions: readonly ResponseSubmission[],
  setting: Pick<ResponseSetting, 'isHistory'>,
): Promise<{ plan: ResponsePlan | null; errors: UserError[]; surveyId: Uuid | null }[]> {
  const surveys = await answeredSurveys(
    unit.em,
    submissions.map(({ surveyId }) => surveyId),
  );
  return submissions.map((submission) => {
    const survey = submission.surveyId === null ? undefined : surveys.get(submission.surveyId);
    if (!survey) return { plan: null, errors: [noSurvey()], surveyId: null };
    const { plan, errors } = planResponse({ ...submission, survey }, { ...setting, now: unit.now });
    return { plan, errors: [...errors, ...externalIdErrors(submission.externalIds)], surveyId: survey.id };
  });
}

function noSurvey(): UserError {
  return { code: 'NOT_FOUND', path: ['survey'], message: 'There is no survey with this id.' };
}
