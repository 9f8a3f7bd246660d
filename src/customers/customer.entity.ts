import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, minorUnits, text, uuid } from '../database/columns.ts';
import { customerKinds } from './customer.rules.ts';

/**
 * A person, company, public organisation or community; with `identified` false, somebody we know only by what
 * they did (an anonymous sale, a visitor), until they are recognised and merged.
 */
export const Customer = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    id: uuid().primary(),
    kind: p.enum(customerKinds).columnType('text'),
    identified: p.boolean(),
    name: text(),
    /** The name as `search` compares it: folded, with a space before each word. */
    foldedName: text(),
    givenName: text().nullable(),
    familyName: text().nullable(),
    registrationNumber: text().nullable(),
    industry: text().nullable(),
    email: text().nullable(),
    phone: text().nullable(),
    street: text().nullable(),
    postalCode: text().nullable(),
    city: text().nullable(),
    region: text().nullable(),
    country: text().nullable(),
    language: text().nullable(),
    yearlyIncomeMinor: minorUnits().nullable(),
    yearlyIncomeCurrency: text().nullable(),
    interests: p.array(),
    attributes: p.json<Record<string, unknown>>(),
    organisationId: uuid().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
  },
});
export type CustomerEntity = InferEntity<typeof Customer>;

/** What a customer can be recognised by. */
export const customerKeyKinds = ['EMAIL', 'EXTERNAL', 'ANONYMOUS'] as const;
export type CustomerKeyKind = (typeof customerKeyKinds)[number];

/** Who holds which e-mail address, external id or anonymous id: the primary key is the uniqueness of identity. */
export const CustomerKey = defineEntity({
  name: 'CustomerKey',
  tableName: 'customer_key',
  properties: {
    kind: p.enum(customerKeyKinds).columnType('text').primary(),
    /** Of an external id the system that made it; empty for the other kinds. */
    source: text().primary(),
    value: text().primary(),
    customerId: uuid(),
  },
});

/** Sums over a customer's facts, in the shop's base currency, kept in the transaction of each fact. */
export const CustomerSummary = defineEntity({
  name: 'CustomerSummary',
  tableName: 'customer_summary',
  properties: {
    customerId: uuid().primary(),
    purchaseCount: p.integer().default(0),
    unitCount: minorUnits().default(0),
    /** Before refunds. */
    grossMinor: minorUnits().default(0),
    refundedMinor: minorUnits().default(0),
    /** Gross less refunded; a column of its own because customers are ordered by it. */
    totalSpentMinor: minorUnits().default(0),
    firstPurchaseAt: instant().nullable(),
    lastPurchaseAt: instant().nullable(),
    interactionCount: p.integer().default(0),
    openCaseCount: p.integer().default(0),
    visitCount: p.integer().default(0),
    /** The last page view. */
    lastVisitAt: instant().nullable(),
    /** The latest NPS given, 0 to 10. */
    lastNps: p.smallint().nullable(),
    /** The latest CSAT given, and the best that one could give. */
    lastCsat: p.smallint().nullable(),
    lastCsatMax: p.smallint().nullable(),
    /** The scores that count, of all days: how many there are, and what figures over them are made of. */
    npsCount: p.integer().default(0),
    npsPromoters: p.integer().default(0),
    npsDetractors: p.integer().default(0),
    csatCount: p.integer().default(0),
    csatTop: p.integer().default(0),
    cesCount: p.integer().default(0),
    cesEasy: p.integer().default(0),
    cesSum: p.integer().default(0),
    cesSquares: p.integer().default(0),
  },
});
