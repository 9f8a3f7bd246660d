import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import { type CustomerClause, comparisonsOf } from '../api/clause.ts';
import { BooleanFilter } from '../api/filters.ts';
import { UnusableFilter } from '../database/filter.size.ts';

@InputType('ConsentFilter', { description: 'What somebody may be asked.' })
export class ConsentFilter {
  @Field(() => BooleanFilter, {
    nullable: true,
    description: 'By whether they may be invited to surveys: they have not said that they want none.',
  })
  surveys?: BooleanFilter | null;
}

declare module '../customers/customer.filter.ts' {
  interface CustomerFilter {
    consent?: ConsentFilter | null;
  }
}

export const consentClause: CustomerClause<ConsentFilter> = {
  name: 'consent',
  description: 'By what they may be asked.',
  type: () => ConsentFilter,
  // As `Customer.surveysRefusedAt`.
  scope: 'customers:read',
  follows: ['customer.surveys'],
  isMoving: () => false,
  comparisons({ surveys }, reading) {
    const refusal = reading.joined(
      (ofThem) => sql`
        select refusal.customer_id
        from survey_refusal as refusal
        where ${ofThem(sql.ref('refusal.customer_id'))}
        group by refusal.customer_id`,
    );
    const value = sql`(${refusal('customer_id')} is null)`;
    const comparisons = comparisonsOf(
      { path: ['surveys'], words: 'may be asked by surveys', value, type: 'boolean' },
      surveys ?? {},
    );
    if (comparisons.length > 0) return comparisons;
    throw new UnusableFilter('Say what is compared: surveys.');
  },
};
