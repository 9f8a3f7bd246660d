import type { ChangeNote, Unit } from '../api/unit.ts';
import type { CustomerFilter } from '../customers/customer.filter.ts';
import { readFilter } from '../customers/stored.filter.ts';
import { lockSegments } from '../database/advisory.ts';
import { UnusableFilter } from '../database/filter.size.ts';
import type { Reader } from '../database/read.ts';
import { Refusal, refuseIfAny, userError } from '../kernel/errors.ts';
import { globalId } from '../kernel/ids.ts';
import { knownSegments } from './known.segments.ts';
import { type FiledSegment, renamed, UnfitSegments } from './segment.file.ts';
import { inOrder, mentionsIn, pathBetween } from './segment.graph.ts';
import { allSegments } from './segment.queries.ts';
import { createSegment, updateSegment } from './segment.service.ts';

/** What a file of segments came to. */
export interface ImportedSegments {
  created: number;
  updated: number;
  unchanged: number;
}

/** All segments as a file has them. */
export async function filedSegments(reader: Reader): Promise<FiledSegment[]> {
  const segments = await allSegments(reader);
  const names = new Map(segments.map(({ id, name }) => [globalId('segment', id), name]));
  return segments.map(({ name, description, rule }) => ({
    name,
    ...(description === null ? {} : { description }),
    ...(rule === null ? {} : { rule: { ...renamed(rule, (id) => names.get(id) ?? id) } }),
  }));
}

/**
 * Makes the segments of a file, and changes those that are called the same; others are let be. Throws `UnfitSegments`
 * with everything that is refused, and then nothing is to be kept of it.
 */
export async function importSegments(unit: Unit, filed: readonly FiledSegment[]): Promise<ImportedSegments> {
  await lockSegments(unit.em);
  const faults = namingFaults(filed);
  const drafts = new Map<string, Draft>();
  for (const segment of filed) {
    const draft = await within(segment.name, faults, () => draftOf(unit, segment));
    if (draft) drafts.set(segment.name, draft);
  }
  // What a segment asks about comes before it, so that it is there.
  const graph = new Map([...drafts].map(([name, { asksAbout }]) => [name, asksAbout]));
  const { names } = await knownSegments(unit.em);
  const ids = new Map([...names].map(([id, name]) => [name, globalId('segment', id)]));
  const told: ImportedSegments = { created: 0, updated: 0, unchanged: 0 };
  for (const name of inOrder(graph)) {
    const draft = drafts.get(name);
    if (!draft) continue;
    const outcome = await within(name, faults, () =>
      upsert(unit, draft, { ids, circle: circleAt(name, graph) }),
    );
    if (outcome) told[outcome] += 1;
  }
  if (faults.length > 0) throw new UnfitSegments(faults);
  return told;
}

/** A segment of a file, read. Its rule has names where others have ids. */
interface Draft {
  name: string;
  description: string | null;
  rule: CustomerFilter | null;
  asksAbout: readonly string[];
}

function draftOf({ contributions }: Unit, { name, description, rule: given }: FiledSegment): Draft {
  const rule = given === undefined ? null : asRule(() => readFilter(given, contributions.filterType()));
  const asksAbout = rule ? mentionsIn(rule).map(({ segmentId }) => segmentId) : [];
  return { name, description: description ?? null, rule, asksAbout };
}

function asRule(read: () => CustomerFilter): CustomerFilter {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnusableFilter)) throw error;
    throw new Refusal([userError('INVALID', ['rule', ...error.at], error.message)]);
  }
}

async function upsert(
  unit: Unit,
  { name, description, rule }: Draft,
  { ids, circle }: { ids: Map<string, string>; circle: readonly string[] | null },
): Promise<keyof ImportedSegments> {
  if (circle) {
    const message = `A segment cannot depend on itself: ${circle.join(' → ')}.`;
    throw new Refusal([userError('CONFLICT', ['rule'], message)]);
  }
  const notes: ChangeNote[] = [];
  const noting: Unit = { ...unit, note: (change) => void notes.push(change) };
  const segment = { name, description, rule: rule && named(rule, ids) };
  const id = ids.get(name.trim());
  const { segmentId } =
    id === undefined ? await createSegment(noting, segment) : await updateSegment(noting, { id, ...segment });
  ids.set(name.trim(), globalId('segment', segmentId));
  await unit.em.flush();
  for (const change of notes) unit.note(change);
  if (id === undefined) return 'created';
  return notes.length > 0 ? 'updated' : 'unchanged';
}

/** The rule with ids in place of names. Refuses names of none. */
function named(rule: CustomerFilter, ids: ReadonlyMap<string, string>): CustomerFilter {
  const unknown = mentionsIn(rule).filter(({ segmentId }) => !ids.has(segmentId));
  refuseIfAny(
    unknown.map(({ path, segmentId: name }) =>
      userError('NOT_FOUND', ['rule', ...path], `There is no segment "${name}".`),
    ),
  );
  return renamed(rule, (name) => ids.get(name) ?? name);
}

/** How a segment comes back to itself, as the file has it; null when it does not. */
function circleAt(name: string, graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const ways = (graph.get(name) ?? []).map((next) => pathBetween(next, name, graph));
  const way = ways.find((path) => path !== null);
  return way ? [name, ...way] : null;
}

function namingFaults(filed: readonly FiledSegment[]): string[] {
  const names = filed.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  return [...new Set(twice)].map((name) => `${name}: The file has it more than once.`);
}

/** Does something about a segment; what is refused is told as `Loyal: rule.and.0.segment.in: There is no segment "…".` */
async function within<Result>(
  name: string,
  faults: string[],
  work: () => Result | Promise<Result>,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    faults.push(...error.errors.map(({ path, message }) => `${name}: ${path.join('.')}: ${message}`));
    return null;
  }
}
