import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Fact, Union } from '../api/contributions.ts';
import type { Unit } from '../api/unit.ts';
import type { Sql } from '../database/read.ts';
import { globalId } from '../kernel/ids.ts';

/**
 * Makes everything that some customers did that of others, and leaves nothing of them: for whoever has been recognised.
 * The customers are locked. A constant number of statements.
 */
export async function uniteCustomers(unit: Unit, unions: readonly Union[]): Promise<void> {
  if (unions.length === 0) return;
  const { em, contributions, note } = unit;
  await passAttributesOn(em, unions);
  for (const fact of contributions.facts) await (fact.unite ?? moveOf(fact))(em, unions);
  // Takes with it what was moved: facts end with their customer.
  await sql`delete from customer where id = any(${unions.map(({ from }) => from)}::uuid[])`.execute(
    em.getKysely(),
  );
  const intoIds = [...new Set(unions.map(({ into }) => into))];
  for (const settle of contributions.settlings) await settle(em, intoIds);
  for (const { from, into } of unions) {
    const difference = { fields: ['merged'], before: null, after: { merged: globalId('customer', from) } };
    note({ action: 'customer.merged', subjectId: into, customerId: into, difference });
  }
}

function moveOf(fact: Fact) {
  return (em: EntityManager, unions: readonly Union[]) => move(em, fact, unions);
}

async function move(em: EntityManager, fact: Fact, unions: readonly Union[]): Promise<void> {
  const table = sql.table(fact.table);
  if (fact.isKeyed) {
    await sql`
      update ${table} as fact set customer_id = pair.into_id
      from ${pairs(unions)} where fact.customer_id = pair.from_id`.execute(em.getKysely());
    return;
  }
  const names = columnsOf(em, fact).filter((name) => name !== 'customer_id');
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const values = sql.join(names.map((name) => sql.ref(`fact.${name}`)));
  await sql`
    insert into ${table} (customer_id, ${columns})
    select pair.into_id, ${values}
    from ${table} as fact join ${pairs(unions)} on fact.customer_id = pair.from_id`.execute(em.getKysely());
}

function columnsOf(em: EntityManager, { table }: Fact): string[] {
  const entities = [...em.getMetadata().getAll().values()];
  const entity = entities.find(({ tableName }) => tableName === table);
  if (!entity) throw new Error(`There is no entity of the table ${table}.`);
  return entity.props.flatMap(({ fieldNames }) => fieldNames);
}

/** What was known of somebody is kept where nothing else is known. */
async function passAttributesOn(em: EntityManager, unions: readonly Union[]): Promise<void> {
  await sql`
    update customer set attributes = passed.attributes || customer.attributes
    from (
      select pair.into_id, jsonb_object_agg(attribute.key, attribute.value) as attributes
      from ${pairs(unions)}
      join customer as unknown on unknown.id = pair.from_id
      cross join lateral jsonb_each(unknown.attributes) as attribute
      group by pair.into_id
    ) as passed
    where customer.id = passed.into_id`.execute(em.getKysely());
}

/** Who turned out to be whom, as rows called `pair` of `from_id` and `into_id`. */
export function pairs(unions: readonly Union[]): Sql {
  return sql`unnest(
    ${unions.map(({ from }) => from)}::uuid[], ${unions.map(({ into }) => into)}::uuid[]
  ) as pair (from_id, into_id)`;
}
