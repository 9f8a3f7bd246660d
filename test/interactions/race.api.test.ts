import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { uniteCustomers } from '../../src/customers/union.service.ts';
import { rowsOf } from '../../src/database/read.ts';
import { countDifferences } from '../../src/interactions/summary.figures.ts';
import { globalId, localId, type Uuid } from '../../src/kernel/ids.ts';
import { lockCustomers, summaryDifferences } from '../../src/purchases/summary.service.ts';
import { till } from '../purchases/till.ts';
import { onBothEngines } from '../support/engines.ts';
import { untilTrue } from '../support/until.ts';
import { anInteraction, desk } from './desk.ts';

onBothEngines('service of somebody who is recognised at that moment', (shop, engine) => {
  const { addCustomer, addProduct, record, cancelling } = till(shop);
  const { open, changing, recording } = desk(shop);

  async function twoCustomers() {
    const [from, into] = [await addCustomer({ name: 'Unknown' }), await addCustomer({ name: 'Aino' })];
    return { from: localOf(from.id), into: localOf(into.id) };
  }

  /** Starts what is asked between the lock of a union and its end. */
  async function whileUniting<Answer>(union: { from: Uuid; into: Uuid }, ask: () => Promise<Answer>) {
    let asked: Promise<Answer> | undefined;
    await shop.inUnit(async (unit) => {
      await lockCustomers(unit.em, [union.from, union.into]);
      asked = ask();
      if (engine === 'postgres') await untilTrue(isSomebodyWaiting);
      await uniteCustomers(unit, [union]);
    });
    return asked;
  }

  /** Makes each customer the next one, once somebody who asks for the first waits for whichever is recognised. */
  async function uniteInTurn([from, into, ...others]: readonly Uuid[], ask?: () => void): Promise<void> {
    if (from === undefined || into === undefined) return;
    const waitingBeside = others.length > 0 ? 1 : 0;
    let next: Promise<void> | undefined;
    await shop.inUnit(async (unit) => {
      await lockCustomers(unit.em, [from, into]);
      next = uniteInTurn([into, ...others]);
      // It waits for the customer already when who asks comes back for them.
      if (ask) await untilTrue(async () => (await waiting()) === waitingBeside);
      ask?.();
      await untilTrue(async () => (await waiting()) === waitingBeside + 1);
      await uniteCustomers(unit, [{ from, into }]);
    });
    await next;
  }

  async function isSomebodyWaiting() {
    return (await waiting()) > 0;
  }

  async function waiting() {
    const [row] = await rowsOf<{ count: number }>(
      shop.database,
      sql`
        select count(*)::int as count from pg_locks
        where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`,
    );
    return row?.count ?? 0;
  }

  it('puts a reply and a step where the case has gone', async () => {
    const union = await twoCustomers();
    const { id } = await open(globalId('customer', union.from));

    const replied = await whileUniting(union, () => changing('replyToServiceCase', { id, agent: 'Veera' }));

    expect(replied.userErrors).toEqual([]);
    expect(replied.interaction.customer.id).toBe(globalId('customer', union.into));
    expect(replied.serviceCase.firstResponseSeconds).toBe(0);

    const another = await twoCustomers();
    const { id: other } = await open(globalId('customer', another.from));

    const resolved = await whileUniting(another, () => changing('resolveServiceCase', { id: other }));

    expect(resolved.serviceCase.status).toBe('RESOLVED');
    expect(await rowsOf(shop.database, countDifferences())).toEqual([]);
  });

  it('says to try again when others were first three times in a row', async () => {
    // The embedded database has one connection, so that nobody comes in between.
    if (engine === 'pglite') return;
    const customers = [];
    for (const name of ['Unknown', 'Aino', 'Eino', 'Onni']) customers.push((await addCustomer({ name })).id);
    const { id } = await open(customers[0] ?? '');

    let asked: ReturnType<typeof shop.ask> | undefined;
    await uniteInTurn(customers.map(localOf), () => {
      asked = shop.ask(`mutation { resolveServiceCase(input: { id: "${id}" }) { userErrors { code } } }`);
    });
    const lost = await asked;
    const again = await changing('resolveServiceCase', { id });

    expect(lost?.status).toBe(503);
    expect(lost?.errors).toMatchObject([
      {
        message: 'Others kept changing the same. Nothing was changed. Try again shortly.',
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
    expect(again.userErrors).toEqual([]);
    expect(again.serviceCase.status).toBe('RESOLVED');
  });

  it('calls a purchase off where it has gone', async () => {
    const union = await twoCustomers();
    await addProduct('mug');
    const { id } = await record({ customer: { id: globalId('customer', union.from) } });

    const cancelled = await whileUniting(union, () => cancelling({ id }));

    expect(cancelled.userErrors).toEqual([]);
    expect(await rowsOf(shop.database, summaryDifferences())).toEqual([]);
  });

  it('tells that the customer is gone instead of failing', async () => {
    const union = await twoCustomers();

    const recorded = await whileUniting(union, () =>
      recording(anInteraction(globalId('customer', union.from))),
    );

    expect(recorded.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['customer', 'id'] }]);
  });
});

function localOf(id: string): Uuid {
  const uuid = localId('customer', id);
  if (uuid === null) throw new Error(`${id} is no customer.`);
  return uuid;
}
