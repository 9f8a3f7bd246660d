import { Migration } from '@mikro-orm/migrations';

/** Changes that segments have yet to follow. */
export class Migration20261128125000_change_queue extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table change_queue (
        id uuid not null primary key,
        action text not null,
        subject_id uuid not null,
        customer_id uuid
      )`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table change_queue`);
  }
}
