import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { load } from '../api/context.ts';
import { Derived, Link } from '../api/field.ts';
import { countCost, PartOfRow } from '../api/limits/cost.declaration.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar, LanguageTagScalar } from '../api/scalars.ts';
import { SurveyQualityType } from './quality.type.ts';
import { QuestionResultType, QuestionType } from './question.type.ts';
import { SurveyEventEnum, SurveyStatusEnum } from './survey.filter.ts';
import { questionsBySurvey, responseCountBySurvey, resultsBySurvey, surveyById } from './survey.loader.ts';
import { qualityOf } from './survey.quality.ts';
import type { QuestionRow, SurveyRow } from './survey.queries.ts';
import type { SurveyEvent, SurveyStatus, SurveyTrigger } from './survey.words.ts';

@PartOfRow
@ObjectType('SurveyTrigger', { description: 'What an invitation follows of itself.' })
export class SurveyTriggerType implements SurveyTrigger {
  @Field(() => SurveyEventEnum, { description: 'What happened to the customer.' })
  event!: SurveyEvent;

  @Field(() => Int, { description: 'How many hours later they are invited.' })
  hours!: number;
}

@ObjectType('Survey', { implements: NodeType, description: 'A few questions to customers.' })
export class SurveyType
  extends NodeType
  implements Pick<SurveyRow, 'name' | 'status' | 'languages' | 'fatigueDays'>
{
  @NodeId('survey')
  override id!: string;

  @Field(() => String, { description: 'What the shop calls it; customers do not read it.' })
  name!: string;

  @Field(() => SurveyStatusEnum, { description: 'How far it has come.' })
  status!: SurveyStatus;

  @Field(() => [LanguageTagScalar], {
    description: 'The languages it is in; whoever reads none of them is asked in the first.',
  })
  languages!: string[];

  @Field(() => Int, { description: 'For how many days it asks nobody again.' })
  fatigueDays!: number;

  @Field(() => SurveyTriggerType, {
    nullable: true,
    description: 'What an invitation follows of itself; null: nothing.',
  })
  trigger!: SurveyTriggerType | null;

  @Link<SurveyRow, string, QuestionRow[]>(() => [QuestionType], {
    description: 'In the order in which they are asked.',
    by: questionsBySurvey,
    from: ['id'],
    cost: { size: 5 },
    key: ({ id }) => id,
  })
  questions!: QuestionType[];

  @Derived<SurveyRow>(() => SurveyQualityType, {
    description: 'Whether it is short and easy to understand, and what speaks against it.',
    from: ['id', 'languages'],
    cost: { extra: 5 },
    of: async ({ id, languages }, context) => {
      const questions = await load(context, questionsBySurvey, id);
      const { warnings, ...quality } = qualityOf(questions, languages);
      const told = warnings.map((warning) => ({
        ...warning,
        question: warning.position === null ? null : questions[warning.position],
      }));
      return { ...quality, warnings: told };
    },
  })
  quality!: SurveyQualityType;

  @Derived<SurveyRow>(() => Int, {
    description: 'How many responses were submitted, those that no longer count too.',
    from: ['id'],
    cost: { extra: countCost },
    of: ({ id }, context) => context.loaders.load(context, responseCountBySurvey, id, null),
  })
  responseCount!: number;

  @Derived<SurveyRow>(() => [QuestionResultType], {
    description: 'What was answered, question by question.',
    from: ['id'],
    cost: { size: 5, extra: countCost },
    of: ({ id }, context) => context.loaders.load(context, resultsBySurvey, id, null),
  })
  results!: QuestionResultType[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was opened; null: not yet.' })
  openedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null: not yet.' })
  closedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  updatedAt!: string;
}

export const SurveyConnection = connectionOf('Survey', () => SurveyType);

@ObjectType('SurveyPayload', { description: 'The survey that was written.' })
export class SurveyPayload extends Payload {
  @Link<{ surveyId?: string }, string, SurveyRow | null>(() => SurveyType, {
    nullable: true,
    description: 'As it is now; null when it was refused. Scope: satisfaction:read.',
    by: surveyById,
    scope: 'satisfaction:read',
    from: ['surveyId'],
    key: ({ surveyId }) => surveyId ?? null,
  })
  survey!: SurveyType | null;
}
