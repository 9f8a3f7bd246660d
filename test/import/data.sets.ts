import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import type { ShopSettings } from '../../src/api/context.ts';
import { shopSink } from '../../src/import/shop.sink.ts';
import { emptyDatabase } from '../support/engines.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { workbench } from './workbench.ts';

/** Where data sets lie beside the repository. They are no part of it: what asks for them is skipped without them. */
export const shared = '../shared/data';
export const describeShared = existsSync(shared) ? describe : describe.skip;

/** A shop on PostgreSQL with the purchases of a data set. */
export async function shopWith(
  file: string,
  map: string,
  settings: Partial<ShopSettings>,
): Promise<TestShop> {
  const shop = await openTestShop(await emptyDatabase('postgres'), settings);
  await using bench = await workbench();
  const { baseCurrency } = shop.setting.shop;
  const open = async () => ({ sink: shopSink(shop.setting), baseCurrency, close: async () => {} });
  await bench.run({ file: `${shared}/${file}`, map, open });
  return shop;
}
