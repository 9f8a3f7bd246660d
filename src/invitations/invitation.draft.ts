import { subjectOf } from '../surveys/response.draft.ts';
import type { InviteToSurveyInput } from './invitation.input.ts';
import type { InvitingDraft } from './inviting.service.ts';

/** The input as rules and services know it. */
export function invitingDraftOf({ about, ...input }: InviteToSurveyInput): InvitingDraft {
  return { ...input, about: about ? subjectOf(about) : null };
}
