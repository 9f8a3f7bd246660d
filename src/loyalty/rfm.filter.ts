import { Field, InputType } from 'type-graphql';
import { type EnumFilter, enumFilter, IntFilter } from '../api/filters.ts';
import type { RfmGroup } from './rfm.rules.ts';
import { RfmGroupEnum } from './rfm.type.ts';

const RfmGroupFilter = enumFilter('RfmGroupFilter', RfmGroupEnum);

@InputType('RfmFilter', {
  description:
    'Scores of RFM, 1 to 5, as of now. Everything given must hold; without anything: whoever has bought. Who has not has no scores, which isNull asks for.',
})
export class RfmFilter {
  @Field(() => IntFilter, { nullable: true, description: 'The score of recency.' })
  recency?: IntFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'The score of frequency.' })
  frequency?: IntFilter | null;

  @Field(() => IntFilter, { nullable: true, description: 'The score of monetary.' })
  monetary?: IntFilter | null;

  @Field(() => RfmGroupFilter, { nullable: true, description: 'The group that the scores make.' })
  group?: EnumFilter<RfmGroup> | null;
}
