import { Migration } from '@mikro-orm/migrations';

/**
 * Lines are found by their customer first, as facts are spread over machines; and what some customers bought is read
 * without a look at the table.
 */
export class Migration20261129110000_lines_by_customer extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create index line_by_customer on purchase_line (customer_id, purchase_id, position)
      include (product_id, sold_at, quantity, base_total_minor)`);
    this.addSql(`drop index line_by_purchase`);
  }

  override async down(): Promise<void> {
    this.addSql(`create index line_by_purchase on purchase_line (purchase_id, customer_id, position)`);
    this.addSql(`drop index line_by_customer`);
  }
}
