import type { Slice } from '../api/slice.ts';
import { consentClause } from './consent.clause.ts';
import { Invitation, SurveyRefusal, SurveySweep } from './invitation.entity.ts';
import { invitationById } from './invitation.loader.ts';
import { CustomerRefusal, InvitationResolver, SurveyInvitations } from './invitation.resolver.ts';
import { sweep } from './sweep.service.ts';

export const invitations: Slice = {
  name: 'invitations',
  entities: [Invitation, SurveyRefusal, SurveySweep],
  facts: [{ table: 'invitation' }, { table: 'survey_refusal' }],
  clauses: [consentClause],
  resolvers: [InvitationResolver, SurveyInvitations, CustomerRefusal],
  nodes: [{ typeName: 'Invitation', prefix: 'invitation', by: invitationById, scope: 'satisfaction:read' }],
  chores: [{ name: 'invite', everySeconds: 60, run: sweep }],
  scopes: {},
};
