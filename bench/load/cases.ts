import { sql } from 'kysely';
import pg from 'pg';
import { connect } from '../../src/database/connect.ts';
import { figuredDays } from '../../src/interactions/service.day.check.ts';
import { fill, insertWithoutIndexes, uuid } from './fill.ts';

/**
 * Service cases over five years, as SQL over a row number, so that each run asks the same. Times are strewn by hashes:
 * a first response within minutes to days, a resolution within hours to weeks, one in fifty not resolved yet.
 */
export async function loadCases(url: string, cases: number, customers: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const write = async () => {
      await client.query(
        `insert into customer (id, kind, identified, name, folded_name, country, interests, attributes, created_at, updated_at)
        select ${uuid('customer', 'n')}, 'PERSON', true, 'Customer ' || n, ' customer ' || n,
          case when n % 10 = 0 then 'EE' else 'FI' end, '{}', '{}', now(), now()
        from generate_series(1, ${customers}) n`,
      );
      await client.query(`insert into customer_summary (customer_id) select id from customer`);
      await insertWithoutIndexes(client, 'service_case', casesOf(cases, customers));
    };
    await fill(client, write, () => keepDays(url));
  } finally {
    await client.end();
  }
}

/** As the program keeps them while cases are written. */
async function keepDays(url: string): Promise<void> {
  const { kysely } = await connect({ url, poolSize: 1 });
  await sql`insert into service_day ${figuredDays()}`.execute(kysely);
  await kysely.destroy();
}

function casesOf(cases: number, customers: number): string {
  return `
    insert into service_case (
      id, customer_id, kind, channel, opened_by, subject, status, priority, assignee, opened_at, due_at, asked_at,
      first_response_at, resolved_at, changed_at, reopened_count, first_response_seconds,
      first_response_business_seconds, resolution_seconds, resolution_business_seconds, within_target,
      opened_day, first_response_day, resolved_day, created_at, updated_at
    )
    select
      ${uuid('case', 'n')}, ${uuid('customer', `1 + n % ${customers}`)},
      (array['SUPPORT', 'SUPPORT', 'COMPLAINT', 'ADVICE', 'FEEDBACK', 'AFTER_SALES'])[1 + n % 6],
      (array['EMAIL', 'EMAIL', 'EMAIL', 'CHAT', 'CHAT', 'PHONE', 'WEB', 'STORE'])[1 + (n / 7) % 8],
      'CUSTOMER', 'Subject ' || n % 1000,
      case when is_done then 'CLOSED' else 'OPEN' end, 'NORMAL',
      case when n % 11 > 0 then 'Agent ' || (n / 13) % 25 end,
      opened_at, opened_at + interval '3 days', opened_at,
      opened_at + answer * interval '1 second', case when is_done then opened_at + done * interval '1 second' end,
      opened_at + done * interval '1 second', case when n % 15 = 0 then 1 else 0 end,
      answer, answer / 3, case when is_done then done end, case when is_done then done / 3 end,
      case when is_done then done <= 259200 end,
      opened_at::date, (opened_at + answer * interval '1 second')::date,
      case when is_done then (opened_at + done * interval '1 second')::date end, opened_at, opened_at
    from (
      select
        n,
        timestamptz '2021-11-01' + (n::bigint * 104729 % ${cases}) * (interval '1825 days' / ${cases}) as opened_at,
        n % 50 > 0 as is_done,
        exp(4 + 8 * share(n))::int as answer,
        exp(4 + 8 * share(n))::int + exp(8 + 6 * share(n * 7))::int as done
      from generate_series(1, ${cases}) n
    ) as strewn`.replaceAll(/share\(([^)]*)\)/g, `((hashint4($1) & 65535) / 65535.0)`);
}
