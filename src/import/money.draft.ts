import { isCurrency } from '../kernel/money.ts';
import type { MoneyDraft } from '../kernel/reading.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { MoneyMapping } from './mapping.schema.ts';
import { decimalRead, isRefused, type Refused } from './number.value.ts';
import { priceRounding } from './price.value.ts';
import type { Row } from './table.row.ts';
import { textRead } from './text.value.ts';

/** How to read an amount with its currency, rounded to it; undefined when the amount is not given. */
export function moneyDraftRead(mapped: MoneyMapping, columns: ColumnReads, place: string) {
  const amountOf = decimalRead(mapped.amount, columns, place);
  const currencyOf = textRead(mapped.currency, columns);
  const rounded = priceRounding();
  return (row: Row): MoneyDraft | undefined | Refused => {
    const amount = amountOf(row);
    if (amount === undefined || isRefused(amount)) return amount;
    const currency = currencyOf(row);
    if (!isCurrency(currency)) return { refused: `"${currency}" is not an ISO 4217 currency code` };
    return { amount: rounded(amount, currency).amount, currency };
  };
}
