import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Derived, Link } from '../api/field.ts';
import { loader } from '../api/loader.ts';
import { type CustomerRow, customersById } from '../customers/customer.queries.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { indexedBy } from '../kernel/batch.ts';
import type { Preview } from './preview.queries.ts';
import { sampleSize } from './preview.queries.ts';
import { SegmentStatisticsType } from './statistics.type.ts';

const drawn = loader<readonly string[], CustomerRow[]>(async (context, samples, selected) => {
  const rows = indexedBy(await customersById(context, samples.flat(), selected), ({ id }) => id);
  return new Map(samples.map((ids) => [ids, ids.flatMap((id) => rows.get(id) ?? [])]));
}, []);

@ObjectType('SegmentPreview', { description: 'What a segment would be, as of now. Nothing is saved.' })
export class SegmentPreviewType {
  @Field(() => Int, { description: 'How many would be in it.' })
  size!: number;

  @Derived<Preview>(() => Float, {
    description:
      'The same over all customers known by name, 0 to 1; over all of them when the filter asks about identified.',
    of: ({ size, among }) => (among === 0 ? 0 : size / among),
  })
  share!: number;

  @Derived<Preview>(() => SegmentStatisticsType, {
    scope: 'customers:read',
    description: 'What they come to. Scope: customers:read.',
    of: (preview) => preview,
  })
  statistics!: SegmentStatisticsType;

  @Link<Preview, readonly string[], CustomerRow[]>(() => [CustomerType], {
    scope: 'customers:read',
    description: `Up to ${sampleSize} of them, drawn by chance; of the same customers the same. Scope: customers:read.`,
    cost: { size: sampleSize },
    by: drawn,
    from: ['sample'],
    key: ({ sample }) => sample,
  })
  sample!: CustomerType[];
}
