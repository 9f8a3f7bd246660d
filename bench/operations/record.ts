import { globalId, newId } from '../../src/kernel/ids.ts';
import type { Sample } from '../load/sample.ts';
import { graphql, nth, type Operation, statement } from './operation.ts';

const ours = `mutation Record($input: RecordPurchaseInput!) {
  recordPurchase(input: $input) {
    purchase {
      id purchasedAt unitCount total { amount }
      lines { id quantity total { amount } product { id sku name } }
    }
    userErrors { path message code }
  }
}`;

// One request, four inserts one after the other: what its schema offers without a function written for the purpose.
const postgraphiles = `mutation Record(
  $purchase: PurchaseInput!, $a: PurchaseLineInput!, $b: PurchaseLineInput!, $c: PurchaseLineInput!
) {
  createPurchase(input: { purchase: $purchase }) { purchase { id: rowId purchasedAt unitCount totalMinor } }
  a: createPurchaseLine(input: { purchaseLine: $a }) { purchaseLine { ...line } }
  b: createPurchaseLine(input: { purchaseLine: $b }) { purchaseLine { ...line } }
  c: createPurchaseLine(input: { purchaseLine: $c }) { purchaseLine { ...line } }
}
fragment line on PurchaseLine { id: rowId quantity totalMinor product: productByProductId { id: rowId sku name } }`;

export const record: Operation = {
  name: 'record',
  title:
    'A purchase of three lines recorded (the peers write the four rows only: no summary, change log or keys)',
  clientele: (sample) => (n) => graphql(ours, { input: ourInput(basket(sample, n)) }),
  postgraphile: (sample) => (n) => graphql(postgraphiles, postgraphilesVariables(basket(sample, n))),
  handwritten: (sample) => (n) => {
    const { customerId, lines } = basket(sample, n);
    return statement('record', [customerId, JSON.stringify(lines)]);
  },
};

interface Basket {
  customerId: string;
  lines: { product: string; quantity: number; unitPrice: number }[];
}

function basket({ customerIds, products }: Sample, n: number): Basket {
  const lines = [0, 1, 2].map((position) => {
    const { id, priceMinor } = nth(products, n * 7 + position * 101);
    return { product: id, quantity: 1 + (n % 3), unitPrice: priceMinor };
  });
  return { customerId: nth(customerIds, n), lines };
}

function ourInput({ customerId, lines }: Basket) {
  return {
    customer: { id: globalId('customer', customerId) },
    purchasedAt: new Date().toISOString(),
    channel: 'web',
    currency: 'EUR',
    lines: lines.map(({ product, quantity, unitPrice }) => ({
      product: { id: globalId('product', product) },
      quantity,
      unitPrice: (unitPrice / 100).toFixed(2),
    })),
  };
}

function postgraphilesVariables({ customerId, lines }: Basket) {
  const purchaseId = newId();
  const now = new Date().toISOString();
  const total = String(lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0));
  const [a, b, c] = lines.map(({ product, quantity, unitPrice }, position) => ({
    rowId: newId(),
    customerId,
    purchaseId,
    productId: product,
    position,
    quantity,
    unitPriceMinor: String(unitPrice),
    discountMinor: '0',
    totalMinor: String(quantity * unitPrice),
    baseTotalMinor: String(quantity * unitPrice),
    soldAt: now,
    refundedQuantity: 0,
  }));
  const purchase = {
    rowId: purchaseId,
    customerId,
    purchasedAt: now,
    channel: 'web',
    status: 'COMPLETED',
    currency: 'EUR',
    rate: '1',
    unitCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    totalMinor: total,
    refundedMinor: '0',
    baseTotalMinor: total,
    baseRefundedMinor: '0',
    createdAt: now,
    updatedAt: now,
  };
  return { purchase, a, b, c };
}
