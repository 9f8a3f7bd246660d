import { Migration } from '@mikro-orm/migrations';

/** Who was asked to answer which survey, who never wants to be, and how far triggers have come. */
export class Migration20261127110000_invitations extends Migration {
  override async up(): Promise<void> {
    // The hash of a token is in no unique key: it would have to contain the customer, whom a token does not name.
    this.addSql(`
      create table invitation (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        survey_id uuid not null references survey (id),
        token_hash bytea check (octet_length(token_hash) = 32),
        channel text not null
          check (channel in ('EMAIL', 'PHONE', 'CHAT', 'STORE', 'WEB', 'APP', 'SOCIAL', 'POST')),
        language text,
        purchase_id uuid,
        service_case_id uuid,
        product_id uuid references product (id),
        trigger text check (trigger in ('PURCHASE', 'CASE_RESOLVED', 'VISIT')),
        invited_at timestamptz(3) not null,
        issued_at timestamptz(3) check (issued_at >= invited_at),
        expires_at timestamptz(3) not null check (expires_at > invited_at),
        opened_at timestamptz(3) check (opened_at >= issued_at),
        answered_at timestamptz(3) check (answered_at >= opened_at),
        primary key (id, customer_id),
        foreign key (purchase_id, customer_id) references purchase (id, customer_id) on delete cascade,
        foreign key (service_case_id, customer_id) references service_case (id, customer_id) on delete cascade,
        check ((token_hash is null) = (issued_at is null)),
        check (num_nonnulls(purchase_id, service_case_id, product_id) <= 1)
      )`);
    this.addSql(`create index invitation_by_token on invitation (token_hash) where token_hash is not null`);
    this.addSql(`create index invitation_by_customer on invitation (customer_id, invited_at, id)`);
    this.addSql(`
      create index invitation_by_survey on invitation (survey_id, invited_at, id)
      include (issued_at, answered_at)`);
    this.addSql(`create index invitation_unissued on invitation (invited_at, id) where issued_at is null`);
    this.addSql(`
      create index invitation_by_purchase on invitation (purchase_id, customer_id)
      where purchase_id is not null`);
    this.addSql(`
      create index invitation_by_case on invitation (service_case_id, customer_id)
      where service_case_id is not null`);

    this.addSql(`
      create table survey_refusal (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        survey_id uuid references survey (id),
        refused_at timestamptz(3) not null,
        primary key (id, customer_id)
      )`);
    this.addSql(`create index refusal_by_customer on survey_refusal (customer_id, refused_at)`);
    this.addSql(`create index refusal_by_survey on survey_refusal (survey_id) where survey_id is not null`);

    this.addSql(`
      create table survey_sweep (
        survey_id uuid primary key references survey (id) on delete cascade,
        reached_at timestamptz(3) not null,
        reached_id uuid not null
      )`);
    // What a trigger has yet to look at; purchases and visits have such an index for their lists.
    this.addSql(`
      create index case_by_resolved_at on service_case (resolved_at, id) where resolved_at is not null`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index case_by_resolved_at`);
    this.addSql(`drop table survey_sweep, survey_refusal, invitation`);
  }
}
