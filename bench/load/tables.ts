// The shop that is measured: what each table holds, as SQL over a row number. A changed column is changed here.
//
// Every customer's figures follow from their number, so that each run, also on another machine, reads the same shop.
// Of ten customers one has ten purchases, eight have five and one has none yet; each purchase has three lines.

export interface TableLoad {
  table: string;
  /** Column → SQL expression over what `from` gives. */
  columns: Record<string, string>;
  from: string;
}

export interface ShopSize {
  customers: number;
  purchases: number;
  lines: number;
  products: number;
}

export function sizeOf(customers: number): ShopSize {
  return { customers, purchases: customers * 5, lines: customers * 15, products: 1_000 };
}

export function tablesOf(size: ShopSize): TableLoad[] {
  return [
    products(size),
    customers(size),
    customerKeys(size),
    purchases(size),
    purchaseLines(size),
    summaries(),
  ];
}

const opening = `timestamptz '2022-01-01T00:00:00Z'`;

function products({ products }: ShopSize): TableLoad {
  return {
    table: 'product',
    from: `generate_series(1, ${products}) n`,
    columns: {
      id: `pg_temp.product_id(n)`,
      sku: `'SKU-' || lpad(n::text, 5, '0')`,
      name: `'Product ' || n`,
      folded_name: `' product ' || n`,
      kind: `case when n % 10 = 0 then 'SERVICE' else 'GOODS' end`,
      category: `'Category ' || n % 12`,
      price_minor: `pg_temp.price_minor(n)`,
      price_currency: `'EUR'`,
      active: `true`,
      created_at: opening,
      updated_at: opening,
    },
  };
}

function customers({ customers }: ShopSize): TableLoad {
  return {
    table: 'customer',
    from: `generate_series(1, ${customers}) n,
      lateral (select (array['Aino', 'Eero', 'Helmi', 'Jaak', 'Kadri', 'Liis', 'Mati', 'Onni', 'Päivi', 'Veera'])
        [1 + n / 10 % 10] given, 'Sukunimi' || n % 9973 family) named,
      lateral (select 20 * (1 + n::bigint * 7919 % ${Math.floor(customers / 20)})::int business) employed`,
    columns: {
      id: `pg_temp.customer_id(n)`,
      kind: `case when n % 20 = 0 then 'BUSINESS' else 'PERSON' end`,
      identified: `true`,
      name: `given || ' ' || family`,
      folded_name: `' ' || lower(replace(given, 'ä', 'a') || ' ' || family)`,
      given_name: `given`,
      family_name: `family`,
      email: `'customer' || n || '@example.com'`,
      phone: `'+35840' || lpad(n::text, 7, '0')`,
      street: `'Katu ' || n % 200`,
      postal_code: `lpad((n % 99999)::text, 5, '0')`,
      city: `(array['Helsinki', 'Tallinn', 'Turku', 'Tartu', 'Oulu', 'Stockholm', 'Riga'])[1 + n % 7]`,
      region: `'Region ' || n % 19`,
      country: `(array['FI', 'FI', 'FI', 'FI', 'EE', 'EE', 'SE', 'DE', 'LV', 'NO'])[1 + n::bigint * 7919 / 10 % 10]`,
      language: `case when n % 3 = 0 then 'et' else 'fi' end`,
      yearly_income_minor: `case when n % 4 = 0 then 2000000 + n::bigint * 37 % 6000000 end`,
      yearly_income_currency: `case when n % 4 = 0 then 'EUR' end`,
      interests: `array['interest' || n % 30, 'interest' || n % 7]`,
      // Every other customer, a person all of them, acts for one of the businesses.
      organisation_id: `case when n % 2 = 1 then pg_temp.customer_id(business) end`,
      attributes: `jsonb_build_object('tier', n % 4, 'newsletter', n % 2 = 0)`,
      created_at: `pg_temp.joined_at(n)`,
      updated_at: `pg_temp.joined_at(n)`,
    },
  };
}

function customerKeys({ customers }: ShopSize): TableLoad {
  return {
    table: 'customer_key',
    from: `generate_series(1, ${customers}) n,
      lateral (values ('EMAIL', '', 'customer' || n || '@example.com'), ('EXTERNAL', 'shop', n::text)) key (kind, source, value)`,
    columns: { kind: 'kind', source: 'source', value: 'value', customer_id: 'pg_temp.customer_id(n)' },
  };
}

// In the order they happened, as a living shop stores them: a customer's purchases lie far apart.
function bought({ purchases }: ShopSize): string {
  return `(
    select n, pg_temp.bought_at(n, ${purchases}) at, pg_temp.buyer(n) buyer
    from generate_series(1, ${purchases}) n order by at
  ) bought`;
}

function purchases(size: ShopSize): TableLoad {
  return {
    table: 'purchase',
    from: `${bought(size)},
      lateral (
        select sum(pg_temp.quantity(n, k)) units, sum(pg_temp.quantity(n, k) * pg_temp.price_minor(pg_temp.product(n, k))) total
        from generate_series(0, 2) k
      ) sums`,
    columns: {
      id: `pg_temp.purchase_id(n, at)`,
      customer_id: `pg_temp.customer_id(buyer)`,
      purchased_at: `at`,
      channel: `(array['web', 'store', 'app'])[1 + n % 3]`,
      status: `'COMPLETED'`,
      currency: `'EUR'`,
      rate: `1`,
      unit_count: `units`,
      total_minor: `total`,
      refunded_minor: `0`,
      base_total_minor: `total`,
      base_refunded_minor: `0`,
      created_at: `at`,
      updated_at: `at`,
    },
  };
}

function purchaseLines(size: ShopSize): TableLoad {
  return {
    table: 'purchase_line',
    from: `${bought(size)},
      generate_series(0, 2) k,
      lateral (select pg_temp.product(n, k) product, pg_temp.quantity(n, k) quantity) line,
      lateral (select pg_temp.price_minor(product) price) priced`,
    columns: {
      id: `pg_temp.line_id(n * 3 + k, at)`,
      customer_id: `pg_temp.customer_id(buyer)`,
      purchase_id: `pg_temp.purchase_id(n, at)`,
      product_id: `pg_temp.product_id(product)`,
      position: `k`,
      description: `'Product ' || product`,
      quantity: `quantity`,
      unit_price_minor: `price`,
      discount_minor: `0`,
      total_minor: `quantity * price`,
      base_total_minor: `quantity * price`,
      sold_at: `at`,
      refunded_quantity: `0`,
      refunded_minor: `0`,
    },
  };
}

function summaries(): TableLoad {
  return {
    table: 'customer_summary',
    from: `customer left join purchase on purchase.customer_id = customer.id group by customer.id`,
    columns: {
      customer_id: `customer.id`,
      purchase_count: `count(purchase.id)`,
      unit_count: `coalesce(sum(purchase.unit_count), 0)`,
      gross_minor: `coalesce(sum(base_total_minor), 0)`,
      refunded_minor: `0`,
      total_spent_minor: `coalesce(sum(base_total_minor), 0)`,
      first_purchase_at: `min(purchased_at)`,
      last_purchase_at: `max(purchased_at)`,
    },
  };
}
