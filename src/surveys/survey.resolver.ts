import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, load, type Selection } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import { localId } from '../kernel/ids.ts';
import {
  CloseSurveyInput,
  CreateSurveyInput,
  OpenSurveyInput,
  SurveysArgs,
  UpdateSurveyInput,
} from './survey.input.ts';
import { surveyById } from './survey.loader.ts';
import { surveysPage } from './survey.queries.ts';
import { closeSurvey, createSurvey, openSurvey, updateSurvey } from './survey.service.ts';
import { SurveyConnection, SurveyPayload, SurveyType } from './survey.type.ts';

@Resolver()
export class SurveyResolver {
  @Needs('satisfaction:read')
  @Query(() => SurveyType, {
    nullable: true,
    description: 'One survey; null when there is none. Scope: satisfaction:read.',
  })
  survey(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    const key = localId('survey', id);
    return key === null ? null : load(context, surveyById, key, selected);
  }

  @Needs('satisfaction:read')
  @Query(() => SurveyConnection, {
    description: 'Surveys, a page at a time, newest first. Scope: satisfaction:read.',
  })
  surveys(
    @Args(() => SurveysArgs) args: SurveysArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return surveysPage(context, args, selected);
  }

  @Needs('satisfaction:write')
  @Mutation(() => SurveyPayload, {
    description: 'Makes a survey, a DRAFT that nobody answers yet. Scope: satisfaction:write.',
  })
  createSurvey(
    @Arg('input', () => CreateSurveyInput, { description: 'What it asks.' }) input: CreateSurveyInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'createSurvey', input, (unit) => createSurvey(unit, input));
  }

  @Needs('satisfaction:write')
  @Mutation(() => SurveyPayload, {
    description:
      'Changes a survey; once it is open, neither its questions nor its languages. Scope: satisfaction:write.',
  })
  updateSurvey(
    @Arg('input', () => UpdateSurveyInput, { description: 'Which, and what of it.' })
    input: UpdateSurveyInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'updateSurvey', input, (unit) => updateSurvey(unit, input));
  }

  @Needs('satisfaction:write')
  @Mutation(() => SurveyPayload, {
    description:
      'Opens a DRAFT that is whole in all of its languages: it is answered from then on, and what it asks does not change any more. Scope: satisfaction:write.',
  })
  openSurvey(
    @Arg('input', () => OpenSurveyInput, { description: 'Which.' }) input: OpenSurveyInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'openSurvey', input, (unit) => openSurvey(unit, input));
  }

  @Needs('satisfaction:write')
  @Mutation(() => SurveyPayload, {
    description: 'Closes an OPEN survey: it is not answered any more. Scope: satisfaction:write.',
  })
  closeSurvey(
    @Arg('input', () => CloseSurveyInput, { description: 'Which.' }) input: CloseSurveyInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'closeSurvey', input, (unit) => closeSurvey(unit, input));
  }
}
