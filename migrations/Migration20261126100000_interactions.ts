import { Migration } from '@mikro-orm/migrations';

const durations = [
  ['first_response', 'first_response_seconds', 'first_response_day'],
  ['resolution', 'resolution_seconds', 'resolved_day'],
  ['first_response_business', 'first_response_business_seconds', 'first_response_day'],
  ['resolution_business', 'resolution_business_seconds', 'resolved_day'],
] as const;

/** Interactions and service cases, with the figures kept of them. */
export class Migration20261126100000_interactions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table service_case (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        kind text not null check (kind in ('ADVICE', 'SUPPORT', 'FEEDBACK', 'COMPLAINT', 'AFTER_SALES', 'MARKETING')),
        channel text not null
          check (channel in ('EMAIL', 'PHONE', 'CHAT', 'STORE', 'WEB', 'APP', 'SOCIAL', 'POST')),
        opened_by text not null check (opened_by in ('CUSTOMER', 'AGENT', 'BOT')),
        subject text not null,
        status text not null check (status in ('OPEN', 'WAITING', 'RESOLVED', 'CLOSED')),
        priority text not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
        assignee text,
        opened_at timestamptz(3) not null,
        due_at timestamptz(3),
        asked_at timestamptz(3) check (asked_at >= opened_at),
        first_response_at timestamptz(3) check (first_response_at >= asked_at),
        resolved_at timestamptz(3) check (resolved_at >= opened_at),
        changed_at timestamptz(3) not null check (changed_at >= opened_at),
        reopened_count int not null check (reopened_count >= 0),
        first_response_seconds int check (first_response_seconds >= 0),
        first_response_business_seconds int
          check (first_response_business_seconds between 0 and first_response_seconds),
        resolution_seconds int check (resolution_seconds >= 0),
        resolution_business_seconds int check (resolution_business_seconds between 0 and resolution_seconds),
        within_target boolean,
        opened_day date not null,
        first_response_day date,
        resolved_day date,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        primary key (id, customer_id),
        check (status <> 'RESOLVED' or resolved_at is not null),
        check ((first_response_at is null) = (first_response_seconds is null)),
        check ((resolved_at is null) = (resolution_seconds is null))
      )`);
    this.addSql(`create index case_by_customer on service_case (customer_id, opened_at, id)`);
    this.addSql(`create index case_by_opening on service_case (opened_at, id)`);
    this.addSql(`create index case_by_update on service_case (updated_at, id)`);
    // Nulls come last whichever way one sorts, so each direction has a value of its own to stand for null.
    this.addSql(`
      create index case_by_due_ascending on service_case (coalesce(due_at, 'infinity'::timestamptz), id)`);
    this.addSql(`
      create index case_by_due_descending on service_case (coalesce(due_at, '-infinity'::timestamptz), id)`);
    this.addSql(`
      create index case_unresolved on service_case (channel, kind, assignee)
      where status in ('OPEN', 'WAITING')`);
    // What figures over a period are made of, so that they are read from the index alone.
    this.addSql(
      `create index case_by_opened_day on service_case (opened_day) include (channel, kind, assignee)`,
    );
    this.addSql(`
      create index case_by_first_response_day on service_case (first_response_day)
      include (first_response_seconds, first_response_business_seconds, channel, kind, assignee)
      where first_response_day is not null`);
    this.addSql(`
      create index case_by_resolved_day on service_case (resolved_day)
      include (
        resolution_seconds, resolution_business_seconds, within_target, reopened_count, channel, kind, assignee
      )
      where resolved_day is not null`);

    // In the order in which percentiles are found, so that no figure sorts what it is made of.
    for (const [name, seconds, day] of durations) {
      this.addSql(
        `create index case_by_${name} on service_case (${seconds}, ${day}) where ${day} is not null`,
      );
    }
    for (const [name, seconds, day] of durations.slice(0, 2)) {
      for (const group of ['channel', 'kind', 'assignee']) {
        this.addSql(`
          create index case_by_${group}_and_${name} on service_case (${group}, ${seconds}, ${day})
          where ${day} is not null`);
      }
    }

    this.addSql(`
      create table interaction (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        case_id uuid,
        kind text not null check (kind in ('ADVICE', 'SUPPORT', 'FEEDBACK', 'COMPLAINT', 'AFTER_SALES', 'MARKETING')),
        channel text not null
          check (channel in ('EMAIL', 'PHONE', 'CHAT', 'STORE', 'WEB', 'APP', 'SOCIAL', 'POST')),
        author text not null check (author in ('CUSTOMER', 'AGENT', 'BOT')),
        agent text,
        occurred_at timestamptz(3) not null,
        subject text,
        body text,
        product_id uuid references product (id),
        purchase_id uuid,
        created_at timestamptz(3) not null,
        primary key (id, customer_id),
        foreign key (case_id, customer_id) references service_case (id, customer_id) on delete cascade,
        foreign key (purchase_id, customer_id) references purchase (id, customer_id) on delete cascade
      )`);
    this.addSql(`create index interaction_by_customer on interaction (customer_id, occurred_at, id)`);
    this.addSql(`create index interaction_by_time on interaction (occurred_at, id)`);
    this.addSql(`create index interaction_by_case on interaction (case_id, customer_id, occurred_at, id)`);
    this.addSql(`create index interaction_by_product on interaction (product_id, customer_id)`);
    this.addSql(`create index interaction_by_purchase on interaction (purchase_id, customer_id)`);

    this.addSql(`
      create table interaction_key (
        source text not null,
        value text collate "C" not null,
        interaction_id uuid not null,
        customer_id uuid not null,
        primary key (source, value)
      )`);
    this.addSql(`create index interaction_key_by_interaction on interaction_key (interaction_id)`);

    this.addSql(`
      alter table customer_summary
        add column interaction_count int not null default 0,
        add column open_case_count int not null default 0`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table customer_summary drop column interaction_count, drop column open_case_count`);
    this.addSql(`drop table interaction_key, interaction, service_case`);
  }
}
