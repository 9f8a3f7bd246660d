import { Migration } from '@mikro-orm/migrations';

const ofLines = 'sold_at, quantity, total_minor, base_total_minor, refunded_minor';

/** What filters of customers ask of purchases and page views, so that it is read from indexes alone. */
export class Migration20261128140000_clauses extends Migration {
  override async up(): Promise<void> {
    this.indexLines(`include (${ofLines})`);
    this.indexViews('include (customer_id)');
    this.addSql(`
      create index purchase_refunded on purchase (id, customer_id)
      include (base_total_minor, base_refunded_minor)
      where base_refunded_minor > 0`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index purchase_refunded`);
    this.indexViews('');
    this.indexLines('include (sold_at)');
  }

  private indexLines(beside: string): void {
    this.addSql(`drop index line_by_product`);
    this.addSql(`
      create index line_by_product on purchase_line (product_id, customer_id, purchase_id) ${beside}`);
  }

  private indexViews(beside: string): void {
    this.addSql(`drop index event_by_view`);
    this.addSql(`create index event_by_view on event (occurred_at, path) ${beside} where kind <> 'TRACK'`);
  }
}
