import { Migration } from '@mikro-orm/migrations';

const salesCounts = `
  purchases int not null, units bigint not null, gross_minor bigint not null, refunded_minor bigint not null`;
const productCounts = `purchases int not null, units bigint not null, gross_minor bigint not null`;

/**
 * What is sold, kept by day; and lines that know when they were sold and for how much in the base currency. The days are
 * filled when the shop is opened, which knows its time zone.
 */
export class Migration20261128100000_sales extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table shop add column sales_time_zone text`);
    this.addSql(
      `alter table purchase_line add column base_total_minor bigint, add column sold_at timestamptz(3)`,
    );
    this.addSql(`drop index line_by_product`);
    this.addSql(`
      update purchase_line set base_total_minor = share.minor, sold_at = share.sold_at
      from (
        select
          id, customer_id, sold_at,
          up_to - coalesce(lag(up_to) over (partition by purchase_id, customer_id order by position), 0) as minor
        from (
          select
            line.id, line.customer_id, line.purchase_id, line.position,
            case when purchase.status <> 'CANCELLED' then purchase.purchased_at end as sold_at,
            case when purchase.total_minor = 0 then 0 else div(
              2 * purchase.base_total_minor * sum(line.total_minor) over (
                partition by line.purchase_id, line.customer_id order by line.position
              ) + purchase.total_minor,
              2::numeric * purchase.total_minor
            ) end as up_to
          from purchase_line as line
          join purchase on purchase.id = line.purchase_id and purchase.customer_id = line.customer_id
        ) as reckoned
      ) as share
      where share.id = purchase_line.id and share.customer_id = purchase_line.customer_id`);
    this.addSql(`
      alter table purchase_line
      alter column base_total_minor set not null, add check (base_total_minor >= 0)`);
    this.addSql(`
      create index line_by_product on purchase_line (product_id, customer_id, purchase_id) include (sold_at)`);
    this.addSql(`
      create index purchase_figures_by_time on purchase (purchased_at)
      include (customer_id, base_total_minor, unit_count, channel)
      where status <> 'CANCELLED'`);
    this.addSql(`
      create index purchase_figures_by_customer on purchase (customer_id, channel, purchased_at)
      include (base_total_minor, unit_count)
      where status <> 'CANCELLED'`);
    this.addSql(`
      create index refund_by_time on refund (refunded_at) include (customer_id, purchase_id, base_amount_minor)`);
    this.addSql(`
      create table sales_day (day date not null, channel text not null, ${salesCounts}, primary key (day, channel))`);
    this.addSql(`
      create table sales_day_change (
        id uuid not null primary key, day date not null, channel text not null, ${salesCounts}
      )`);
    this.addSql(`
      create table product_day (
        day date not null, product_id uuid not null, ${productCounts}, primary key (day, product_id)
      )`);
    this.addSql(`
      create table product_day_change (
        id uuid not null primary key, day date not null, product_id uuid not null, ${productCounts}
      )`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table product_day_change, product_day, sales_day_change, sales_day`);
    this.addSql(
      `drop index refund_by_time, purchase_figures_by_customer, purchase_figures_by_time, line_by_product`,
    );
    this.addSql(`alter table purchase_line drop column sold_at, drop column base_total_minor`);
    this.addSql(`create index line_by_product on purchase_line (product_id, customer_id, purchase_id)`);
    this.addSql(`alter table shop drop column sales_time_zone`);
  }
}
