import { Field, ObjectType } from 'type-graphql';
import { Link } from '../api/field.ts';
import { enumOf } from '../api/mutation.ts';
import { NodeId, NodeType } from '../api/node.ts';
import { DateTimeScalar } from '../api/scalars.ts';
import type { SegmentChangeKind, SegmentChangeRow } from './change.queries.ts';
import { segmentById } from './segment.loader.ts';
import type { SegmentRow } from './segment.queries.ts';
import { SegmentType } from './segment.type.ts';

const SegmentChangeKindEnum = enumOf<SegmentChangeKind>('SegmentChangeKind', 'What a customer did.', {
  JOINED: 'They came to be in the segment.',
  LEFT: 'They ceased to be in it.',
});

@ObjectType('SegmentChange', {
  implements: NodeType,
  description: 'A customer joined a segment, or left it.',
})
export class SegmentChangeType extends NodeType implements Pick<SegmentChangeRow, 'kind' | 'at'> {
  @NodeId('segmentchange')
  override id!: string;

  @Link<SegmentChangeRow, string, SegmentRow | null>(() => SegmentType, {
    description: 'Which segment.',
    by: segmentById,
    from: ['segmentId'],
    key: ({ segmentId }) => segmentId,
  })
  segment!: SegmentType;

  @Field(() => SegmentChangeKindEnum, { description: 'Whether they joined or left.' })
  kind!: SegmentChangeKind;

  @Field(() => DateTimeScalar, { description: 'When it was noticed.' })
  at!: string;
}
