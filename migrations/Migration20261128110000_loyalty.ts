import { Migration } from '@mikro-orm/migrations';

/** Where customers are cut into fifths, and what figures of who comes back are read from. */
export class Migration20261128110000_loyalty extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table rfm_cut (
        id int primary key check (id = 1),
        recency bigint[] not null check (cardinality(recency) = 4),
        frequency bigint[] not null check (cardinality(frequency) = 4),
        monetary bigint[] not null check (cardinality(monetary) = 4),
        computed_at timestamptz(3) not null
      )`);
    // Each customer's purchases one after the other, without a look at the table.
    this.addSql(`
      create index purchase_kept_by_customer on purchase (customer_id, purchased_at) include (base_total_minor)
      where status <> 'CANCELLED'`);
    this.addSql(`create index customer_unknown on customer (id) where not identified`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index customer_unknown, purchase_kept_by_customer`);
    this.addSql(`drop table rfm_cut`);
  }
}
