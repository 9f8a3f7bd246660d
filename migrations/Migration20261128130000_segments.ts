import { Migration } from '@mikro-orm/migrations';

/** Of a row that has an id already another one: a UUID of version 3, made of a name by MD5. */
const otherId = `overlay(overlay(md5(id::text) placing '3' from 13) placing 'a' from 17)::uuid`;

/** Segments, and from when until when customers were in them. */
export class Migration20261128130000_segments extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table segment (
        id uuid primary key,
        name text not null unique,
        description text,
        kind text not null check (kind in ('RULE', 'LIST')),
        rule jsonb,
        size int not null default 0,
        computed_at timestamptz(3),
        failed_at timestamptz(3),
        failure text,
        is_moving boolean not null default false,
        is_due boolean not null default false,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        check ((kind = 'RULE') = (rule is not null)),
        check ((failed_at is null) = (failure is null))
      )`);
    this.addSql(`
      create table segment_membership (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        segment_id uuid not null references segment (id) on delete cascade,
        joined_at timestamptz(3) not null,
        left_at timestamptz(3) check (left_at >= joined_at),
        primary key (id, customer_id)
      )`);
    this.addSql(`
      create unique index segment_member on segment_membership (segment_id, customer_id)
      where left_at is null`);
    this.addSql(`create table segment_upkeep (id int primary key, followed_at timestamptz(3))`);
    this.addSql(`insert into segment_upkeep values (1, null)`);
    // As of when it is known who is in a segment: what time alone does not change is as of the changes that were followed.
    this.addSql(`
      create view known_segment as
      select
        segment.id, name, description, kind, rule, size, failed_at, failure, is_moving, created_at, updated_at,
        case
          when kind = 'LIST' or is_moving or is_due or failed_at is not null then computed_at
          else greatest(computed_at, followed_at)
        end as computed_at
      from segment cross join segment_upkeep`);
    // Whoever was in it at some instant, in the order in which they joined.
    this.addSql(`
      create index segment_membership_by_time on segment_membership (segment_id, joined_at, customer_id)
      include (left_at)`);
    this.addSql(`create index segment_membership_by_customer on segment_membership (customer_id)`);
    // What a timeline shows: the two ends of each.
    this.addSql(`
      create view segment_change as
      select id, customer_id, segment_id, 'JOINED' as kind, joined_at as at from segment_membership
      union all
      select ${otherId}, customer_id, segment_id, 'LEFT', left_at from segment_membership
      where left_at is not null`);
    this.addSql(`
      create index segment_membership_by_leaving on segment_membership ((${otherId}))
      where left_at is not null`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop view segment_change`);
    this.addSql(`drop view known_segment`);
    this.addSql(`drop table segment_upkeep, segment_membership, segment`);
  }
}
