import { Migration } from '@mikro-orm/migrations';

/** What feedback leads to: case studies of customers, improvements, and the cases in which feedback is taken up. */
export class Migration20261127130000_improvements extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table case_study (
        id uuid primary key,
        title text not null,
        question text,
        period_from date,
        period_to date check (period_to > period_from),
        conclusion text,
        concluded_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        check ((conclusion is null) = (concluded_at is null))
      )`);
    this.addSql(`create index case_study_by_creation on case_study (created_at, id)`);

    // Not unique by study and customer: two unknown customers of a study can turn out to be one.
    this.addSql(`
      create table case_study_customer (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        case_study_id uuid not null references case_study (id) on delete cascade,
        primary key (id, customer_id)
      )`);
    this.addSql(`create index case_study_customer_by_study on case_study_customer (case_study_id, id)`);
    this.addSql(`create index case_study_customer_by_customer on case_study_customer (customer_id)`);

    this.addSql(`
      create table finding (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        case_study_id uuid not null references case_study (id) on delete cascade,
        statement text not null,
        quote text,
        purchase_id uuid,
        interaction_id uuid,
        response_id uuid,
        review_id uuid,
        created_at timestamptz(3) not null,
        primary key (id, customer_id),
        foreign key (purchase_id, customer_id) references purchase (id, customer_id) on delete cascade,
        foreign key (interaction_id, customer_id) references interaction (id, customer_id) on delete cascade,
        foreign key (response_id, customer_id) references survey_response (id, customer_id) on delete cascade,
        foreign key (review_id, customer_id) references review (id, customer_id) on delete cascade,
        check (num_nonnulls(purchase_id, interaction_id, response_id, review_id) = 1)
      )`);
    this.addSql(`create index finding_by_study on finding (case_study_id, created_at, id)`);
    this.addSql(`create index finding_by_customer on finding (customer_id)`);

    this.addSql(`
      create table improvement (
        id uuid primary key,
        title text not null,
        description text,
        status text not null check (status in ('PROPOSED', 'PLANNED', 'DONE', 'REJECTED')),
        reason text,
        product_id uuid references product (id),
        done_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        check ((status = 'DONE') = (done_at is not null))
      )`);
    this.addSql(`create index improvement_by_creation on improvement (created_at, id)`);

    this.addSql(`
      create table improvement_feedback (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        improvement_id uuid not null references improvement (id) on delete cascade,
        interaction_id uuid,
        response_id uuid,
        review_id uuid,
        linked_at timestamptz(3) not null,
        primary key (id, customer_id),
        unique nulls not distinct (improvement_id, interaction_id, response_id, review_id, customer_id),
        foreign key (interaction_id, customer_id) references interaction (id, customer_id) on delete cascade,
        foreign key (response_id, customer_id) references survey_response (id, customer_id) on delete cascade,
        foreign key (review_id, customer_id) references review (id, customer_id) on delete cascade,
        check (num_nonnulls(interaction_id, response_id, review_id) = 1)
      )`);

    this.addSql(`
      create table feedback_case (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        case_id uuid not null,
        interaction_id uuid,
        response_id uuid,
        review_id uuid,
        taken_up_at timestamptz(3) not null,
        primary key (id, customer_id),
        unique nulls not distinct (case_id, interaction_id, response_id, review_id, customer_id),
        foreign key (case_id, customer_id) references service_case (id, customer_id) on delete cascade,
        foreign key (interaction_id, customer_id) references interaction (id, customer_id) on delete cascade,
        foreign key (response_id, customer_id) references survey_response (id, customer_id) on delete cascade,
        foreign key (review_id, customer_id) references review (id, customer_id) on delete cascade,
        check (num_nonnulls(interaction_id, response_id, review_id) = 1)
      )`);
    for (const table of ['improvement_feedback', 'feedback_case']) {
      this.addSql(`create index ${table}_by_customer on ${table} (customer_id)`);
      for (const fact of ['interaction', 'response', 'review']) {
        this.addSql(`
          create index ${table}_by_${fact} on ${table} (${fact}_id, customer_id) where ${fact}_id is not null`);
      }
    }
    // Those that somebody should react to.
    this.addSql(`
      create index response_of_detractor on survey_response (submitted_at, id)
      where is_counted and score_kind = 'NPS' and score <= 6 and comment is not null`);
    this.addSql(`
      create index interaction_complaining on interaction (occurred_at, id)
      where kind = 'COMPLAINT' and author = 'CUSTOMER' and case_id is null`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index interaction_complaining, response_of_detractor`);
    this.addSql(`
      drop table feedback_case, improvement_feedback, improvement, finding, case_study_customer, case_study`);
  }
}
