import pg from 'pg';

/** What the requests are about: the same for every server. */
export interface Sample {
  /** Of customers with five purchases or more, strewn over the table. */
  customerIds: string[];
  /** Where the measured pages begin: null is the start, then each 100th customer in the order of their ids. */
  pagesAfter: (string | null)[];
  products: { id: string; priceMinor: number }[];
}

export async function takeSample(url: string): Promise<Sample> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const buyers = await client.query<{ id: string }>(
      'select customer_id id from customer_summary where purchase_count >= 5 order by md5(customer_id::text) limit 1000',
    );
    const pages = await client.query<{ id: string }>(
      `select id from (select id, row_number() over (order by id) position from customer order by id limit ${pageSteps * 100})
       where position % 100 = 0 order by id`,
    );
    const products = await client.query<{ id: string; priceMinor: number }>(
      `select id, price_minor::int "priceMinor" from product order by id limit 500`,
    );
    return {
      customerIds: buyers.rows.map(({ id }) => id),
      pagesAfter: [null, ...pages.rows.map(({ id }) => id)].slice(0, pageSteps),
      products: products.rows,
    };
  } finally {
    await client.end();
  }
}

/** How many pages are read in turn; the smallest shop still has that many. */
export const pageSteps = 10;
