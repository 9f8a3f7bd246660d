import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Caller, Context } from '../api/context.ts';
import { Derived, Public } from '../api/field.ts';

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
}

@Resolver()
export class ViewerResolver {
  @Public
  @Query(() => ViewerType, { description: 'Who is asking: the key or token, and its scopes.' })
  viewer(@Ctx() context: Context): Caller {
    return context.caller;
  }
}
