import { Migration } from '@mikro-orm/migrations';

/** Models of what customers will buy, and whose turn it is to fit one. */
export class Migration20261128120000_lifetime extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table lifetime_model (
        id uuid primary key,
        fitted_at timestamptz(3) not null,
        data_from date not null,
        data_to date not null,
        currency text not null,
        customer_count int not null,
        repeater_count int not null,
        spender_count int not null,
        purchase_day_count int not null,
        buying jsonb,
        spending jsonb,
        holdout jsonb,
        correlation double precision,
        warnings text[] not null,
        reason text,
        value_reason text,
        check (reason is not null or buying is not null),
        check (value_reason is not null or spending is not null)
      )`);
    this.addSql(`create index lifetime_model_by_time on lifetime_model (fitted_at, id)`);
    this.addSql(`
      create table lifetime_turn (
        id int primary key check (id = 1),
        begun_at timestamptz(3) not null
      )`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table lifetime_turn, lifetime_model`);
  }
}
