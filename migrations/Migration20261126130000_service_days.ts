import { Migration } from '@mikro-orm/migrations';

const counts = `
  opened int not null, answered int not null, resolved int not null, reopened int not null, targeted int not null,
  met int not null, first_response_seconds bigint not null, first_response_business_seconds bigint not null,
  resolution_seconds bigint not null, resolution_business_seconds bigint not null`;

const groups = ['channel', 'kind', 'assignee'] as const;
const durations = [
  ['first_response', 'first_response_day'],
  ['resolution', 'resolved_day'],
] as const;

/** What happened to cases, kept by day; and business time beside calendar time, where cases are in its order by group. */
export class Migration20261126130000_service_days extends Migration {
  override async up(): Promise<void> {
    const key = `
      grouping text not null check (grouping in ('ALL', 'CHANNEL', 'KIND', 'ASSIGNEE')),
      day date not null,
      key text not null`;
    this.addSql(`create table service_day (${key}, ${counts}, primary key (grouping, day, key))`);
    this.addSql(`create table service_day_change (id uuid not null primary key, ${key}, ${counts})`);
    this.addSql(`
      with happened as (
        select
          opened_day as day, channel, kind, assignee, 1 as opened, 0 as answered, 0 as resolved, 0 as reopened,
          0 as targeted, 0 as met, 0 as response, 0 as response_business, 0 as resolution, 0 as resolution_business
        from service_case
        union all
        select
          first_response_day, channel, kind, assignee, 0, 1, 0, 0, 0, 0,
          first_response_seconds, first_response_business_seconds, 0, 0
        from service_case where first_response_day is not null
        union all
        select
          resolved_day, channel, kind, assignee, 0, 0, 1, (reopened_count > 0)::int,
          (within_target is not null)::int, (within_target is true)::int,
          0, 0, resolution_seconds, resolution_business_seconds
        from service_case where resolved_day is not null
      ), cell as materialized (
        select
          day, channel, kind, assignee, sum(opened) as opened, sum(answered) as answered, sum(resolved) as resolved,
          sum(reopened) as reopened, sum(targeted) as targeted, sum(met) as met, sum(response) as response,
          sum(response_business) as response_business, sum(resolution) as resolution,
          sum(resolution_business) as resolution_business
        from happened
        group by day, channel, kind, assignee
      )
      insert into service_day
      select
        part.grouping, cell.day, part.key, sum(opened), sum(answered), sum(resolved), sum(reopened), sum(targeted),
        sum(met), sum(response), sum(response_business), sum(resolution), sum(resolution_business)
      from cell
      cross join lateral (
        values ('ALL', ''), ('CHANNEL', channel), ('KIND', kind), ('ASSIGNEE', coalesce(assignee, ''))
      ) as part (grouping, key)
      group by part.grouping, cell.day, part.key
      order by part.grouping, cell.day, part.key`);
    for (const group of groups) this.indexByGroup(group, true);
  }

  override async down(): Promise<void> {
    for (const group of groups) this.indexByGroup(group, false);
    this.addSql(`drop table service_day_change, service_day`);
  }

  private indexByGroup(group: string, withBusinessTime: boolean): void {
    for (const [name, day] of durations) {
      const index = `case_by_${group}_and_${name}`;
      const beside = withBusinessTime ? `include (${name}_business_seconds)` : '';
      this.addSql(`drop index ${index}`);
      this.addSql(`
        create index ${index} on service_case (${group}, ${name}_seconds, ${day}) ${beside}
        where ${day} is not null`);
    }
  }
}
