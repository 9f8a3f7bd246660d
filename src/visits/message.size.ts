import { isStorable } from '../kernel/text.ts';

/** What Segment's API takes. */
const largestMessage = 32 * 1_024;
const deepest = 100;

/** What is wrong with how large or how deep a message is, or with its letters; null when nothing is. */
export function sizeFault(raw: unknown): { field: string; problem: string; allowed: string } | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { field: '', problem: 'It is no object.', allowed: 'An object of JSON.' };
  }
  const name = unfitIn(raw, 0);
  if (name !== null) {
    return {
      field: name,
      problem: 'It cannot be stored.',
      allowed: `At most ${deepest} objects inside each other, and text without U+0000 or half of a surrogate pair.`,
    };
  }
  const bytes = Buffer.byteLength(JSON.stringify(raw));
  if (bytes <= largestMessage) return null;
  return {
    field: '',
    problem: `It has ${bytes} bytes.`,
    allowed: `At most ${largestMessage} bytes of JSON.`,
  };
}

/** The name of the first thing within that cannot be stored. */
function unfitIn(value: object, depth: number): string | null {
  for (const [name, part] of Object.entries(value)) {
    if (!isStorable(name)) return '';
    if (typeof part === 'string' && !isStorable(part)) return name;
    if (typeof part !== 'object' || part === null) continue;
    if (depth >= deepest) return name;
    const inner = unfitIn(part, depth + 1);
    if (inner !== null) return depth === 0 ? `${name}.${inner}` : inner;
  }
  return null;
}
