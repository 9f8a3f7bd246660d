import { sql } from 'kysely';
import type { Unit } from '../api/unit.ts';
import { Refusal } from '../kernel/errors.ts';
import { globalId, type Uuid } from '../kernel/ids.ts';
import { amountOf } from '../kernel/money.ts';
import { type RefundDraft, refundPurchase } from '../purchases/refund.service.ts';
import { isOrderRefunded, orderIdOf, productsIn, quantityOf, skuOf } from './commerce.rules.ts';
import { shortened, wordIn } from './message.fields.ts';
import type { Fault, Message } from './message.rules.ts';
import { minorIn } from './order.rules.ts';

/** Pays orders back that a batch says were refunded; what is wrong with one goes into the faults by its place. */
export async function refundOrders(
  unit: Unit,
  messages: readonly Message[],
  faults: Map<number, Fault>,
): Promise<void> {
  // One after the other: what is left to refund depends on those before.
  for (const message of messages.filter(isOrderRefunded)) {
    const fault = await refundOrder(unit, message);
    if (fault) faults.set(message.index, fault);
  }
}

async function refundOrder(unit: Unit, message: Message): Promise<Fault | null> {
  const order = await orderWith(unit, orderIdOf(message));
  if (!order) {
    return fault('order_id', 'There is no such order.', 'The number of an order that was completed.');
  }
  const draft = refundOf(message, order);
  if ('field' in draft) return draft;
  try {
    await refundPurchase(unit, draft);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What it had marked as given back would be written with what comes next.
    unit.em.clear();
    const [first] = error.errors;
    return fault(first?.path.join('.').replace(/^lines/, 'products') ?? '', first?.message ?? '', '');
  }
}

interface OrderRow {
  id: Uuid;
  currency: string;
  purchasedAt: string;
  leftMinor: number;
  lines: { id: Uuid; sku: string }[];
}

/** The products it lists, or the amount it names, or all that is left. */
function refundOf(message: Message, order: OrderRow): RefundDraft | Fault {
  const { properties, at } = message;
  const purchasedAt = new Date(order.purchasedAt);
  const draft = {
    purchaseId: globalId('purchase', order.id),
    refundedAt: at > purchasedAt ? at : purchasedAt,
    reason: shortened(wordIn(properties, 'reason') ?? '', 500) || null,
  };
  const products = productsIn(message);
  if (products.length > 0) {
    const lines = [];
    for (const [index, product] of products.entries()) {
      const line = order.lines.find(({ sku }) => sku === skuOf(product));
      const quantity = quantityOf(product);
      if (!line) {
        return fault(`products.${index}`, 'It is not on the order.', 'The sku of a product of the order.');
      }
      if (quantity === null) {
        return fault(`products.${index}.quantity`, 'It is no quantity.', 'A whole number, 1 or more.');
      }
      lines.push({ lineId: globalId('line', line.id), quantity });
    }
    return { ...draft, lines };
  }
  const names = ['total', 'revenue', 'value'];
  const named = minorIn(properties, names, order.currency);
  if (named === null) return fault('total', 'It is no amount.', 'A number, more than zero.');
  const isNamed = names.some((name) => wordIn(properties, name) !== null);
  const minor = isNamed ? named : order.leftMinor;
  return { ...draft, amount: amountOf({ minor, currency: order.currency }) };
}

async function orderWith({ em, shop }: Unit, id: string | null): Promise<OrderRow | null> {
  if (id === null) return null;
  const { rows } = await sql<OrderRow>`
    select purchase.id, purchase.currency, purchase.purchased_at as "purchasedAt",
      purchase.total_minor - purchase.refunded_minor as "leftMinor",
      (
        select jsonb_agg(jsonb_build_object('id', line.id, 'sku', product.sku) order by line.position)
        from purchase_line as line
        join product on product.id = line.product_id
        where line.purchase_id = purchase.id and line.customer_id = purchase.customer_id
      ) as lines
    from purchase_key as key
    join purchase on purchase.id = key.purchase_id and purchase.customer_id = key.customer_id
    where key.source = ${shop.trackingSource} and key.value = ${id}`.execute(em.getKysely());
  return rows[0] ?? null;
}

function fault(field: string, problem: string, allowed: string): Fault {
  return { field: `properties.${field}`, problem, allowed };
}
