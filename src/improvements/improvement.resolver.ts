import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { type Context, load, type Selection } from '../api/context.ts';
import { inRange } from '../api/errors.ts';
import { Listed, Needs } from '../api/field.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import { CustomerConnection } from '../customers/customer.type.ts';
import { ServiceCasePayload } from '../interactions/interaction.type.ts';
import { localId } from '../kernel/ids.ts';
import { ScoreKindEnum } from '../surveys/survey.filter.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { ImprovementEffectType } from './effect.type.ts';
import { openFeedbackPage } from './feedback.queries.ts';
import { takeUpFeedback } from './feedback.service.ts';
import { FeedbackConnection } from './feedback.type.ts';
import { improvementDraftOf } from './improvement.draft.ts';
import {
  FeedbackArgs,
  ImprovementsArgs,
  LinkFeedbackInput,
  ProposeImprovementInput,
  SetImprovementStatusInput,
  TakeUpFeedbackInput,
} from './improvement.input.ts';
import {
  customersByImprovement,
  effectByImprovement,
  evidenceByImprovement,
  improvementById,
} from './improvement.loader.ts';
import { type ImprovementRow, improvementsPage } from './improvement.queries.ts';
import { linkFeedback, proposeImprovement, setImprovementStatus } from './improvement.service.ts';
import { ImprovementConnection, ImprovementPayload, ImprovementType } from './improvement.type.ts';

const mostDays = 730;

@Resolver()
export class ImprovementResolver {
  @Needs('satisfaction:read')
  @Query(() => ImprovementType, {
    nullable: true,
    description: 'One improvement; null when there is none. Scope: satisfaction:read.',
  })
  improvement(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    const key = localId('improvement', id);
    return key === null ? null : load(context, improvementById, key, selected);
  }

  @Needs('satisfaction:read')
  @Query(() => ImprovementConnection, {
    description: 'Improvements, a page at a time, newest first. Scope: satisfaction:read.',
  })
  improvements(
    @Args(() => ImprovementsArgs) args: ImprovementsArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return improvementsPage(context, args, selected);
  }

  @Needs('satisfaction:read')
  @Query(() => FeedbackConnection, {
    description:
      'Feedback that nobody has reacted to, the longest waiting first: comments of detractors, reviews of at most two of five stars (mentions that are NEGATIVE) without a reply, and complaints outside a case that no agent has answered. A reply, a service case it is taken up in and an improvement it leads to close it. Scope: satisfaction:read.',
  })
  openFeedback(@Args(() => FeedbackArgs) args: FeedbackArgs, @Ctx() context: Context) {
    return openFeedbackPage(context, args);
  }

  @Needs('satisfaction:write')
  @Mutation(() => ImprovementPayload, { description: 'Proposes an improvement. Scope: satisfaction:write.' })
  proposeImprovement(
    @Arg('input', () => ProposeImprovementInput, { description: 'What, and what leads to it.' })
    input: ProposeImprovementInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'proposeImprovement', input, (unit) =>
      proposeImprovement(unit, improvementDraftOf(input)),
    );
  }

  @Needs('satisfaction:write')
  @Mutation(() => ImprovementPayload, {
    description:
      'Ties feedback to an improvement, which closes it; what is tied already stays. Scope: satisfaction:write.',
  })
  linkFeedback(
    @Arg('input', () => LinkFeedbackInput, { description: 'Which, to which.' }) input: LinkFeedbackInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'linkFeedback', input, (unit) => linkFeedback(unit, input));
  }

  @Needs('satisfaction:write')
  @Mutation(() => ImprovementPayload, {
    description: 'Says what becomes of an improvement. Scope: satisfaction:write.',
  })
  setImprovementStatus(
    @Arg('input', () => SetImprovementStatusInput, { description: 'Which, and what it becomes.' })
    input: SetImprovementStatusInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'setImprovementStatus', input, (unit) => setImprovementStatus(unit, input));
  }

  @Needs('satisfaction:write')
  @Mutation(() => ServiceCasePayload, {
    description:
      'Says in which service case of the customer feedback is dealt with, which closes it. Scope: satisfaction:write.',
  })
  takeUpFeedback(
    @Arg('input', () => TakeUpFeedbackInput, { description: 'Which, and where.' }) input: TakeUpFeedbackInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'takeUpFeedback', input, (unit) => takeUpFeedback(unit, input));
  }
}

@Resolver(() => ImprovementType)
export class ImprovementFields {
  @Listed(() => FeedbackConnection, {
    description: 'The feedback that led to it, newest first.',
    by: evidenceByImprovement,
    key: ({ id }: ImprovementRow) => id,
  })
  evidence(@Args(() => PageArgsType) _args: PageArgsType): void {}

  @Needs('customers:read')
  @Listed(() => CustomerConnection, {
    description:
      'Whom to tell what came of what they said: customers known by name whose feedback led to it, by name. Scope: customers:read.',
    by: customersByImprovement,
    key: ({ id }: ImprovementRow) => id,
  })
  customersToTell(@Args(() => PageArgsType) _args: PageArgsType): void {}

  @Costs({ extra: 100 })
  @FieldResolver(() => ImprovementEffectType, {
    nullable: true,
    description:
      'Whether it helped: how a score changed among those it touched, compared with the others. Null unless it is DONE.',
  })
  effect(
    @Root() { id, doneAt }: ImprovementRow,
    @Arg('score', () => ScoreKindEnum, { description: 'Which score.' }) score: ScoreKind,
    @Arg('days', () => Int, {
      defaultValue: 90,
      description: `How many days before and after, 1 to ${mostDays}.`,
    })
    days: number,
    @Ctx() context: Context,
  ) {
    inRange('days', days, [1, mostDays]);
    return doneAt ? context.loaders.load(context, effectByImprovement, id, { score, days }) : null;
  }
}
