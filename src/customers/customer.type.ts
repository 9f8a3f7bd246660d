import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../api/connection.ts';
import { load } from '../api/context.ts';
import { Derived, Link } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { MoneyType } from '../api/money.type.ts';
import { Payload } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import {
  CountryCodeScalar,
  DateTimeScalar,
  EmailAddressScalar,
  JSONObjectScalar,
  LanguageTagScalar,
  PhoneNumberScalar,
} from '../api/scalars.ts';
import { addDays } from '../kernel/clock.ts';
import { CustomerKindEnum, CustomerLifecycleEnum } from './customer.filter.ts';
import { customerById, externalIdsByCustomer, summaryByCustomer } from './customer.loader.ts';
import type { CustomerRow, CustomerSummaryRow } from './customer.queries.ts';
import { type CustomerKind, type CustomerLifecycle, type ExternalId, lifecycleOf } from './customer.rules.ts';
import { CustomerSummaryType } from './summary.type.ts';

@ObjectType('ExternalId', { description: 'What another system calls it.' })
export class ExternalIdType implements ExternalId {
  @Field(() => String, { description: 'The system: `webshop`, `crm`.' })
  source!: string;

  @Field(() => ID, { description: 'Its id there.' })
  id!: string;
}

@PartOfRow
@ObjectType('Address', { description: 'Where somebody lives or works.' })
export class AddressType
  implements Pick<CustomerRow, 'street' | 'postalCode' | 'city' | 'region' | 'country'>
{
  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Town or village.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'Region, as on the customer.' })
  region!: string | null;

  @Field(() => CountryCodeScalar, { nullable: true, description: 'Country, as on the customer.' })
  country!: string | null;
}

const personal = { nullable: true, personal: true } as const;

@ObjectType('Customer', {
  implements: NodeType,
  description: 'A person, company, public organisation or community that buys, or may one day.',
})
export class CustomerType
  extends NodeType
  implements Pick<CustomerRow, 'kind' | 'name' | 'region' | 'interests'>
{
  @NodeId('customer')
  override id!: string;

  @Field(() => CustomerKindEnum, { description: 'What sort of customer it is.' })
  kind!: CustomerKind;

  @Derived<CustomerRow>(() => CustomerLifecycleEnum, {
    description: 'How far they have come, as of now.',
    from: ['id'],
    of: async ({ id }, context) => {
      const summary = await load(context, summaryByCustomer, id);
      const last = summary?.lastPurchaseAt ?? null;
      return lifecycleOf(
        last === null ? null : new Date(last),
        addDays(context.clock.now(), -context.shop.activeDays),
      );
    },
  })
  lifecycle!: CustomerLifecycle;

  @Field(() => String, { description: 'What to call them.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Given name of a person.' })
  givenName!: string | null;

  @Field(() => String, { nullable: true, description: 'Family name of a person.' })
  familyName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Business id, register code or VAT number of an organisation.',
  })
  registrationNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Line of business of an organisation.' })
  industry!: string | null;

  @Field(() => Boolean, { description: 'False: known only by what they did, such as an anonymous sale.' })
  identified!: boolean;

  @Derived<CustomerRow>(() => EmailAddressScalar, {
    ...personal,
    description: 'As it was given. Personal data: null without customers:pii.',
    of: ({ email }) => email,
  })
  email!: string | null;

  @Derived<CustomerRow>(() => PhoneNumberScalar, {
    ...personal,
    description: 'In E.164. Personal data: null without customers:pii.',
    of: ({ phone }) => phone,
  })
  phone!: string | null;

  @Derived<CustomerRow>(() => AddressType, {
    ...personal,
    description:
      'Down to the street. Personal data: null without customers:pii; region and country stand beside it.',
    from: ['street', 'postalCode', 'city', 'region', 'country'],
    of: (row) => ([row.street, row.postalCode, row.city].some((part) => part !== null) ? row : null),
  })
  address!: AddressType | null;

  @Field(() => CountryCodeScalar, { nullable: true, description: 'Country, ISO 3166-1 alpha-2.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'Region within the country.' })
  region!: string | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'The language to write to them in, BCP 47.',
  })
  language!: string | null;

  @Derived<CustomerRow>(() => MoneyType, {
    ...personal,
    description: 'Income a year. Personal data: null without customers:pii.',
    from: ['yearlyIncomeMinor', 'yearlyIncomeCurrency'],
    of: ({ yearlyIncomeMinor, yearlyIncomeCurrency }) =>
      yearlyIncomeMinor === null ? null : { minor: yearlyIncomeMinor, currency: yearlyIncomeCurrency },
  })
  yearlyIncome!: MoneyType | null;

  @Field(() => [String], { description: 'What they care about.' })
  interests!: string[];

  @Link<CustomerRow, string, ExternalId[]>(() => [ExternalIdType], {
    description: 'What other systems call them, by source.',
    by: externalIdsByCustomer,
    cost: { size: 5 },
    from: ['id'],
    key: ({ id }) => id,
  })
  externalIds!: ExternalIdType[];

  @Field(() => JSONObjectScalar, { description: 'Anything else that is known of them.' })
  attributes!: Record<string, unknown>;

  @Field(() => DateTimeScalar, { description: 'When they became known.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { description: 'When their profile last changed.' })
  updatedAt!: string;

  @Link<CustomerRow, string, CustomerRow | null>(() => CustomerType, {
    nullable: true,
    description: 'The organisation a person acts for.',
    by: customerById,
    from: ['organisationId'],
    key: ({ organisationId }) => organisationId ?? null,
  })
  organisation!: CustomerType | null;

  @Link<CustomerRow, string, CustomerSummaryRow | null>(() => CustomerSummaryType, {
    description: 'Sums over what they did.',
    by: summaryByCustomer,
    from: ['id'],
    key: ({ id }) => id,
  })
  summary!: CustomerSummaryType;
}

export const CustomerConnection = connectionOf('Customer', () => CustomerType);

@ObjectType('CustomerPayload', { description: 'The customer that was written.' })
export class CustomerPayload extends Payload {
  @Link<{ customerId?: string }, string, CustomerRow | null>(() => CustomerType, {
    nullable: true,
    description:
      'As it is now; null when it was refused, and when an upsert found somebody by e-mail alone, for who lacks customers:pii. Scope: customers:read.',
    by: customerById,
    scope: 'customers:read',
    from: ['customerId'],
    key: ({ customerId }) => customerId ?? null,
  })
  customer!: CustomerType | null;
}
