import type { CustomerReference } from '../customers/customer.rules.ts';
import type { CurrencyCode, Decimal } from '../kernel/money.ts';
import { customerReferenceRead } from './customer.draft.ts';
import { dateRead } from './date.value.ts';
import { ImportFault } from './import.fault.ts';
import { lineRead, type MappedLine } from './line.draft.ts';
import type { ColumnReads } from './lookup.file.ts';
import type { PurchasesMapping } from './mapping.schema.ts';
import { isRefused, type Refused } from './number.value.ts';
import { currencyRates, type RatedCurrency } from './price.value.ts';
import { classified } from './row.rules.ts';
import type { Row } from './table.row.ts';
import { textRead } from './text.value.ts';

/** What one row says about the purchase or the return it is a line of. */
export interface PurchaseRow {
  row: Row;
  kind: 'sales' | 'returns';
  at: Date;
  channel: string;
  currency: RatedCurrency;
  customer: CustomerReference | undefined;
  sku: string;
  line: MappedLine;
}

export interface ShopMoney {
  baseCurrency: CurrencyCode;
  /** Units of the base currency for one of another. */
  rates: Readonly<Record<CurrencyCode, Decimal>>;
}

/** How to read a row of a purchase file, or why the row is refused. */
export function purchaseRowRead(mapping: PurchasesMapping, columns: ColumnReads, money: ShopMoney) {
  const kindOf = classified(mapping.rows, columns);
  const dateOf = dateRead(mapping.purchase.purchasedAt, columns, 'purchasedAt');
  const channelOf = textRead(mapping.purchase.channel, columns);
  const currencyOf = textRead(mapping.purchase.currency, columns);
  const ratedOf = currencyRates(money.baseCurrency, money.rates);
  const currencyOfAll = mapping.purchase.currency.value;
  if (currencyOfAll !== undefined) refuseUnrated(ratedOf(currencyOfAll));
  const customerOf = customerReferenceRead(mapping.customer, mapping.source, columns);
  const skuOf = textRead(mapping.product.sku, columns);
  const lineOf = lineRead(mapping.line, columns);
  return (row: Row): PurchaseRow | Refused => {
    const kind = kindOf(row);
    if (isRefused(kind)) return kind;
    const at = dateOf(row);
    if (isRefused(at)) return at;
    const currency = ratedOf(currencyOf(row));
    if (isRefused(currency)) return currency;
    const sku = skuOf(row);
    if (sku === '') return { refused: 'has no sku' };
    const line = lineOf(row, currency.code, kind);
    if (isRefused(line)) return line;
    return { row, kind, at, channel: channelOf(row), currency, customer: customerOf(row), sku, line };
  };
}

// One currency for the whole file: without its rate every row would be refused, each for the same reason.
function refuseUnrated(currency: RatedCurrency | Refused): void {
  if (isRefused(currency)) throw new ImportFault(`Nothing was imported: ${currency.refused}.`);
}
