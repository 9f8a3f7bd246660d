import { sql } from 'kysely';
import { Extensions, Field, InputType } from 'type-graphql';
import type { CustomerClause } from '../api/clause.ts';
import {
  BooleanFilter,
  DateTimeFilter,
  DecimalFilter,
  type EnumFilter,
  enumFilter,
  IdFilter,
  StringFilter,
  StringListFilter,
} from '../api/filters.ts';
import { enumOf } from '../api/mutation.ts';
import { Personal } from '../api/personal.ts';
import type { Combinable } from '../database/filter.size.ts';
import type { Sql } from '../database/read.ts';
import { isGiven } from '../kernel/given.ts';
import type { CustomerKind, CustomerLifecycle } from './customer.rules.ts';

export const CustomerKindEnum = enumOf<CustomerKind>('CustomerKind', 'What sort of customer it is.', {
  PERSON: 'A human being.',
  BUSINESS: 'A company.',
  PUBLIC_ORGANISATION: 'A municipality, a school, a hospital, a state office.',
  COMMUNITY: 'An association, a club, a village society, a parish.',
});

export const CustomerLifecycleEnum = enumOf<CustomerLifecycle>(
  'CustomerLifecycle',
  'How far a customer has come.',
  {
    POTENTIAL: 'Has never bought.',
    ACTIVE: 'Bought within the active window (a setting of the shop, 365 days unless changed).',
    LAPSED: 'Bought, but not within the active window.',
  },
);

const CustomerKindFilter = enumFilter('CustomerKindFilter', CustomerKindEnum);
const CustomerLifecycleFilter = enumFilter('CustomerLifecycleFilter', CustomerLifecycleEnum);

@InputType('AttributeFilter', { description: 'A free attribute to compare, as text.' })
export class AttributeFilter {
  @Field(() => String, { description: 'The name of the attribute.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Is exactly this.' })
  eq?: string | null;

  @Field(() => [String], { nullable: true, description: 'Is one of these.' })
  in?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Is there at all (true), or is not (false).' })
  exists?: boolean | null;
}

/** The fields here are on the profile; slices above give others with `addClause`, and declare them where they do. */
@InputType('CustomerFilter', {
  description: 'Which customers. Clauses side by side must all hold; and, or, not nest up to five deep.',
})
export class CustomerFilter implements Combinable {
  @Field(() => [CustomerFilter], { nullable: true, description: 'All of these hold.' })
  and?: CustomerFilter[] | null;

  @Field(() => [CustomerFilter], { nullable: true, description: 'At least one of these holds.' })
  or?: CustomerFilter[] | null;

  @Field(() => CustomerFilter, { nullable: true, description: 'This does not hold.' })
  not?: CustomerFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By global id.' })
  id?: IdFilter | null;

  @Field(() => CustomerKindFilter, { nullable: true, description: 'By kind.' })
  kind?: EnumFilter<CustomerKind> | null;

  @Field(() => CustomerLifecycleFilter, { nullable: true, description: 'By lifecycle, as of now.' })
  lifecycle?: EnumFilter<CustomerLifecycle> | null;

  @Field(() => BooleanFilter, {
    nullable: true,
    description: 'Whether they are known by name. Lists leave out those who are not, unless this is given.',
  })
  identified?: BooleanFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By name.' })
  name?: StringFilter | null;

  @Personal
  @Field(() => StringFilter, { nullable: true, description: 'By e-mail address. Needs customers:pii.' })
  email?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By country, ISO 3166-1 alpha-2.' })
  country?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By region.' })
  region?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By language, BCP 47.' })
  language?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'By industry.' })
  industry?: StringFilter | null;

  @Personal
  @Field(() => DecimalFilter, {
    nullable: true,
    description:
      "By yearly income in the shop's base currency; other currencies do not match. Needs customers:pii.",
  })
  yearlyIncome?: DecimalFilter | null;

  @Field(() => StringListFilter, { nullable: true, description: 'By interests.' })
  interests?: StringListFilter | null;

  @Field(() => AttributeFilter, { nullable: true, description: 'By a free attribute.' })
  attribute?: AttributeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'By when they became known.' })
  createdAt?: DateTimeFilter | null;

  @Field(() => IdFilter, { nullable: true, description: 'By the organisation they act for.' })
  organisation?: IdFilter | null;
}
export type CustomerFilterShape = CustomerFilter;

/** Makes a slice's clause a field of the filter. */
export function addClause({ name, description, type, scope }: CustomerClause): void {
  const { prototype } = CustomerFilter;
  Field(type, { nullable: true, description: `${description} Scope: ${scope}.` })(prototype, name);
  Extensions({ scope })(prototype, name);
}

/** Those known by name, unless the filter asks for others. */
export function knownUnlessAsked(filter: CustomerFilter | null | undefined): Sql {
  return asksWhoIsKnown(filter) ? sql`true` : sql`customer.identified`;
}

function asksWhoIsKnown(filter: CustomerFilter | null | undefined): boolean {
  if (!filter) return false;
  const parts = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return isGiven(filter.identified) || parts.some(asksWhoIsKnown);
}
