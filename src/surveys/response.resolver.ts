import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, Selection } from '../api/context.ts';
import { Added, Listed, Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import type { CustomerRow, CustomerSummaryRow } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { CustomerSummaryType } from '../customers/summary.type.ts';
import { continueResponse } from './response.continuing.ts';
import { continuationOf, statusOf } from './response.draft.ts';
import { ContinueSurveyResponseInput, SurveyResponsesArgs } from './response.input.ts';
import { responsesByCustomer, responsesBySurvey } from './response.loader.ts';
import { responsesPage } from './response.queries.ts';
import { SurveyResponseConnection, SurveyResponsePayload } from './response.type.ts';
import { NpsCategoryEnum } from './survey.filter.ts';
import type { SurveyRow } from './survey.queries.ts';
import { SurveyType } from './survey.type.ts';
import { npsCategory } from './survey.words.ts';

@Resolver()
export class SurveyResponseResolver {
  @Needs('satisfaction:read')
  @Query(() => SurveyResponseConnection, {
    description:
      'Responses to surveys, partial ones too, a page at a time, newest first unless ordered otherwise. Scope: satisfaction:read.',
  })
  surveyResponses(
    @Args(() => SurveyResponsesArgs) args: SurveyResponsesArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return responsesPage(context, args, selected);
  }

  @Needs('satisfaction:write')
  @Mutation(() => SurveyResponsePayload, {
    description:
      'Goes on with a PARTIAL response, and submits it unless told otherwise. An answer takes the place of the one before. Scope: satisfaction:write.',
  })
  continueSurveyResponse(
    @Arg('input', () => ContinueSurveyResponseInput, { description: 'Which, and what is added.' })
    input: ContinueSurveyResponseInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'continueSurveyResponse', input, async (unit) => ({
      ...(await continueResponse(unit, continuationOf(input))),
      status: statusOf(input),
    }));
  }
}

@Resolver(() => SurveyType)
export class SurveyResponses {
  @Needs('satisfaction:read')
  @Listed(() => SurveyResponseConnection, {
    description: 'What was answered to it, newest first unless ordered otherwise. Scope: satisfaction:read.',
    by: responsesBySurvey,
    key: ({ id }: SurveyRow) => id,
  })
  responses(@Args(() => SurveyResponsesArgs) _args: SurveyResponsesArgs): void {}
}

@Resolver(() => CustomerType)
export class CustomerResponses {
  @Needs('satisfaction:read')
  @Listed(() => SurveyResponseConnection, {
    description:
      'What they answered to surveys, newest first unless ordered otherwise. Scope: satisfaction:read.',
    by: responsesByCustomer,
    key: ({ id }: CustomerRow) => id,
  })
  surveyResponses(@Args(() => SurveyResponsesArgs) _args: SurveyResponsesArgs): void {}
}

@Resolver(() => CustomerSummaryType)
export class SummaryScores {
  @Added<CustomerSummaryRow>(() => Int, {
    nullable: true,
    description: 'The NPS they gave last, 0 to 10; null: never.',
    from: ['lastNps'],
    of: ({ lastNps }) => lastNps,
  })
  lastNps(): void {}

  @Added<CustomerSummaryRow>(() => NpsCategoryEnum, {
    nullable: true,
    description: 'What that NPS says of them; null: they never gave one.',
    from: ['lastNps'],
    of: ({ lastNps }) => (lastNps === null ? null : npsCategory(lastNps)),
  })
  npsCategory(): void {}

  @Added<CustomerSummaryRow>(() => Int, {
    nullable: true,
    description: 'The CSAT they gave last, 1 to lastCsatMax; null: never.',
    from: ['lastCsat'],
    of: ({ lastCsat }) => lastCsat,
  })
  lastCsat(): void {}

  @Added<CustomerSummaryRow>(() => Int, {
    nullable: true,
    description: 'The best CSAT that they could give then: 5, 7 or 10; null: they never gave one.',
    from: ['lastCsatMax'],
    of: ({ lastCsatMax }) => lastCsatMax,
  })
  lastCsatMax(): void {}
}
