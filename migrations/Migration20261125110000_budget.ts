import { Migration } from '@mikro-orm/migrations';

/** What each caller may still spend. */
export class Migration20261125110000_budget extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table budget (
        owner text primary key,
        tokens double precision not null,
        refilled_at timestamptz(3) not null,
        granted double precision not null
      )`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table budget`);
  }
}
