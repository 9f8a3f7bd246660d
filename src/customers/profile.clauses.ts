import { sql } from 'kysely';
import { type Comparison, type CustomerClause, comparisonsOf, type Reading } from '../api/clause.ts';
import { toldOperand } from '../api/clause.words.ts';
import type { EnumFilter, IdFilter } from '../api/filters.ts';
import { type ColumnType, idsIn, type Operators } from '../database/filter.ts';
import type { Sql } from '../database/read.ts';
import { addDays } from '../kernel/clock.ts';
import { isGiven } from '../kernel/given.ts';
import { decimalsOf } from '../kernel/money.ts';
import type { AttributeFilter, CustomerFilter } from './customer.filter.ts';
import type { CustomerLifecycle } from './customer.rules.ts';

/** What is asked of a customer's own row, and of how far they have come. */
export const profileClauses: Readonly<Record<string, ProfileClause>> = {
  id: ids('id'),
  kind: text('kind', 'kind'),
  lifecycle: {
    follows: ['purchase'],
    isMoving: true,
    comparisons: (filter: EnumFilter<CustomerLifecycle>, { now, activeDays, summary }) => {
      const lastPurchaseAt = summary('last_purchase_at');
      const value = sql`(
        case
          when ${lastPurchaseAt} is null then 'POTENTIAL'
          when ${lastPurchaseAt} >= ${addDays(now, -activeDays)} then 'ACTIVE'
          else 'LAPSED'
        end
      )`;
      return comparisonsOf({ path: [], words: 'lifecycle', value, type: 'text' }, filter);
    },
  },
  identified: {
    ...ofColumn('identified', 'known by name', 'boolean'),
    // Those who are not known by name come into being by what they do.
    follows: [''],
  },
  name: text('name', 'name'),
  email: text('email', 'e-mail address'),
  country: text('country', 'country'),
  region: text('region', 'region'),
  language: text('language', 'language'),
  industry: text('industry', 'industry'),
  yearlyIncome: {
    comparisons: (filter: Operators<string>, { baseCurrency }) => {
      const value = sql`(
        case when customer.yearly_income_currency = ${baseCurrency}
          then customer.yearly_income_minor::numeric / ${10 ** decimalsOf(baseCurrency)}
        end
      )`;
      return comparisonsOf(
        { path: [], words: `yearly income in ${baseCurrency}`, value, type: 'numeric' },
        filter,
      );
    },
  },
  interests: { comparisons: interestComparisons },
  attribute: {
    comparisons: ({ name, exists, ...operators }: AttributeFilter) => {
      const value = sql`(customer.attributes ->> ${name})`;
      const words = `attribute ${name}`;
      return [
        ...comparisonsOf({ path: [], words, value, type: 'text' }, operators),
        ...(isGiven(exists)
          ? [
              {
                path: ['exists'],
                words: `${words} ${exists ? 'is there' : 'is not there'}`,
                actual: value,
                holds: sql`((customer.attributes -> ${name}) is not null) = ${exists}`,
              },
            ]
          : []),
      ];
    },
  },
  createdAt: ofColumn('created_at', 'known since', 'timestamptz'),
  organisation: ids('organisation_id'),
};

interface ProfileClause extends Partial<Pick<CustomerClause, 'follows'>> {
  isMoving?: boolean;
  comparisons(value: object, reading: Reading): Comparison[];
}

function text(column: string, words: string): ProfileClause {
  return ofColumn(column, words, 'text');
}

function ofColumn(column: string, words: string, type: ColumnType): ProfileClause {
  const value = customer(column);
  return {
    comparisons: (operators) => comparisonsOf({ path: [], words, value, type }, operators),
  };
}

function ids(column: string): ProfileClause {
  const words = column === 'id' ? 'the customer' : 'the organisation they act for';
  return {
    comparisons: (filter: IdFilter) =>
      (['eq', 'in'] as const).flatMap((operator) =>
        isGiven(filter[operator])
          ? [
              {
                path: [operator],
                words: `${words} is ${operator === 'in' ? 'one of ' : ''}${toldOperand(filter[operator])}`,
                actual: sql`${customer(column)}::text`,
                holds: idsIn(customer(column), 'customer', { [operator]: filter[operator] }),
              },
            ]
          : [],
      ),
  };
}

function interestComparisons({ hasAny, hasAll, isEmpty }: NonNullable<CustomerFilter['interests']>) {
  const actual = sql`array_to_string(customer.interests, ', ')`;
  const asked: [string, string, Sql][] = [];
  if (hasAny)
    asked.push([
      'hasAny',
      `have one of ${toldOperand(hasAny)}`,
      sql`customer.interests && ${hasAny}::text[]`,
    ]);
  if (hasAll)
    asked.push([
      'hasAll',
      `have all of ${toldOperand(hasAll)}`,
      sql`customer.interests @> ${hasAll}::text[]`,
    ]);
  if (isGiven(isEmpty))
    asked.push([
      'isEmpty',
      isEmpty ? 'are none' : 'are some',
      sql`(cardinality(customer.interests) = 0) = ${isEmpty}`,
    ]);
  return asked.map(([name, words, holds]) => ({ path: [name], words: `interests ${words}`, actual, holds }));
}

function customer(name: string): Sql {
  return sql.ref(`customer.${name}`);
}
