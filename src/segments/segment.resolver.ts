import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, load, type Selection } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { referenceOf } from '../customers/customer.reference.ts';
import { localId } from '../kernel/ids.ts';
import { addToSegment, removeFromSegment } from './list.service.ts';
import { previewOf } from './preview.queries.ts';
import { SegmentPreviewType } from './preview.type.ts';
import {
  CreateSegmentInput,
  DeleteSegmentInput,
  SegmentBy,
  SegmentCustomersInput,
  SegmentsArgs,
  UpdateSegmentInput,
} from './segment.input.ts';
import { segmentById } from './segment.loader.ts';
import { segmentByName, segmentsPage } from './segment.queries.ts';
import { createSegment, deleteSegment, updateSegment } from './segment.service.ts';
import { DeletePayload, SegmentConnection, SegmentPayload, SegmentType } from './segment.type.ts';

@Resolver()
export class SegmentResolver {
  @Needs('segments:read')
  @Query(() => SegmentType, {
    nullable: true,
    description: 'One segment; null when there is none. Scope: segments:read.',
  })
  segment(
    @Arg('by', () => SegmentBy, { description: 'By exactly one of its names.' }) by: SegmentBy,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    if (by.name !== undefined) return segmentByName(context, by.name, selected);
    const id = localId('segment', by.id ?? '');
    return id === null ? null : load(context, segmentById, id, selected);
  }

  @Needs('segments:read')
  @Query(() => SegmentConnection, {
    description: 'Segments, a page at a time, by name. Scope: segments:read.',
  })
  segments(
    @Args(() => SegmentsArgs) args: SegmentsArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return segmentsPage(context, args, selected);
  }

  @Needs('segments:read')
  @Costs({ extra: 30 })
  @Query(() => SegmentPreviewType, {
    description: 'What a segment with a rule would be, without saving it. Scope: segments:read.',
  })
  segmentPreview(
    @Arg('filter', () => CustomerFilter, { description: 'The rule.' }) filter: CustomerFilter,
    @Ctx() context: Context,
  ) {
    return previewOf(context, filter);
  }

  @Needs('segments:write')
  @Mutation(() => SegmentPayload, {
    description:
      'Makes a segment and finds out who is in it. A rule needs the scopes of what it asks. Scope: segments:write.',
  })
  createSegment(
    @Arg('input', () => CreateSegmentInput, { description: 'What to call it, and who is in it.' })
    input: CreateSegmentInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'createSegment', input, createSegment);
  }

  @Needs('segments:write')
  @Mutation(() => SegmentPayload, {
    description:
      'Changes a segment; with another rule, who is in it and in those that ask about it is found out anew. Scope: segments:write.',
  })
  updateSegment(
    @Arg('input', () => UpdateSegmentInput, { description: 'Which, and what of it.' })
    input: UpdateSegmentInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'updateSegment', input, updateSegment);
  }

  @Needs('segments:write')
  @Mutation(() => DeletePayload, {
    description:
      'Deletes a segment and who was in it when. Refused while rules of others ask about it. Scope: segments:write.',
  })
  deleteSegment(
    @Arg('input', () => DeleteSegmentInput, { description: 'Which.' }) input: DeleteSegmentInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'deleteSegment', input, deleteSegment);
  }

  @Needs('segments:write')
  @Mutation(() => SegmentPayload, {
    description: 'Puts customers on a LIST; those who are on it stay. Scope: segments:write.',
  })
  addToSegment(
    @Arg('input', () => SegmentCustomersInput, { description: 'To which, and whom.' })
    input: SegmentCustomersInput,
    @Ctx() context: Context,
  ) {
    const customers = input.customers.map(referenceOf);
    return perform(context, 'addToSegment', input, (unit) => addToSegment(unit, { ...input, customers }));
  }

  @Needs('segments:write')
  @Mutation(() => SegmentPayload, {
    description: 'Takes customers off a LIST; those who are not on it are let be. Scope: segments:write.',
  })
  removeFromSegment(
    @Arg('input', () => SegmentCustomersInput, { description: 'From which, and whom.' })
    input: SegmentCustomersInput,
    @Ctx() context: Context,
  ) {
    const customers = input.customers.map(referenceOf);
    return perform(context, 'removeFromSegment', input, (unit) =>
      removeFromSegment(unit, { ...input, customers }),
    );
  }
}
