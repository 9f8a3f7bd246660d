import { Field, ID, InputType } from 'type-graphql';
import { MutationInput } from '../api/mutation.ts';
import { Period } from '../api/period.input.ts';
import { CustomerBy } from '../customers/customer.input.ts';

@InputType('CreateCaseStudyInput', { description: 'A close look at a few customers.' })
export class CreateCaseStudyInput extends MutationInput {
  @Field(() => String, { description: 'What it is called, up to 200 characters.' })
  title!: string;

  @Field(() => String, { description: 'What it is to find out, up to 5,000 characters.' })
  question!: string;

  @Field(() => [CustomerBy], { description: 'Whom it follows, 1 to 20 of them.' })
  customers!: CustomerBy[];

  @Field(() => Period, { nullable: true, description: 'The days it looks at; all when nothing is said.' })
  period?: Period | null;
}

@InputType('AddFindingInput', { description: 'What a case study found out.' })
export class AddFindingInput extends MutationInput {
  @Field(() => ID, { description: 'The case study.' })
  id!: string;

  @Field(() => String, { description: 'What was found, up to 5,000 characters.' })
  statement!: string;

  @Field(() => String, {
    nullable: true,
    description: 'In the words of the customer, up to 5,000 characters.',
  })
  quote?: string | null;

  @Field(() => ID, {
    description:
      'What shows it: a purchase, an interaction, a response or a review of a customer whom the study follows, by global id.',
  })
  evidence!: string;
}

@InputType('ConcludeCaseStudyInput', { description: 'What comes of a case study.' })
export class ConcludeCaseStudyInput extends MutationInput {
  @Field(() => ID, { description: 'The case study.' })
  id!: string;

  @Field(() => String, { description: 'The conclusion, up to 5,000 characters.' })
  conclusion!: string;
}
