import cdnow from './mappings/cdnow.json' with { type: 'json' };
import clothingProducts from './mappings/clothing-products.json' with { type: 'json' };
import clothingReviews from './mappings/clothing-reviews.json' with { type: 'json' };
import northwindCustomers from './mappings/northwind-customers.json' with { type: 'json' };
import northwindProducts from './mappings/northwind-products.json' with { type: 'json' };
import northwindPurchases from './mappings/northwind-purchases.json' with { type: 'json' };
import onlineRetail from './mappings/online-retail.json' with { type: 'json' };
import sfo2017 from './mappings/sfo-2017.json' with { type: 'json' };

interface ReadyMapping {
  maps: string;
  about: string;
}

/** Mappings that `--map` takes by name. Still to be judged by the schema, like anybody's. */
export const readyMappings: ReadonlyMap<string, ReadyMapping> = new Map<string, ReadyMapping>([
  ['online-retail', onlineRetail],
  ['cdnow', cdnow],
  ['northwind-customers', northwindCustomers],
  ['northwind-products', northwindProducts],
  ['northwind-purchases', northwindPurchases],
  ['clothing-products', clothingProducts],
  ['clothing-reviews', clothingReviews],
  ['sfo-2017', sfo2017],
]);
