import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Caller, Context } from '../api/context.ts';
import { Derived, Public } from '../api/field.ts';
import type { Budget } from '../api/limits/budget.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';

@PartOfRow
@ObjectType('Budget', { description: 'What a caller may spend on queries. It is refilled all the time.' })
export class BudgetType {
  @Field(() => Int, { description: 'What there is to spend at the most.' })
  capacity!: number;

  @Derived<Budget>(() => Int, {
    description: 'What is left, once this query is paid for at its highest.',
    of: (budget) => budget.remaining(),
  })
  remaining!: number;

  @Field(() => Int, { description: 'What comes back each second.' })
  restoresPerSecond!: number;
}

@ObjectType('Viewer', { description: 'Who is asking.' })
export class ViewerType {
  @Field(() => String, {
    nullable: true,
    description: 'The name of the key, or the subject of the token; null without either.',
  })
  name!: string | null;

  @Derived<Caller>(() => [String], {
    description: 'What they may do, in alphabetical order.',
    of: ({ scopes }) => [...scopes].toSorted(),
  })
  scopes!: string[];

  @Derived<Caller>(() => BudgetType, {
    nullable: true,
    description: 'What the caller may spend; null where budgets are off.',
    of: (_caller, { budget }) => budget,
  })
  budget!: BudgetType | null;
}

@Resolver()
export class ViewerResolver {
  @Public
  @Query(() => ViewerType, { description: 'Who is asking: the key or token, and its scopes.' })
  viewer(@Ctx() context: Context): Caller {
    return context.caller;
  }
}
