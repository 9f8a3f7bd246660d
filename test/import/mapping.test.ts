import { describe, expect, it } from '@jest/globals';
import { loadMapping } from '../../src/import/mapping.file.ts';
import {
  customersSchema,
  productsSchema,
  purchasesSchema,
  responsesSchema,
  reviewsSchema,
} from '../../src/import/mapping.schema.ts';
import { readyMappings } from '../../src/import/ready.mappings.ts';
import { aCsv, aMapping, workbench } from './workbench.ts';

async function loaded(content: string) {
  await using bench = await workbench();
  return await loadMapping('purchases', purchasesSchema, await bench.write('map.json', content));
}

describe('mapping files', () => {
  it('takes every ready mapping by its name', async () => {
    const taken = [...readyMappings].map(([name, { maps }]) => {
      if (maps === 'customers') return loadMapping('customers', customersSchema, name);
      if (maps === 'products') return loadMapping('products', productsSchema, name);
      if (maps === 'responses') return loadMapping('responses', responsesSchema, name);
      if (maps === 'reviews') return loadMapping('reviews', reviewsSchema, name);
      return loadMapping('purchases', purchasesSchema, name);
    });

    const sources = (await Promise.all(taken)).map(({ source }) => source);

    expect(sources).toEqual([
      ...['online-retail', 'cdnow', 'northwind', 'northwind', 'northwind'],
      ...['sfo-2017', 'clothing-reviews', 'clothing-reviews'],
    ]);
  });

  it('names each wrong place and what is allowed there', async () => {
    const mapping = JSON.parse(aMapping());
    mapping.line.prise = { column: 'price' };
    mapping.customer.id = { colum: 'customer' };
    mapping.purchase.purchasedAt.timeZone = 'Helsinki';
    mapping.purchase.purchasedAt.date = 'tomorrow';
    mapping.rates = { GBP: 1.17 };

    const fault = loaded(JSON.stringify(mapping));

    await expect(fault).rejects.toThrow(
      'line: "prise" is not known here; allowed are quantity, unitPrice, amount, discount, discountShare and description.',
    );
    await expect(fault).rejects.toThrow('customer.id: "colum" is not known here; allowed are value, column,');
    await expect(fault).rejects.toThrow(
      'purchase.purchasedAt.timeZone: is not an IANA time zone such as Europe/Helsinki.',
    );
    await expect(fault).rejects.toThrow('purchase.purchasedAt.date: a date is ISO, or a pattern of YYYY,');
    await expect(fault).rejects.toThrow('rates.GBP: Invalid input: expected string, received number');
  });

  it('wants either the price of a unit or the amount of a line', async () => {
    const line = { quantity: { column: 'quantity' } };

    await expect(loaded(aMapping({ line }))).rejects.toThrow('line: say either unitPrice or amount.');
  });

  it('refuses a mapping of something else, no JSON and no file', async () => {
    const ofProducts = loadMapping('purchases', purchasesSchema, 'northwind-products');

    await expect(ofProducts).rejects.toThrow(
      'The mapping northwind-products is for products, not for purchases.',
    );
    await expect(loaded('{ "maps": ')).rejects.toThrow(/map\.json is not JSON: /);
    await expect(loadMapping('purchases', purchasesSchema, 'online-retial')).rejects.toThrow(
      'online-retial does not exist. --map takes a file or one of online-retail, cdnow, northwind-customers,',
    );
  });

  it('refuses a column that the file does not have by naming those it has', async () => {
    await using bench = await workbench();
    const file = await bench.write('sales.csv', aCsv());
    const map = await bench.write('map.json', aMapping({ product: { sku: { column: 'StockCode' } } }));

    const fault = bench.run({ file, map });

    await expect(fault).rejects.toThrow(
      'The mapping names the column "StockCode"; sales.csv has "invoice", "at", "customer", "country", ' +
        '"sku", "name", "quantity" and "price".',
    );
  });

  it('stops at once when the one currency of the file has no rate', async () => {
    await using bench = await workbench();
    const file = await bench.write('sales.csv', aCsv());
    const purchase = { ...JSON.parse(aMapping()).purchase, currency: { value: 'GBP' } };
    const map = await bench.write('map.json', aMapping({ purchase }));

    await expect(bench.run({ file, map })).rejects.toThrow(
      'Nothing was imported: GBP needs a rate to EUR: --rate GBP=1.5 or "rates" in the mapping.',
    );
    await expect(bench.run({ file, map, rates: { GBP: '1.17' } })).resolves.toMatchObject({ refused: [] });
  });
});
