import { sql } from 'kysely';
import type { Context } from '../api/context.ts';
import { type CustomerFilter, knownUnlessAsked } from '../customers/customer.filter.ts';
import { askedBy, matching } from '../customers/customer.matching.ts';
import type { Uuid } from '../kernel/ids.ts';
import { ofNobody, type Statistics, statisticsOf } from './statistics.queries.ts';

export interface Preview extends Statistics {
  /** Those whom the filter could choose from. */
  among: number;
  sample: readonly Uuid[];
}

/** So many customers are drawn. */
export const sampleSize = 10;

const theOnlyGroup = '00000000-0000-0000-0000-000000000000';

/** What a segment with this rule would be, as of now: one statement. The same sample is drawn each time, by chance. */
export async function previewOf(context: Context, filter: CustomerFilter): Promise<Preview> {
  const { from, where } = matching(filter, askedBy(context));
  const isCounted = knownUnlessAsked(filter);
  const group = { group: sql`${theOnlyGroup}::uuid`, from, where: sql`${where} and ${isCounted}` };
  const more = sql`,
    (select count(*)::int from customer where ${isCounted}) as among,
    array(select customer_id from member order by uuid_hash(customer_id), customer_id limit ${sampleSize}) as sample`;
  const [preview] = await statisticsOf<Pick<Preview, 'among' | 'sample'>>(context, group, more);
  return preview ?? { ...ofNobody, among: 0, sample: [] };
}
