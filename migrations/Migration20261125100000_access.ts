import { Migration } from '@mikro-orm/migrations';

/** Reading the change log by time, actor and action; how much personal data was read by whom. */
export class Migration20261125100000_access extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index change_by_time on change (at, id)`);
    this.addSql(`create index change_by_actor on change (actor, at, id)`);
    this.addSql(`create index change_by_action on change (action, at, id)`);

    this.addSql(`
      create table personal_read (
        id uuid primary key,
        actor text not null,
        day date not null,
        count bigint not null check (count > 0),
        unique (actor, day)
      )`);
    this.addSql(`create index personal_read_by_day on personal_read (day, id)`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table personal_read`);
    this.addSql(`drop index change_by_time, change_by_actor, change_by_action`);
  }
}
