import { Migration } from '@mikro-orm/migrations';

const kinds = `'NPS', 'CSAT', 'CES', 'SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'TEXT'`;
const channels = `'EMAIL', 'PHONE', 'CHAT', 'STORE', 'WEB', 'APP', 'SOCIAL', 'POST'`;

/** Surveys and their questions, responses and their answers, with what customers' summaries keep of them. */
export class Migration20261127100000_surveys extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table survey (
        id uuid primary key,
        name text not null,
        status text not null check (status in ('DRAFT', 'OPEN', 'CLOSED')),
        languages text[] not null check (cardinality(languages) > 0),
        fatigue_days int not null check (fatigue_days >= 0),
        trigger jsonb,
        opened_at timestamptz(3),
        closed_at timestamptz(3) check (closed_at >= opened_at),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        check ((status = 'DRAFT') = (opened_at is null)),
        check ((status = 'CLOSED') = (closed_at is not null))
      )`);
    this.addSql(`create index survey_by_creation on survey (created_at, id)`);

    this.addSql(`
      create table question (
        id uuid primary key,
        survey_id uuid not null references survey (id) on delete cascade,
        position int not null check (position >= 0),
        kind text not null check (kind in (${kinds})),
        texts jsonb not null,
        choices jsonb check ((choices is not null) = (kind in ('SINGLE_CHOICE', 'MULTIPLE_CHOICE'))),
        scale_max smallint,
        top_box smallint,
        is_required boolean not null,
        unique (survey_id, position),
        check (
          case kind
            when 'NPS' then scale_max = 10 and top_box = 9
            when 'CSAT' then (scale_max, top_box) in ((5, 4), (7, 5), (10, 9))
            when 'CES' then scale_max = 7 and top_box = 5
            else scale_max is null and top_box is null
          end is true
        )
      )`);
    // A response has one score of each kind, which figures count.
    this.addSql(`
      create unique index question_of_score on question (survey_id, kind) where kind in ('NPS', 'CSAT', 'CES')`);

    this.addSql(`
      create table survey_response (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        survey_id uuid not null references survey (id),
        invitation_id uuid,
        status text not null check (status in ('PARTIAL', 'SUBMITTED')),
        started_at timestamptz(3) not null,
        submitted_at timestamptz(3) check (submitted_at >= started_at),
        language text,
        channel text check (channel in (${channels})),
        score smallint,
        score_kind text check (score_kind in ('NPS', 'CSAT', 'CES')),
        comment text,
        sentiment_label text check (sentiment_label in ('POSITIVE', 'NEUTRAL', 'NEGATIVE')),
        sentiment_score double precision check (sentiment_score between -1 and 1),
        sentiment_method text,
        purchase_id uuid,
        service_case_id uuid,
        product_id uuid references product (id),
        is_counted boolean not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        primary key (id, customer_id),
        foreign key (purchase_id, customer_id) references purchase (id, customer_id) on delete cascade,
        foreign key (service_case_id, customer_id) references service_case (id, customer_id) on delete cascade,
        check ((status = 'SUBMITTED') = (submitted_at is not null)),
        check (status = 'SUBMITTED' or not is_counted),
        check ((score is null) = (score_kind is null)),
        check ((sentiment_label is null) = (sentiment_score is null)),
        check ((sentiment_label is null) = (sentiment_method is null)),
        check (num_nonnulls(purchase_id, service_case_id, product_id) <= 1)
      )`);
    // A partial response is listed as of when it was begun.
    this.addSql(`
      create index response_by_customer
      on survey_response (customer_id, (coalesce(submitted_at, started_at)), id)`);
    this.addSql(
      `create index response_by_time on survey_response ((coalesce(submitted_at, started_at)), id)`,
    );
    this.addSql(`
      create index response_by_survey
      on survey_response (survey_id, (coalesce(submitted_at, started_at)), id)`);
    this.addSql(`
      create index response_by_survey_and_customer on survey_response (survey_id, customer_id, submitted_at, id)`);
    this.addSql(`
      create index response_by_purchase on survey_response (purchase_id, customer_id)
      where purchase_id is not null`);
    this.addSql(`
      create index response_by_case on survey_response (service_case_id, customer_id)
      where service_case_id is not null`);
    this.addSql(`
      create index response_by_product on survey_response (product_id) where product_id is not null`);

    this.addSql(`
      create table response_key (
        source text not null,
        value text collate "C" not null,
        response_id uuid not null,
        customer_id uuid not null,
        primary key (source, value)
      )`);
    this.addSql(`create index response_key_by_response on response_key (response_id)`);

    this.addSql(`
      create table answer (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        response_id uuid not null,
        survey_id uuid not null references survey (id),
        question_id uuid not null references question (id),
        kind text not null check (kind in (${kinds})),
        score smallint,
        is_top boolean,
        choices text[],
        text text,
        submitted_at timestamptz(3),
        channel text check (channel in (${channels})),
        product_id uuid references product (id),
        is_counted boolean not null,
        primary key (id, customer_id),
        foreign key (response_id, customer_id) references survey_response (id, customer_id) on delete cascade,
        check (
          case kind
            when 'NPS' then score between 0 and 10
            when 'CSAT' then score between 1 and 10
            when 'CES' then score between 1 and 7
            else score is null
          end is true
        ),
        check ((score is null) = (is_top is null)),
        check ((choices is not null) = (kind in ('SINGLE_CHOICE', 'MULTIPLE_CHOICE'))),
        check ((text is not null) = (kind = 'TEXT'))
      )`);
    this.addSql(`
      create unique index answer_by_response on answer (response_id, question_id, customer_id)`);
    // What figures over a period are made of, so that they are read from the index alone.
    this.addSql(`
      create index answer_by_score on answer (kind, submitted_at)
      include (score, is_top, customer_id, survey_id, channel, product_id)
      where is_counted and score is not null`);
    this.addSql(`
      create index answer_by_question on answer (question_id) include (score, choices) where is_counted`);
    this.addSql(`create index answer_by_customer on answer (customer_id, kind, submitted_at)`);

    this.addSql(`
      alter table customer_summary
        add column last_nps smallint,
        add column last_csat smallint,
        add column last_csat_max smallint`);
  }

  override async down(): Promise<void> {
    this.addSql(`
      alter table customer_summary drop column last_nps, drop column last_csat, drop column last_csat_max`);
    this.addSql(`drop table answer, response_key, survey_response, question, survey`);
  }
}
