import { Field, ObjectType } from 'type-graphql';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import type { ExplainedClause, Explanation } from './explanation.queries.ts';

@PartOfRow
@ObjectType('ClauseExplanation', { description: 'One thing that a rule asks, and what one customer has.' })
export class ClauseExplanationType implements ExplainedClause {
  @Field(() => [String], {
    description:
      'Where in the rule: `["or", "1", "country", "in"]`. Empty: every rule asks it that does not ask about identified.',
  })
  path!: string[];

  @Field(() => String, { description: 'What is asked, in words: `country is one of FI, EE`.' })
  clause!: string;

  @Field(() => String, { nullable: true, description: 'What the customer has; null: nothing is known.' })
  actual!: string | null;

  @Field(() => Boolean, { description: 'Whether it holds; what stands under a not is to be turned round.' })
  matches!: boolean;
}

@PartOfRow
@ObjectType('RuleExplanation', { description: 'Why a customer is in a segment or is not, as of now.' })
export class RuleExplanationType implements Explanation {
  @Field(() => Boolean, {
    description: 'Whether the rule holds for them; of a LIST whether they are on it.',
  })
  matches!: boolean;

  @Field(() => [ClauseExplanationType], {
    description: 'Everything that the rule asks, in its order; nothing of a LIST.',
  })
  clauses!: ClauseExplanationType[];
}
