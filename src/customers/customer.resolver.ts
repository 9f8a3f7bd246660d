import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { PageArgsType } from '../api/connection.ts';
import type { Selection } from '../api/context.ts';
import { type Context, load } from '../api/context.ts';
import { Listed, Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { notePersonalLookup } from '../api/personal.ts';
import { Selected } from '../api/selection.ts';
import { localId } from '../kernel/ids.ts';
import {
  CreateCustomerInput,
  CustomerBy,
  CustomersArgs,
  UpdateCustomerInput,
  UpsertCustomerInput,
} from './customer.input.ts';
import { customerById, membersByOrganisation } from './customer.loader.ts';
import { type CustomerRow, customerByKey, customersPage } from './customer.queries.ts';
import { customerDraftOf } from './customer.reference.ts';
import { createCustomer, updateCustomer, upsertCustomer } from './customer.service.ts';
import { CustomerConnection, CustomerPayload, CustomerType } from './customer.type.ts';
import { keyOfEmail, keyOfExternalId } from './identity.ts';

@Resolver(() => CustomerType)
export class CustomerResolver {
  @Needs('customers:read')
  @Query(() => CustomerType, {
    nullable: true,
    description: 'One customer; null when there is none. Scope: customers:read.',
  })
  customer(
    @Arg('by', () => CustomerBy, { description: 'By exactly one of its names.' }) by: CustomerBy,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    if (by.externalId) return customerByKey(context, keyOfExternalId(by.externalId), selected);
    if (by.email !== undefined) {
      notePersonalLookup(context);
      return customerByKey(context, keyOfEmail(by.email), selected);
    }
    const id = localId('customer', by.id ?? '');
    return id === null ? null : load(context, customerById, id, selected);
  }

  @Needs('customers:read')
  @Query(() => CustomerConnection, {
    description: 'Customers, a page at a time, newest first unless ordered otherwise. Scope: customers:read.',
  })
  customers(
    @Args(() => CustomersArgs) args: CustomersArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return customersPage(context, args, selected);
  }

  @Listed(() => CustomerConnection, {
    description: "An organisation's people, by name.",
    by: membersByOrganisation,
    key: ({ id }: CustomerRow) => id,
  })
  members(@Args(() => PageArgsType) _args: PageArgsType): void {}

  @Needs('customers:write')
  @Mutation(() => CustomerPayload, { description: 'Adds a customer. Scope: customers:write.' })
  createCustomer(
    @Arg('input', () => CreateCustomerInput, { description: 'Who.' }) input: CreateCustomerInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'createCustomer', input, (unit) => createCustomer(unit, customerDraftOf(input)));
  }

  @Needs('customers:write')
  @Mutation(() => CustomerPayload, {
    description: 'Changes a customer: a field not given stays, null clears. Scope: customers:write.',
  })
  updateCustomer(
    @Arg('input', () => UpdateCustomerInput, { description: 'Whom, and what.' }) input: UpdateCustomerInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'updateCustomer', input, (unit) =>
      updateCustomer(unit, { ...customerDraftOf(input), id: input.id }),
    );
  }

  @Needs('customers:write')
  @Mutation(() => CustomerPayload, {
    description: 'Finds a customer by external id or e-mail and merges, or adds one. Scope: customers:write.',
  })
  upsertCustomer(
    @Arg('input', () => UpsertCustomerInput, { description: 'Who.' }) input: UpsertCustomerInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'upsertCustomer', input, (unit) => upsertCustomer(unit, customerDraftOf(input)));
  }
}
