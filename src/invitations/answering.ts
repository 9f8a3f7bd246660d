import { createHash } from 'node:crypto';
import type { Context } from '../api/context.ts';
import { rateLimited } from '../api/limits/charge.ts';
import { perform } from '../api/mutation.ts';
import { requireScope } from '../api/scope.ts';
import type { Unit } from '../api/unit.ts';
import { refuse, refuseIfAny, userError } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import { answerDraftOf, statusOf, submissionOf } from '../surveys/response.draft.ts';
import type { SubmitSurveyResponseInput } from '../surveys/response.input.ts';
import { submitResponse } from '../surveys/response.service.ts';
import { answerByLink } from './answering.service.ts';

const operation = 'submitSurveyResponse';

/** Takes answers by the token of a link, or for whomever with the scope for it. */
export async function submitSurveyResponse(context: Context, input: SubmitSurveyResponseInput) {
  const { token } = input;
  if (isGiven(token)) return submitByToken(context, { ...input, token });
  requireScope(context, 'satisfaction:write');
  return perform(context, operation, input, async (unit) => {
    if (!isGiven(input.survey))
      refuse('REQUIRED', ['survey'], 'Say which survey is answered, or give the token of a link.');
    return { ...(await submitResponse(unit, submissionOf(input))), status: statusOf(input) };
  });
}

interface ByToken extends SubmitSurveyResponseInput {
  token: string;
}

/** Who holds a token takes turns with the pages. */
async function submitByToken(context: Context, input: ByToken) {
  const seconds = await context.turn(input.token);
  if (seconds > 0) throw rateLimited(seconds);
  const { caller } = context;
  return perform(
    { ...context, caller: { ...caller, actor: caller.actor ?? 'survey' } },
    operation,
    { ...input, idempotencyKey: ownKey(input) },
    (unit) => answered(unit, input),
  );
}

const saidByLink = [
  'survey',
  'customer',
  'about',
  'channel',
  'externalIds',
  'startedAt',
  'submittedAt',
] as const satisfies (keyof SubmitSurveyResponseInput)[];

async function answered(unit: Unit, input: ByToken) {
  const given = saidByLink.filter((name) => isGiven(input[name]));
  refuseIfAny(given.map((name) => userError('CONFLICT', [name], 'The token says this; leave it out.')));
  const outcome = await answerByLink(unit, input.token, {
    answers: input.answers.map(answerDraftOf),
    isPartial: input.partial ?? false,
    language: input.language ?? null,
  });
  if (outcome) return { status: statusOf(input) };
  return refuse('NOT_FOUND', ['token'], 'There is no invitation that this token answers.');
}

/** Nobody's key is in the way of others, who have no name either. */
function ownKey({ idempotencyKey, token }: ByToken): string | null {
  if (!isGiven(idempotencyKey) || idempotencyKey === '') return idempotencyKey ?? null;
  return createHash('sha256').update(token).update('\0').update(idempotencyKey).digest('base64url');
}
