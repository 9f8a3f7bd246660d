import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { MutationInput } from '../api/mutation.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import { ProductBy } from '../products/product.input.ts';
import { FeedbackFilter } from './feedback.filter.ts';
import { ImprovementFilter, ImprovementStatusEnum } from './improvement.filter.ts';
import type { ImprovementStatus, StatusDraft } from './improvement.rules.ts';

@InputType('ProposeImprovementInput', { description: 'Something that would make customers more content.' })
export class ProposeImprovementInput extends MutationInput {
  @Field(() => String, { description: 'What to do, up to 200 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'More of it, up to 5,000 characters.' })
  description?: string | null;

  @Field(() => ProductBy, {
    nullable: true,
    description: 'The product that it is about: whoever has bought it is touched by it.',
  })
  product?: ProductBy | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Interactions, responses and reviews that lead to it, or feedback by its own id, up to 100.',
  })
  feedback?: string[] | null;
}

@InputType('LinkFeedbackInput', { description: 'Feedback that leads to an improvement.' })
export class LinkFeedbackInput extends MutationInput {
  @Field(() => ID, { description: 'The improvement.' })
  id!: string;

  @Field(() => [ID], {
    description: 'Interactions, responses and reviews, or feedback by its own id, up to 100.',
  })
  feedback!: string[];
}

@InputType('SetImprovementStatusInput', {
  description:
    'What becomes of an improvement: PROPOSED can become PLANNED or REJECTED, PLANNED can become DONE or REJECTED.',
})
export class SetImprovementStatusInput extends MutationInput implements StatusDraft {
  @Field(() => ID, { description: 'The improvement.' })
  id!: string;

  @Field(() => ImprovementStatusEnum, { description: 'What it becomes.' })
  status!: ImprovementStatus;

  @Field(() => String, { nullable: true, description: 'Why it is REJECTED, up to 5,000 characters.' })
  reason?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was DONE; now when nothing is said. Its effect is measured from then.',
  })
  doneAt?: Date | null;
}

@InputType('TakeUpFeedbackInput', {
  description: 'Feedback that is dealt with in a service case of the customer.',
})
export class TakeUpFeedbackInput extends MutationInput {
  @Field(() => ID, { description: 'The interaction, response or review, or feedback by its own id.' })
  feedback!: string;

  @Field(() => ID, { description: 'The case.' })
  serviceCase!: string;
}

@ArgsType()
export class ImprovementsArgs extends PageArgsType {
  @Field(() => ImprovementFilter, { nullable: true, description: 'Which improvements.' })
  filter?: ImprovementFilter | null;
}

@ArgsType()
export class FeedbackArgs extends PageArgsType {
  @Field(() => FeedbackFilter, { nullable: true, description: 'Which feedback.' })
  filter?: FeedbackFilter | null;
}
