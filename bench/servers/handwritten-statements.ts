/** Operation → a statement that gives one row with one text: the answer. */
export const statements: Record<string, string> = {
  point: `
    select json_build_object('customer', (
      select json_build_object('id', id, 'name', name, 'country', country, 'purchases', (
        select json_agg(purchase) from (
          select id, purchased_at "purchasedAt", status, unit_count "unitCount", total_minor total, currency
          from purchase where customer_id = customer.id
          order by purchased_at desc, id desc limit 5
        ) purchase
      ))
      from customer where id = $1
    ))::text answer`,

  nested: `
    with page as (
      select id, name, country from customer
      where identified and id > coalesce($1, '00000000-0000-0000-0000-000000000000'::uuid)
      order by id limit $2
    )
    select json_build_object('customers', json_agg(
      json_build_object('id', page.id, 'name', page.name, 'country', page.country, 'purchases', bought.purchases)
      order by page.id
    ))::text answer
    from page, lateral (
      select json_agg(json_build_object(
        'id', purchase.id, 'purchasedAt', purchased_at, 'total', total_minor, 'currency', currency, 'lines', (
          select json_agg(json_build_object(
            'id', line.id, 'quantity', quantity, 'total', total_minor,
            'product', json_build_object('id', product.id, 'sku', sku, 'name', product.name)
          ) order by position)
          from purchase_line line join product on product.id = line.product_id
          where line.customer_id = page.id and line.purchase_id = purchase.id
        )
      )) purchases
      from (
        select id, purchased_at, total_minor, currency from purchase
        where customer_id = page.id
        order by purchased_at desc, id desc limit 5
      ) purchase
    ) bought`,

  page: `
    with chosen as (
      select id, name, country, total_spent_minor, purchase_count "purchaseCount"
      from customer join customer_summary on customer_id = id
      where identified and country = $1
      order by total_spent_minor desc, id desc limit 100
    )
    select json_build_object(
      'totalCount', (select count(*) from customer where identified and country = $1),
      'customers', (select json_agg(chosen) from chosen)
    )::text answer`,

  overview: `
    with page as (
      select id, name, country, organisation_id from customer
      where identified and id > coalesce($1, '00000000-0000-0000-0000-000000000000'::uuid)
      order by id limit 100
    )
    select json_build_object('customers', json_agg(
      json_build_object(
        'id', page.id, 'name', page.name, 'country', page.country,
        'summary', json_build_object(
          'purchaseCount', purchase_count, 'totalSpent', total_spent_minor, 'lastPurchaseAt', last_purchase_at
        ),
        'externalIds', (
          select json_agg(json_build_object('source', source, 'id', value) order by source, value)
          from customer_key where customer_id = page.id and kind = 'EXTERNAL'
        ),
        'organisation', case when organisation.id is not null then
          json_build_object('id', organisation.id, 'name', organisation.name, 'country', organisation.country)
        end,
        'lastPurchase', (
          select json_build_object('id', id, 'purchasedAt', purchased_at, 'channel', channel, 'status', status,
            'total', total_minor, 'currency', currency)
          from purchase where customer_id = page.id
          order by purchased_at desc, id desc limit 1
        )
      ) order by page.id
    ))::text answer
    from page
    join customer_summary on customer_summary.customer_id = page.id
    left join customer organisation on organisation.id = page.organisation_id`,

  // $1 customer, $2 [{ product, quantity, unitPrice }]. The ids are made in here: PostgreSQL 18 has uuidv7().
  record: `
    with given as (
      select uuidv7() id, product, quantity, "unitPrice", ordinality::int - 1 as position
      from rows from (json_to_recordset($2) as (product uuid, quantity int, "unitPrice" bigint)) with ordinality
    ), bought as (
      insert into purchase (id, customer_id, purchased_at, channel, status, currency, rate, unit_count,
        total_minor, refunded_minor, base_total_minor, base_refunded_minor, created_at, updated_at)
      select uuidv7(), $1, now(), 'web', 'COMPLETED', 'EUR', 1, sum(quantity),
        sum(quantity * "unitPrice"), 0, sum(quantity * "unitPrice"), 0, now(), now() from given
      returning *
    ), line as (
      insert into purchase_line (id, customer_id, purchase_id, product_id, position, quantity,
        unit_price_minor, discount_minor, total_minor, base_total_minor, sold_at, refunded_quantity)
      select given.id, bought.customer_id, bought.id, product, position, quantity,
        "unitPrice", 0, quantity * "unitPrice", quantity * "unitPrice", purchased_at, 0
      from given, bought
      returning *
    )
    select json_build_object(
      'id', bought.id, 'purchasedAt', purchased_at, 'unitCount', unit_count, 'total', total_minor,
      'lines', (
        select json_agg(json_build_object(
          'id', line.id, 'quantity', quantity, 'total', total_minor,
          'product', json_build_object('id', product.id, 'sku', sku, 'name', name)
        ) order by position)
        from line join product on product.id = product_id
      )
    )::text answer
    from bought`,
};
