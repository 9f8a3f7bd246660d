import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { type Context, load, type Selection } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import { localId } from '../kernel/ids.ts';
import { studyDraftOf } from './improvement.draft.ts';
import { AddFindingInput, ConcludeCaseStudyInput, CreateCaseStudyInput } from './study.input.ts';
import { studyById } from './study.loader.ts';
import { studiesPage } from './study.queries.ts';
import { addFinding, concludeCaseStudy, createCaseStudy } from './study.service.ts';
import { CaseStudyConnection, CaseStudyPayload, CaseStudyType } from './study.type.ts';

@Resolver()
export class CaseStudyResolver {
  @Needs('satisfaction:read')
  @Query(() => CaseStudyType, {
    nullable: true,
    description: 'One case study; null when there is none. Scope: satisfaction:read.',
  })
  caseStudy(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    const key = localId('study', id);
    return key === null ? null : load(context, studyById, key, selected);
  }

  @Needs('satisfaction:read')
  @Query(() => CaseStudyConnection, {
    description: 'Case studies, a page at a time, newest first. Scope: satisfaction:read.',
  })
  caseStudies(
    @Args(() => PageArgsType) args: PageArgsType,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return studiesPage(context, args, selected);
  }

  @Needs('satisfaction:write')
  @Mutation(() => CaseStudyPayload, {
    description: 'Begins a case study of a few customers. Scope: satisfaction:write.',
  })
  createCaseStudy(
    @Arg('input', () => CreateCaseStudyInput, { description: 'Of whom, and what for.' })
    input: CreateCaseStudyInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'createCaseStudy', input, (unit) => createCaseStudy(unit, studyDraftOf(input)));
  }

  @Needs('satisfaction:write')
  @Mutation(() => CaseStudyPayload, {
    description: 'Adds a finding with what shows it. Scope: satisfaction:write.',
  })
  addFinding(
    @Arg('input', () => AddFindingInput, { description: 'To which, and what.' }) input: AddFindingInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'addFinding', input, (unit) => addFinding(unit, input));
  }

  @Needs('satisfaction:write')
  @Mutation(() => CaseStudyPayload, {
    description: 'Concludes a case study; it takes no findings from then on. Scope: satisfaction:write.',
  })
  concludeCaseStudy(
    @Arg('input', () => ConcludeCaseStudyInput, { description: 'Which, and what comes of it.' })
    input: ConcludeCaseStudyInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'concludeCaseStudy', input, (unit) => concludeCaseStudy(unit, input));
  }
}
