import { Migration } from '@mikro-orm/migrations';

/** What customers say in public: reviews with a rating, and mentions without one. */
export class Migration20261127120000_reviews extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table review (
        id uuid not null,
        customer_id uuid not null references customer (id) on delete cascade,
        source text not null,
        external_id text,
        author text,
        product_id uuid references product (id),
        rating double precision check (rating between 0 and rating_max),
        rating_max double precision,
        stars double precision check (stars between 1 and 5),
        text text,
        language text,
        url text,
        written_at timestamptz(3) not null,
        sentiment_label text check (sentiment_label in ('POSITIVE', 'NEUTRAL', 'NEGATIVE')),
        sentiment_score double precision check (sentiment_score between -1 and 1),
        sentiment_method text,
        reply_text text,
        reply_by text,
        replied_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        primary key (id, customer_id),
        check (rating is not null or text is not null),
        check ((rating is null) = (rating_max is null)),
        check ((rating is null) = (stars is null)),
        check ((sentiment_label is null) = (sentiment_score is null)),
        check ((sentiment_label is null) = (sentiment_method is null)),
        check ((reply_text is null) = (replied_at is null)),
        check (reply_by is null or reply_text is not null)
      )`);
    this.addSql(`create index review_by_customer on review (customer_id, written_at, id)`);
    // What figures over a period are made of, so that they are read from the index alone.
    this.addSql(`
      create index review_by_time on review (written_at, id)
      include (stars, sentiment_label, customer_id, product_id, source)`);
    this.addSql(`
      create index review_by_product on review (product_id, written_at, id) where product_id is not null`);
    // Those that somebody should react to.
    this.addSql(`
      create index review_unanswered on review (written_at, id)
      where replied_at is null and (stars <= 2 or (stars is null and sentiment_label = 'NEGATIVE'))`);

    this.addSql(`
      create table review_key (
        source text not null,
        value text collate "C" not null,
        review_id uuid not null,
        customer_id uuid not null,
        primary key (source, value)
      )`);
    this.addSql(`create index review_key_by_review on review_key (review_id)`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table review_key, review`);
  }
}
