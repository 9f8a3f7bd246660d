import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { Derived } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { Period } from '../api/period.input.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { ScoreKindEnum } from '../surveys/survey.filter.ts';
import type { ScoreKind } from '../surveys/survey.words.ts';
import { type Comparison, conclusionOf, definitionOf } from './comparison.rules.ts';
import { MetricType, metricOf } from './metric.type.ts';
import type { SatisfactionScope } from './satisfaction.scope.ts';
import { confidence } from './score.rules.ts';

@InputType('SatisfactionScope', { description: 'Which answers: of which days and of which customers.' })
export class SatisfactionScopeInput implements SatisfactionScope {
  @Field(() => Period, { nullable: true, description: 'Of which days; of all when nothing is said.' })
  period?: Period | null;

  @Field(() => CustomerFilter, {
    nullable: true,
    description: 'Of which customers; of all of them when nothing is said.',
  })
  filter?: CustomerFilter | null;
}

@PartOfRow
@ObjectType('MetricComparison', {
  description: 'A score of two groups side by side, and whether they differ by more than chance.',
})
export class MetricComparisonType {
  @Field(() => ScoreKindEnum, { description: 'Which score.' })
  score!: ScoreKind;

  @Derived<Comparison>(() => MetricType, {
    description: 'The score of the group that is compared.',
    of: ({ score, own }) => metricOf(own, score),
  })
  own!: MetricType;

  @Derived<Comparison>(() => MetricType, {
    description: 'The score of the group it is compared to.',
    of: ({ score, other }) => metricOf(other, score),
  })
  other!: MetricType;

  @Derived<Comparison>(() => Float, {
    nullable: true,
    description: 'own less other; null when nobody answered in one of them.',
    of: ({ difference }) => difference.value,
  })
  difference!: number | null;

  @Derived<Comparison>(() => Float, {
    nullable: true,
    description:
      'Where the 95 % interval of the difference begins; null when too few answered, or all alike in both groups.',
    of: ({ difference }) => difference.low,
  })
  low!: number | null;

  @Derived<Comparison>(() => Float, {
    nullable: true,
    description: 'Where it ends; null as low is.',
    of: ({ difference }) => difference.high,
  })
  high!: number | null;

  @Derived<Comparison>(() => Float, {
    description: 'How sure the interval is to hold the true difference: 0.95.',
    of: () => confidence,
  })
  confidence!: number;

  @Derived<Comparison>(() => Boolean, {
    description: 'Whether the difference is more than chance: 0 is not within its interval.',
    of: ({ difference }) => difference.isSignificant,
  })
  isSignificant!: boolean;

  @Derived<Comparison>(() => String, {
    description: 'What that comes to, in a sentence that claims no more than the interval allows.',
    of: conclusionOf,
  })
  conclusion!: string;

  @Derived<Comparison>(() => String, {
    description: 'How the difference is told, in words.',
    of: definitionOf,
  })
  definition!: string;
}
