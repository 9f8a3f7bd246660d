import { globalId } from '../kernel/ids.ts';
import { moneyOf } from '../kernel/money.ts';
import type { CustomerEntity } from './customer.entity.ts';

/** Fields of a customer that the change log names and does not copy: those that the schema marks as personal. */
export const personalFields = ['email', 'phone', 'address', 'yearlyIncome'] as const;

/** A customer as the change log tells it, in the words of the schema. */
export function customerView(customer: CustomerEntity) {
  const { street, postalCode, city, yearlyIncomeMinor, yearlyIncomeCurrency, organisationId } = customer;
  return {
    kind: customer.kind,
    name: customer.name,
    givenName: customer.givenName,
    familyName: customer.familyName,
    registrationNumber: customer.registrationNumber,
    industry: customer.industry,
    email: customer.email,
    phone: customer.phone,
    address: [street, postalCode, city].some((part) => part) ? { street, postalCode, city } : null,
    country: customer.country,
    region: customer.region,
    language: customer.language,
    yearlyIncome: moneyOf(yearlyIncomeMinor, yearlyIncomeCurrency),
    interests: customer.interests.length > 0 ? [...customer.interests] : null,
    attributes: Object.keys(customer.attributes).length > 0 ? customer.attributes : null,
    organisation: organisationId ? globalId('customer', organisationId) : null,
  };
}
