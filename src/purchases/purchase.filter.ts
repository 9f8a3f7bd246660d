import { sql } from 'kysely';
import { Field, InputType } from 'type-graphql';
import {
  DateTimeFilter,
  DecimalFilter,
  type EnumFilter,
  enumFilter,
  IdFilter,
  StringFilter,
} from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import type { Combinable } from '../database/filter.size.ts';
import { type Clauses, compared, conditionsOn, idsIn } from '../database/filter.ts';
import { decimalsOf } from '../kernel/money.ts';
import type { PurchaseStatus } from './purchase.rules.ts';

export const PurchaseStatusEnum = enumOf<PurchaseStatus>('PurchaseStatus', 'What became of a purchase.', {
  COMPLETED: 'It stands.',
  PARTIALLY_REFUNDED: 'Some of it was paid back.',
  REFUNDED: 'All of it was paid back.',
  CANCELLED: 'It was called off and counts nowhere.',
});

const PurchaseStatusFilter = enumFilter('PurchaseStatusFilter', PurchaseStatusEnum);

@InputType('PurchaseFilter', {
  description: 'Which purchases. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class PurchaseFilter implements Combinable {
  @Field(() => [PurchaseFilter], { nullable: true, description: 'All of these hold.' })
  and?: PurchaseFilter[] | null;

  @Field(() => [PurchaseFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: PurchaseFilter[] | null;

  @Field(() => PurchaseFilter, { nullable: true, description: 'This does not hold.' })
  not?: PurchaseFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the customer.' })
  customer?: IdFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By a product on one of its lines.' })
  product?: IdFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when it was made.' })
  purchasedAt?: DateTimeFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By channel.' })
  channel?: StringFilter | null;

  @Field(() => PurchaseStatusFilter, { nullable: true, description: 'By what became of it.' })
  status?: EnumFilter<PurchaseStatus> | null;

  @Field(() => StringFilter, { nullable: true, description: 'By currency, ISO 4217.' })
  currency?: StringFilter | null;

  @Field(() => DecimalFilter, {
    nullable: true,
    description: 'By what was paid, in the base currency of the shop.',
  })
  total?: DecimalFilter | null;
}

const purchase = (name: string) => sql.ref(`purchase.${name}`);

export const purchaseClauses: Clauses<PurchaseFilter> = {
  id: (filter) => idsIn(purchase('id'), 'purchase', filter),
  customer: (filter) => idsIn(purchase('customer_id'), 'customer', filter),
  product: (filter) => sql`exists (
    select from purchase_line as line
    where line.purchase_id = purchase.id and line.customer_id = purchase.customer_id
      and ${idsIn(sql.ref('line.product_id'), 'product', filter)}
  )`,
  purchasedAt: compared(purchase('purchased_at'), 'timestamptz'),
  channel: compared(purchase('channel'), 'text'),
  status: compared(purchase('status'), 'text'),
  currency: compared(purchase('currency'), 'text'),
  total: (filter, { baseCurrency }) =>
    conditionsOn(
      sql`(purchase.base_total_minor::numeric / ${10 ** decimalsOf(baseCurrency)})`,
      filter,
      'numeric',
    ),
};
