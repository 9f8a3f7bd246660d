import { Migration } from '@mikro-orm/migrations';

/** When purchases were called off, so that figures as of a day before it count them. */
export class Migration20261129100000_cancellations extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table purchase add column cancelled_at timestamptz(3)`);
    // Nothing is written to a purchase after it was called off, which one that is dated ahead may be before its date.
    this.addSql(`
      update purchase set cancelled_at = greatest(updated_at, purchased_at) where status = 'CANCELLED'`);
    this.addSql(`
      alter table purchase add check ((status = 'CANCELLED') = (cancelled_at is not null)),
      add check (cancelled_at >= purchased_at)`);
    this.addSql(`drop index purchase_kept_by_customer`);
    this.addSql(`
      create index purchase_kept_by_customer on purchase (customer_id, purchased_at)
      include (base_total_minor, cancelled_at)`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index purchase_kept_by_customer`);
    this.addSql(`
      create index purchase_kept_by_customer on purchase (customer_id, purchased_at) include (base_total_minor)
      where status <> 'CANCELLED'`);
    this.addSql(`alter table purchase drop column cancelled_at`);
  }
}
