import { Migration } from '@mikro-orm/migrations';

/** What a timeline reads of one customer, newest first, without reading the rest. */
export class Migration20261126120000_timeline extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index refund_by_customer on refund (customer_id, refunded_at, id)`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index refund_by_customer`);
  }
}
