import { Migration } from '@mikro-orm/migrations';

/** A case study asks something. Those that did not ask what their title says. */
export class Migration20261127150000_study_questions extends Migration {
  override async up(): Promise<void> {
    this.addSql(`update case_study set question = title where question is null`);
    this.addSql(`alter table case_study alter column question set not null`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table case_study alter column question drop not null`);
  }
}
