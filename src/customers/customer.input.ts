import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import { OneOf } from '../api/field.ts';
import { MoneyInput } from '../api/money.type.ts';
import { enumOf, MutationInput } from '../api/mutation.ts';
import { OrderDirectionEnum } from '../api/order.ts';
import {
  CountryCodeScalar,
  EmailAddressScalar,
  JSONObjectScalar,
  LanguageTagScalar,
  PhoneNumberScalar,
} from '../api/scalars.ts';
import type { Direction } from '../database/keyset.ts';
import { CustomerFilter, CustomerKindEnum } from './customer.filter.ts';
import type { CustomerOrderField } from './customer.queries.ts';
import type { AddressDraft, CustomerDraft, CustomerKind, ExternalId } from './customer.rules.ts';

@InputType('ExternalIdInput', { description: 'What another system calls it.' })
export class ExternalIdInput implements ExternalId {
  @Field(() => String, {
    description: 'The system: `webshop`, `crm`. Letters, digits, dots, colons, dashes, underscores.',
  })
  source!: string;

  @Field(() => ID, { description: 'Its id there, up to 200 characters.' })
  id!: string;
}

@OneOf
@InputType('CustomerBy', { description: 'A customer by exactly one of its names.' })
export class CustomerBy {
  @Field(() => ID, { nullable: true, description: 'By global id.' })
  id?: string;

  @Field(() => ExternalIdInput, { nullable: true, description: 'By what another system calls them.' })
  externalId?: ExternalIdInput;

  @Field(() => EmailAddressScalar, {
    nullable: true,
    description: 'By e-mail address, in any case. Needs customers:pii to read.',
  })
  email?: string;
}

@InputType('AddressInput', {
  description: 'Where somebody lives or works; country and region stand beside it.',
})
export class AddressInput implements AddressDraft {
  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Town or village.' })
  city?: string | null;
}

@InputType()
export abstract class CustomerProfileInput
  extends MutationInput
  implements Omit<CustomerDraft, 'organisation'>
{
  @Field(() => CustomerKindEnum, {
    nullable: true,
    description: 'PERSON for a new customer when nothing is said.',
  })
  kind?: CustomerKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'What to call them; a person may give givenName and familyName instead.',
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name of a person.' })
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name of a person.' })
  familyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Business id, register code or VAT number.' })
  registrationNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'Line of business.' })
  industry?: string | null;

  @Field(() => EmailAddressScalar, {
    nullable: true,
    description: 'No two customers have the same, in whatever case.',
  })
  email?: string | null;

  @Field(() => PhoneNumberScalar, {
    nullable: true,
    description: "With its country prefix, or as dialled in the customer's country.",
  })
  phone?: string | null;

  @Field(() => AddressInput, { nullable: true, description: 'Street, postal code and town.' })
  address?: AddressInput | null;

  @Field(() => CountryCodeScalar, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'Region within the country.' })
  region?: string | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'BCP 47.' })
  language?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Income a year.' })
  yearlyIncome?: MoneyInput | null;

  @Field(() => [String], { nullable: true, description: 'What they care about; replaces what is stored.' })
  interests?: string[] | null;

  @Field(() => [ExternalIdInput], {
    nullable: true,
    description: 'What other systems call them; added to those stored.',
  })
  externalIds?: ExternalIdInput[] | null;

  @Field(() => JSONObjectScalar, {
    nullable: true,
    description: 'Merged key by key into what is stored; null takes a key away.',
  })
  attributes?: Record<string, unknown> | null;

  @Field(() => CustomerBy, { nullable: true, description: 'The organisation a person acts for.' })
  organisation?: CustomerBy | null;
}

@InputType('CreateCustomerInput', { description: 'A new customer.' })
export class CreateCustomerInput extends CustomerProfileInput {}

@InputType('UpdateCustomerInput', {
  description: 'Changes to a customer: a field not given stays, null clears.',
})
export class UpdateCustomerInput extends CustomerProfileInput {
  @Field(() => ID, { description: 'Whom to change.' })
  id!: string;
}

@InputType('UpsertCustomerInput', {
  description:
    'A customer found by external id, then e-mail, and merged; made new when nobody has any of them.',
})
export class UpsertCustomerInput extends CustomerProfileInput {}

export const CustomerOrderFieldEnum = enumOf<CustomerOrderField>(
  'CustomerOrderField',
  'What customers are ordered by.',
  {
    CREATED_AT: 'When they became known.',
    UPDATED_AT: 'When their profile last changed.',
    NAME: 'Their name, without regard to case and accents.',
    TOTAL_SPENT: 'What they paid, net of refunds.',
    PURCHASE_COUNT: 'How often they bought.',
    LAST_PURCHASE_AT: 'When they last bought; those who never did come last.',
  },
);

@InputType('CustomerOrder', { description: 'One key to order customers by.' })
export class CustomerOrder {
  @Field(() => CustomerOrderFieldEnum, { description: 'What to order by.' })
  field!: CustomerOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which way.' })
  direction!: Direction;
}

@ArgsType()
export class CustomersArgs extends PageArgsType {
  @Field(() => CustomerFilter, { nullable: true, description: 'Which customers.' })
  filter?: CustomerFilter | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words of the name, the beginning of an external id or (with customers:pii) of an e-mail address; case and accents do not matter.',
  })
  search?: string | null;

  @Field(() => [CustomerOrder], {
    nullable: true,
    description: 'First by this, then by that; newest first when nothing is said.',
  })
  orderBy?: CustomerOrder[] | null;
}
