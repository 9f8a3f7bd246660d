import { Field, ID, InputType, Int } from 'type-graphql';
import { MutationInput } from '../api/mutation.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { CustomerBy } from '../customers/customer.input.ts';
import { InteractionChannelEnum } from '../interactions/interaction.filter.ts';
import type { InteractionChannel } from '../interactions/interaction.rules.ts';
import { ResponseSubjectInput } from '../surveys/response.input.ts';
import { longestExpiryDays, mostAtOnce, usualExpiryDays } from './invitation.rules.ts';

@InputType('InviteToSurveyInput', { description: 'Whom to ask to answer a survey: a filter or a list.' })
export class InviteToSurveyInput extends MutationInput {
  @Field(() => ID, { description: 'The survey; it is OPEN.' })
  surveyId!: string;

  @Field(() => CustomerFilter, {
    nullable: true,
    description: `The customers of a filter, in the order of their ids, ${mostAtOnce} in a call.`,
  })
  filter?: CustomerFilter | null;

  @Field(() => [ID], { nullable: true, description: `Or these customers, up to ${mostAtOnce}.` })
  customerIds?: string[] | null;

  @Field(() => InteractionChannelEnum, { description: 'Over which channel you will send the links.' })
  channel!: InteractionChannel;

  @Field(() => Int, {
    nullable: true,
    description: `For how many days the links work, 1 to ${longestExpiryDays}; ${usualExpiryDays} when nothing is said.`,
  })
  expiresInDays?: number | null;

  @Field(() => ResponseSubjectInput, {
    nullable: true,
    description:
      'What the answers will be about. A purchase and a service case are of the one customer asked.',
  })
  about?: ResponseSubjectInput | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many customers of the filter to look at, 1 to ${mostAtOnce}; so many when nothing is said.`,
  })
  first?: number | null;

  @Field(() => ID, { nullable: true, description: 'Goes on where a call before ended: its next.' })
  after?: string | null;
}

@InputType('IssueSurveyLinksInput', {
  description: 'Which links to hand out: first ones, of invitations that a trigger made; or new ones.',
})
export class IssueSurveyLinksInput extends MutationInput {
  @Field(() => [ID], {
    nullable: true,
    description: `New links for these invitations, up to ${mostAtOnce}; the links they had stop working. When nothing is said: first links, for those that have none.`,
  })
  invitationIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many first links, the oldest invitations first, 1 to ${mostAtOnce}; so many when nothing is said.`,
  })
  first?: number | null;
}

@InputType('SetSurveyRefusalInput', { description: 'Whether a customer wants no surveys.' })
export class SetSurveyRefusalInput extends MutationInput {
  @Field(() => CustomerBy, { description: 'Who.' })
  customer!: CustomerBy;

  @Field(() => Boolean, { description: 'true: they are never invited; false: they are again.' })
  refused!: boolean;
}
