import { Migration } from '@mikro-orm/migrations';

/** Trusted documents, and the names by which clients ask for them. */
export class Migration20261125120000_documents extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table document (
        id uuid primary key,
        hash text collate "C" not null unique,
        text text not null,
        operations text[] not null,
        added_at timestamptz(3) not null
      )`);
    // The hash is among the names, so that no document can be named what is the hash of another.
    this.addSql(`
      create table document_name (
        name text collate "C" primary key,
        document_id uuid not null references document (id) on delete cascade
      )`);
    this.addSql(`create index document_name_by_document on document_name (document_id)`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table document_name, document`);
  }
}
