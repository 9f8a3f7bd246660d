import pg from 'pg';
import { fill, insertWithoutIndexes, uuid } from './fill.ts';

const surveys = 10;
const products = 1000;

/**
 * Responses over five years, as SQL over a row number, so that each run asks the same: ten surveys, each answered once
 * by every customer with an NPS, a CSAT and a CES, every second one about a product; a review for every fifth, and two
 * invitations for each.
 */
export async function loadAnswers(url: string, responses: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await fill(client, async () => {
      const customers = Math.max(1, Math.ceil(responses / surveys));
      for (const statement of shared(customers)) await client.query(statement);
      for (const [table, rows] of facts(responses, customers))
        await insertWithoutIndexes(client, table, rows);
      await client.query(summaries);
    });
  } finally {
    await client.end();
  }
}

function shared(customers: number): string[] {
  return [
    `insert into customer (id, kind, identified, name, folded_name, country, interests, attributes, created_at, updated_at)
    select ${uuid('customer', 'n')}, 'PERSON', true, 'Customer ' || n, ' customer ' || n,
      (array['FI', 'FI', 'FI', 'FI', 'FI', 'SE', 'SE', 'LV', 'EE', null])[1 + n % 10], '{}', '{}', now(), now()
    from generate_series(1, ${customers}) n`,
    `insert into product (id, sku, name, folded_name, kind, active, created_at, updated_at)
    select ${uuid('product', 'n')}, 'SKU-' || n, 'Product ' || n, ' product ' || n, 'GOODS', true, now(), now()
    from generate_series(1, ${products}) n`,
    `insert into survey (id, name, status, languages, fatigue_days, opened_at, created_at, updated_at)
    select ${uuid('survey', 'n')}, 'Survey ' || n, 'OPEN', '{en}', 90, '2021-11-01', '2021-11-01', '2021-11-01'
    from generate_series(0, ${surveys - 1}) n`,
    `insert into question (id, survey_id, position, kind, texts, scale_max, top_box, is_required)
    select md5(kind || n)::uuid, ${uuid('survey', 'n')}, place, kind, '{"en": "How was it?"}', scale_max, top_box, true
    from generate_series(0, ${surveys - 1}) n
    cross join (values ('NPS', 0, 10, 9), ('CSAT', 1, 5, 4), ('CES', 2, 7, 5)) as one (kind, place, scale_max, top_box)`,
  ];
}

function facts(responses: number, customers: number): [string, string][] {
  const strewn = `
    select
      n, n / ${customers} as survey,
      ${uuid('customer', `1 + n % ${customers}`)} as customer_id,
      timestamptz '2021-11-01' + (n::bigint * 104729 % ${responses}) * (interval '1825 days' / ${responses}) as at,
      (array['EMAIL', 'EMAIL', 'EMAIL', 'WEB', 'WEB', 'APP', 'STORE', null])[1 + (n / 7) % 8] as channel,
      case when n % 2 = 0 then ${uuid('product', `1 + (hashint4(n) & 65535) % ${products}`)} end as product_id,
      (array['POSITIVE', 'POSITIVE', 'NEUTRAL', 'NEGATIVE', null])[1 + n % 5] as sentiment
    from generate_series(0, ${responses - 1}) n`;
  return [
    [
      'survey_response',
      `insert into survey_response (
        id, customer_id, survey_id, status, started_at, submitted_at, channel, score, score_kind, product_id,
        comment, sentiment_label, sentiment_score, sentiment_method, is_counted, created_at, updated_at
      )
      select ${uuid('response', 'n')}, customer_id, ${uuid('survey', 'survey')}, 'SUBMITTED', at, at, channel,
        ${scores.NPS}, 'NPS', product_id, 'It works.', sentiment, case when sentiment is not null then 0 end,
        case when sentiment is not null then 'none/1' end, true, at, at
      from (${strewn}) as strewn`,
    ],
    [
      'answer',
      `insert into answer (
        id, customer_id, response_id, survey_id, question_id, kind, score, is_top, submitted_at, channel, product_id,
        is_counted
      )
      select md5('answer' || kind || n)::uuid, customer_id, ${uuid('response', 'n')}, ${uuid('survey', 'survey')},
        md5(kind || survey)::uuid, kind, score, score >= top_box, at, channel, product_id, true
      from (${strewn}) as strewn
      cross join lateral (
        values ('NPS', ${scores.NPS}, 9), ('CSAT', ${scores.CSAT}, 4), ('CES', ${scores.CES}, 5)
      ) as one (kind, score, top_box)`,
    ],
    [
      'review',
      `insert into review (
        id, customer_id, source, product_id, rating, rating_max, stars, text, written_at,
        sentiment_label, sentiment_score, sentiment_method, created_at, updated_at
      )
      select ${uuid('review', 'n')}, customer_id, 'trustpilot', product_id, 1 + n % 5, 5, 1 + n % 5, 'It works.', at,
        sentiment, case when sentiment is not null then 0 end, case when sentiment is not null then 'none/1' end, at, at
      from (${strewn}) as strewn where n % 5 = 0`,
    ],
    [
      'invitation',
      `insert into invitation (
        id, customer_id, survey_id, token_hash, channel, language, invited_at, issued_at, expires_at, opened_at,
        answered_at
      )
      select md5('invitation' || turn || n)::uuid, customer_id, ${uuid('survey', 'survey')},
        sha256((turn || ' ' || n)::bytea), 'EMAIL', 'en', at, at, at + interval '30 days',
        case when turn = 1 then at end, case when turn = 1 then at end
      from (${strewn}) as strewn cross join generate_series(1, 2) as turn`,
    ],
  ];
}

/** What is kept of the scores of each customer. */
const summaries = `
  insert into customer_summary (
    customer_id, nps_count, nps_promoters, nps_detractors, csat_count, csat_top, ces_count, ces_easy, ces_sum, ces_squares
  )
  select
    customer_id,
    count(*) filter (where kind = 'NPS'),
    count(*) filter (where kind = 'NPS' and is_top),
    count(*) filter (where kind = 'NPS' and score <= 6),
    count(*) filter (where kind = 'CSAT'),
    count(*) filter (where kind = 'CSAT' and is_top),
    count(*) filter (where kind = 'CES'),
    count(*) filter (where kind = 'CES' and is_top),
    sum(score) filter (where kind = 'CES'),
    sum(score * score) filter (where kind = 'CES')
  from answer
  group by customer_id`;

/** The better the more often. A share is strewn over 0 to 1 by a hash. */
const share = (number: string) => `((hashint4(${number}) & 65535) / 65536.0)`;
const scores = {
  NPS: `(10 - floor(11 * ${share('n')} * ${share('n * 3')}))::smallint`,
  CSAT: `(5 - floor(5 * ${share('n')} * ${share('n * 5')}))::smallint`,
  CES: `(7 - floor(7 * ${share('n')} * ${share('n * 7')}))::smallint`,
};
