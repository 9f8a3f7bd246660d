/**
 * What the columns are made of: temporary functions of a row number, gone with the connection. Each is `stable` and
 * uses what is costly once, or PostgreSQL would call it for every row instead of taking its text into the statement.
 */
export const loadFunctions = `
  -- A UUIDv7: the millisecond, then bits that look random and follow from the name.
  create function pg_temp.id_of(name text, at timestamptz) returns uuid language sql stable as $$
    select overlay(
      overlay(md5(name) placing lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' from 1)
      placing '8' from 17
    )::uuid
  $$;

  create function pg_temp.joined_at(n int) returns timestamptz language sql stable as $$
    select timestamptz '2022-01-01T00:00:00Z' + n * interval '1 minute'
  $$;
  -- Two years of purchases; the multiplication by a prime strews a customer's over them.
  create function pg_temp.bought_at(n int, purchases int) returns timestamptz language sql stable as $$
    select timestamptz '2024-01-01T00:00:00Z' + (n::bigint * 7919 % purchases) * (interval '730 days' / purchases)
  $$;

  -- 50 purchases for ten customers: ten of the first, five of each but the last.
  create function pg_temp.buyer(n int) returns int language sql stable as $$
    select (n - 1) / 50 * 10 + case when (n - 1) % 50 < 10 then 1 else 1 + ((n - 1) % 50 - 5) / 5 end
  $$;
  create function pg_temp.product(n int, k int) returns int language sql stable as $$
    select 1 + (hashint4(n * 3 + k) & 65535) % 1000
  $$;
  create function pg_temp.quantity(n int, k int) returns int language sql stable as $$ select 1 + (n + k) % 3 $$;
  create function pg_temp.price_minor(product int) returns int language sql stable as $$
    select 100 + product * 37 % 9900
  $$;

  create function pg_temp.customer_id(n int) returns uuid language sql stable as $$
    select pg_temp.id_of('customer' || n, pg_temp.joined_at(n))
  $$;
  create function pg_temp.product_id(n int) returns uuid language sql stable as $$
    select pg_temp.id_of('product' || n, timestamptz '2022-01-01T00:00:00Z' + n * interval '1 second')
  $$;
  create function pg_temp.purchase_id(n int, at timestamptz) returns uuid language sql stable as $$
    select pg_temp.id_of('purchase' || n, at)
  $$;
  create function pg_temp.line_id(n int, at timestamptz) returns uuid language sql stable as $$
    select pg_temp.id_of('line' || n, at)
  $$;
`;
