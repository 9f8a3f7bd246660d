import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CustomerFilter } from '../customers/customer.filter.ts';
import { PlainFault } from '../kernel/errors.ts';
import type { SegmentMembershipFilter } from './membership.filter.ts';

/** A segment as a file has it: without a rule a list, of which nobody is told. Its rule asks about others by their names. */
export interface FiledSegment {
  name: string;
  description?: string;
  rule?: Record<string, unknown>;
}

const file = z.strictObject({
  segments: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string().optional(),
      rule: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

/** What is wrong with a file of segments: a sentence for each fault. Nothing was changed. */
export class UnfitSegments extends PlainFault {
  override name = 'UnfitSegments';

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** By name, so that the same segments are the same file. */
export function textOf(segments: readonly FiledSegment[]): string {
  const sorted = segments.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return `${JSON.stringify({ segments: sorted }, null, 2)}\n`;
}

/** The segments of a file. Throws `UnfitSegments`. */
export async function segmentsIn(path: string): Promise<FiledSegment[]> {
  const read = file.safeParse(parsed(path, await contentOf(path)));
  if (!read.success) {
    throw new UnfitSegments(
      read.error.issues.map(
        ({ path: at, message }) => `${path}: ${[at.join('.'), message].filter(Boolean).join(': ')}`,
      ),
    );
  }
  return read.data.segments.map(({ name, description, rule }) => ({
    name,
    ...(description === undefined ? {} : { description }),
    ...(rule === undefined ? {} : { rule }),
  }));
}

/** A rule that calls the segments it asks about otherwise. */
export function renamed(rule: CustomerFilter, called: (segment: string) => string): CustomerFilter {
  const { and, or, not, segment } = rule;
  const all = (parts: CustomerFilter[]) => parts.map((part) => renamed(part, called));
  return {
    ...rule,
    ...(and ? { and: all(and) } : {}),
    ...(or ? { or: all(or) } : {}),
    ...(not ? { not: renamed(not, called) } : {}),
    ...(segment ? { segment: renamedMembership(segment, called) } : {}),
  };
}

function renamedMembership(filter: SegmentMembershipFilter, called: (segment: string) => string) {
  const { in: anyOfThem, notIn: noneOfThem } = filter;
  return {
    ...filter,
    ...(anyOfThem ? { in: anyOfThem.map(called) } : {}),
    ...(noneOfThem ? { notIn: noneOfThem.map(called) } : {}),
  };
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UnfitSegments([
      `${path}: The file cannot be read (${String((cause as { code?: unknown }).code)}).`,
    ]);
  }
}

function parsed(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new UnfitSegments([`${path}: This is not JSON.`]);
  }
}
