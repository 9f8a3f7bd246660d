import { Migration } from '@mikro-orm/migrations';

/** Nobody reads of what a change in the queue is: its customer and its action tell which segments to ask. */
export class Migration20261129120000_change_queue_subject extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table change_queue drop column subject_id`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table change_queue add column subject_id uuid`);
    this.addSql(`
      update change_queue set subject_id = change.subject_id from change where change.id = change_queue.id`);
    this.addSql(`alter table change_queue alter column subject_id set not null`);
  }
}
