import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { adminScope } from '../access/scopes.ts';
import type { Context, Selection } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { Selected } from '../api/selection.ts';
import { ChangesArgs } from './change.filter.ts';
import { changesPage } from './change.queries.ts';
import { ChangeConnection } from './change.type.ts';
import { personalReadsPage } from './personal.read.queries.ts';
import { PersonalReadConnection, PersonalReadsArgs } from './personal.read.type.ts';

@Resolver()
export class AuditResolver {
  @Needs(adminScope)
  @Query(() => ChangeConnection, {
    description: 'Who changed what and when, newest first. Scope: admin.',
  })
  changes(
    @Args(() => ChangesArgs) args: ChangesArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return changesPage(context, args, selected);
  }

  @Needs(adminScope)
  @Query(() => PersonalReadConnection, {
    description: 'Who read how much personal data on which day, latest first; seconds behind. Scope: admin.',
  })
  personalDataReads(
    @Args(() => PersonalReadsArgs) args: PersonalReadsArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return personalReadsPage(context, args, selected);
  }
}
