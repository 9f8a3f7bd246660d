import { Migration } from '@mikro-orm/migrations';

const sums = {
  nps_count: `count(*) filter (where kind = 'NPS')`,
  nps_promoters: `count(*) filter (where kind = 'NPS' and is_top)`,
  nps_detractors: `count(*) filter (where kind = 'NPS' and score <= 6)`,
  csat_count: `count(*) filter (where kind = 'CSAT')`,
  csat_top: `count(*) filter (where kind = 'CSAT' and is_top)`,
  ces_count: `count(*) filter (where kind = 'CES')`,
  ces_easy: `count(*) filter (where kind = 'CES' and is_top)`,
  ces_sum: `coalesce(sum(score) filter (where kind = 'CES'), 0)`,
  ces_squares: `coalesce(sum(score * score) filter (where kind = 'CES'), 0)`,
};

/** What the scores of each customer come to, so that figures of all days add up customers and not answers. */
export class Migration20261127170000_summary_scores extends Migration {
  override async up(): Promise<void> {
    const names = Object.keys(sums);
    this.addSql(`
      alter table customer_summary ${names.map((name) => `add column ${name} int not null default 0`).join(', ')}`);
    this.addSql(`
      update customer_summary as summary
      set ${names.map((name) => `${name} = given.${name}`).join(', ')}
      from (
        select customer_id, ${Object.entries(sums)
          .map(([name, sum]) => `${sum} as ${name}`)
          .join(', ')}
        from answer
        where is_counted and score is not null
        group by customer_id
      ) as given
      where given.customer_id = summary.customer_id`);
  }

  override async down(): Promise<void> {
    this.addSql(`
      alter table customer_summary ${Object.keys(sums)
        .map((name) => `drop column ${name}`)
        .join(', ')}`);
  }
}
