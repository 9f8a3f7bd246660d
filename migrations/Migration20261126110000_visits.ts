import { Migration } from '@mikro-orm/migrations';

/** Visits and events of customers, and which messages of theirs have been taken. */
export class Migration20261126110000_visits extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table visit (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        started_at timestamptz(3) not null,
        ended_at timestamptz(3) not null check (ended_at >= started_at),
        page_views int not null check (page_views > 0),
        landing_path text,
        referrer text,
        campaign text,
        campaign_source text,
        campaign_medium text,
        device text,
        primary key (id, customer_id)
      )`);
    this.addSql(`create index visit_by_customer on visit (customer_id, started_at, id)`);
    this.addSql(`create index visit_by_start on visit (started_at, id) include (customer_id, page_views)`);

    this.addSql(`
      create table event (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        kind text not null check (kind in ('PAGE', 'SCREEN', 'TRACK')),
        name text,
        path text,
        product_id uuid references product (id),
        properties jsonb not null,
        occurred_at timestamptz(3) not null,
        received_at timestamptz(3) not null,
        primary key (id, customer_id)
      )`);
    this.addSql(`create index event_by_customer on event (customer_id, occurred_at, id)`);
    this.addSql(`create index event_by_view on event (occurred_at, path) where kind <> 'TRACK'`);
    this.addSql(`
      create index event_by_product on event (product_id, occurred_at) where product_id is not null`);

    this.addSql(`
      create table tracked_message (
        owner text not null,
        message_id text collate "C" not null,
        received_at timestamptz(3) not null,
        primary key (owner, message_id)
      )`);
    this.addSql(`create index tracked_message_by_age on tracked_message (received_at)`);

    this.addSql(`
      alter table customer_summary
        add column visit_count int not null default 0,
        add column last_visit_at timestamptz(3)`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table customer_summary drop column visit_count, drop column last_visit_at`);
    this.addSql(`drop table tracked_message, event, visit`);
  }
}
