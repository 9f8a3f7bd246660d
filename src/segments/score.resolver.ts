import { Arg, Ctx, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { Link, Needs } from '../api/field.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { FigureType } from '../satisfaction/metric.type.ts';
import type { SatisfactionScope } from '../satisfaction/satisfaction.scope.ts';
import { SatisfactionType } from '../satisfaction/satisfaction.type.ts';
import { ScoreKindEnum } from '../surveys/survey.filter.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { type MetricBySegment, mostScored, scoresBySegment } from './score.queries.ts';
import { segmentById } from './segment.loader.ts';
import type { SegmentRow } from './segment.queries.ts';
import { SegmentType } from './segment.type.ts';

@ObjectType('MetricBySegment', { description: 'A score of the customers of one segment.' })
export class MetricBySegmentType extends FigureType {
  @Link<MetricBySegment, string, SegmentRow | null>(() => SegmentType, {
    scope: 'segments:read',
    description: 'The segment they are in now. Scope: segments:read.',
    by: segmentById,
    from: ['segmentId'],
    key: ({ segmentId }) => segmentId,
  })
  segment!: SegmentType;
}

@Resolver(() => SatisfactionType)
export class SatisfactionBySegment {
  @Needs('segments:read')
  @Costs({ size: 30, extra: 20 })
  @FieldResolver(() => [MetricBySegmentType], {
    description: `A score of each segment's customers as of now, by the names of the segments, at most ${mostScored}. Whoever is in several counts in each. Scope: segments:read.`,
  })
  bySegment(
    @Root() scope: SatisfactionScope,
    @Arg('score', () => ScoreKindEnum, { description: 'Which score.' }) score: ScoreKind,
    @Ctx() context: Context,
  ) {
    return scoresBySegment(context, scope, score);
  }
}
