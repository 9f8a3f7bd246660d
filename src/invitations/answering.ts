import { createHash } from 'node:crypto';
import type { Context } from '../api/context.ts';
import { rateLimited } from '../api/limits/charge.ts';
import { perform } from '../api/mutation.ts';
import type { Unit } from '../api/unit.ts';
import { refuse } from '../kernel/errors.ts';
import { isGiven } from '../kernel/given.ts';
import { answerDraftOf } from '../surveys/response.draft.ts';
import type { ResponseStatus } from '../surveys/survey.words.ts';
import { answerByLink } from './answering.service.ts';
import type { AnswerInvitationInput } from './invitation.input.ts';

/** Answers by a token over GraphQL. Who holds one takes turns with the pages. */
export async function answerInvitation(context: Context, input: AnswerInvitationInput) {
  const seconds = await context.turn(input.token);
  if (seconds > 0) throw rateLimited(seconds);
  const { caller } = context;
  return perform(
    { ...context, caller: { ...caller, actor: caller.actor ?? 'survey' } },
    'answerInvitation',
    { ...input, idempotencyKey: ownKey(input) },
    (unit) => answered(unit, input),
  );
}

async function answered(
  unit: Unit,
  { token, answers, partial, language }: AnswerInvitationInput,
): Promise<{ status: ResponseStatus }> {
  const outcome = await answerByLink(unit, token, {
    answers: answers.map(answerDraftOf),
    isPartial: partial ?? false,
    language: language ?? null,
  });
  if (outcome) return { status: partial ? 'PARTIAL' : 'SUBMITTED' };
  return refuse('NOT_FOUND', ['token'], 'There is no invitation that this token answers.');
}

/** Nobody's key is in the way of others, who have no name either. */
function ownKey({ idempotencyKey, token }: AnswerInvitationInput): string | null {
  if (!isGiven(idempotencyKey) || idempotencyKey === '') return idempotencyKey ?? null;
  return createHash('sha256').update(token).update('\0').update(idempotencyKey).digest('base64url');
}
