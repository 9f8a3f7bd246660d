import { Field, ID, InputType } from 'type-graphql';

@InputType('SegmentMembershipFilter', {
  description: 'In which segments a customer is now. All that is given must hold, one at least is given.',
})
export class SegmentMembershipFilter {
  @Field(() => [ID], { nullable: true, description: 'In at least one of these.' })
  in?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'In none of these.' })
  notIn?: string[] | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    segment?: SegmentMembershipFilter | null;
  }
}
