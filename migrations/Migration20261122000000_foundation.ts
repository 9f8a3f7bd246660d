import { Migration } from '@mikro-orm/migrations';

/** Customers, products and purchases; keys, the change log and idempotency. */
export class Migration20261122000000_foundation extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create extension if not exists pg_trgm`);

    this.addSql(`
      create table shop (
        id int primary key check (id = 1),
        base_currency text not null
      )`);

    this.addSql(`
      create table customer (
        id uuid primary key,
        kind text not null check (kind in ('PERSON', 'BUSINESS', 'PUBLIC_ORGANISATION', 'COMMUNITY')),
        identified boolean not null,
        name text not null,
        folded_name text collate "C" not null,
        given_name text,
        family_name text,
        registration_number text,
        industry text,
        email text,
        phone text,
        street text,
        postal_code text,
        city text,
        region text,
        country text,
        language text,
        yearly_income_minor bigint check (yearly_income_minor >= 0),
        yearly_income_currency text,
        interests text[] not null,
        attributes jsonb not null,
        organisation_id uuid,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        check ((yearly_income_minor is null) = (yearly_income_currency is null))
      )`);
    this.addSql(`create index customer_by_creation on customer (created_at, id)`);
    this.addSql(`create index customer_by_update on customer (updated_at, id)`);
    this.addSql(`create index customer_by_name on customer (folded_name, id)`);
    this.addSql(`create index customer_by_name_part on customer using gin (folded_name gin_trgm_ops)`);
    this.addSql(`create index customer_by_country on customer (country, id) where identified`);
    this.addSql(`create index customer_by_organisation on customer (organisation_id, folded_name, id)`);
    this.addSql(`create index customer_by_interest on customer using gin (interests)`);
    this.addSql(`create index customer_by_attribute on customer using gin (attributes jsonb_path_ops)`);

    this.addSql(`
      create table customer_key (
        kind text not null check (kind in ('EMAIL', 'EXTERNAL', 'ANONYMOUS')),
        source text not null,
        value text collate "C" not null,
        customer_id uuid not null,
        primary key (kind, source, value)
      )`);
    this.addSql(`create index customer_key_by_customer on customer_key (customer_id)`);
    this.addSql(`create index customer_key_by_prefix on customer_key (lower(value) collate "C")`);

    this.addSql(`
      create table customer_summary (
        customer_id uuid primary key references customer (id) on delete cascade,
        purchase_count int not null default 0,
        unit_count bigint not null default 0,
        gross_minor bigint not null default 0,
        refunded_minor bigint not null default 0,
        total_spent_minor bigint not null default 0,
        first_purchase_at timestamptz(3),
        last_purchase_at timestamptz(3)
      )`);
    this.addSql(`create index summary_by_total_spent on customer_summary (total_spent_minor, customer_id)`);
    this.addSql(`create index summary_by_purchase_count on customer_summary (purchase_count, customer_id)`);
    // Nulls come last whichever way one sorts, so each direction has a value of its own to stand for null.
    this.addSql(`
      create index summary_by_last_purchase_ascending
      on customer_summary (coalesce(last_purchase_at, 'infinity'::timestamptz), customer_id)`);
    this.addSql(`
      create index summary_by_last_purchase_descending
      on customer_summary (coalesce(last_purchase_at, '-infinity'::timestamptz), customer_id)`);

    this.addSql(`
      create table product (
        id uuid primary key,
        sku text not null unique,
        name text not null,
        folded_name text collate "C" not null,
        kind text not null check (kind in ('GOODS', 'SERVICE')),
        category text,
        price_minor bigint check (price_minor >= 0),
        price_currency text,
        active boolean not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        check ((price_minor is null) = (price_currency is null))
      )`);
    this.addSql(`create index product_by_creation on product (created_at, id)`);
    this.addSql(`create index product_by_name on product (folded_name, id)`);
    this.addSql(`create index product_by_name_part on product using gin (folded_name gin_trgm_ops)`);

    this.addSql(`
      create table purchase (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        purchased_at timestamptz(3) not null,
        channel text not null,
        status text not null check (status in ('COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CANCELLED')),
        currency text not null,
        rate numeric not null check (rate > 0),
        unit_count int not null check (unit_count > 0),
        total_minor bigint not null check (total_minor >= 0),
        refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
        base_total_minor bigint not null check (base_total_minor >= 0),
        base_refunded_minor bigint not null default 0 check (base_refunded_minor between 0 and base_total_minor),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        primary key (id, customer_id)
      )`);
    this.addSql(`create index purchase_by_customer on purchase (customer_id, purchased_at, id)`);
    this.addSql(`create index purchase_by_date on purchase (purchased_at, id)`);
    this.addSql(`create index purchase_by_total on purchase (base_total_minor, id)`);

    this.addSql(`
      create table purchase_key (
        source text not null,
        value text collate "C" not null,
        purchase_id uuid not null,
        customer_id uuid not null,
        primary key (source, value)
      )`);
    this.addSql(`create index purchase_key_by_purchase on purchase_key (purchase_id)`);

    this.addSql(`
      create table purchase_line (
        id uuid not null,
        customer_id uuid not null,
        purchase_id uuid not null,
        product_id uuid not null references product (id),
        position int not null,
        description text,
        quantity int not null check (quantity > 0),
        unit_price_minor bigint not null check (unit_price_minor >= 0),
        discount_minor bigint not null check (discount_minor >= 0),
        total_minor bigint not null check (total_minor >= 0),
        refunded_quantity int not null default 0 check (refunded_quantity between 0 and quantity),
        refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
        primary key (id, customer_id),
        foreign key (purchase_id, customer_id) references purchase (id, customer_id) on delete cascade
      )`);
    this.addSql(`create index line_by_purchase on purchase_line (purchase_id, customer_id, position)`);
    this.addSql(`create index line_by_product on purchase_line (product_id, customer_id, purchase_id)`);

    this.addSql(`
      create table refund (
        id uuid not null,
        customer_id uuid not null,
        purchase_id uuid not null,
        refunded_at timestamptz(3) not null,
        amount_minor bigint not null check (amount_minor >= 0),
        base_amount_minor bigint not null check (base_amount_minor >= 0),
        reason text,
        created_at timestamptz(3) not null,
        primary key (id, customer_id),
        foreign key (purchase_id, customer_id) references purchase (id, customer_id) on delete cascade
      )`);
    this.addSql(`create index refund_by_purchase on refund (purchase_id, customer_id, refunded_at)`);

    this.addSql(`
      create table refund_line (
        id uuid not null,
        customer_id uuid not null,
        refund_id uuid not null,
        line_id uuid not null,
        quantity int not null check (quantity > 0),
        amount_minor bigint not null check (amount_minor >= 0),
        primary key (id, customer_id),
        foreign key (refund_id, customer_id) references refund (id, customer_id) on delete cascade,
        foreign key (line_id, customer_id) references purchase_line (id, customer_id) on delete cascade
      )`);
    this.addSql(`create index refund_line_by_refund on refund_line (refund_id, customer_id)`);
    this.addSql(`create index refund_line_by_line on refund_line (line_id, customer_id)`);

    this.addSql(`
      create table refund_key (
        source text not null,
        value text collate "C" not null,
        refund_id uuid not null,
        customer_id uuid not null,
        primary key (source, value, refund_id)
      )`);

    this.addSql(`
      create table api_key (
        id uuid primary key,
        name text not null,
        prefix text not null unique,
        secret_hash text not null,
        scopes text[] not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3),
        revoked_at timestamptz(3),
        last_used_at timestamptz(3)
      )`);

    this.addSql(`
      create table change (
        id uuid primary key,
        at timestamptz(3) not null,
        actor text not null,
        action text not null,
        subject_id uuid not null,
        customer_id uuid,
        details jsonb not null
      )`);
    this.addSql(`create index change_by_subject on change (subject_id, id)`);
    this.addSql(`create index change_by_customer on change (customer_id, id)`);

    this.addSql(`
      create table idempotency (
        owner text not null,
        key text not null,
        input_hash text not null,
        result jsonb,
        created_at timestamptz(3) not null,
        primary key (owner, key)
      )`);
    this.addSql(`create index idempotency_by_age on idempotency (created_at)`);
  }

  override async down(): Promise<void> {
    this.addSql(`
      drop table idempotency, change, api_key, refund_key, refund_line, refund, purchase_line, purchase_key,
        purchase, product, customer_summary, customer_key, customer, shop`);
    this.addSql(`drop extension if exists pg_trgm`);
  }
}
