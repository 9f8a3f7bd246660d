import type { ColumnReads } from './lookup.file.ts';
import type { FileMapping } from './mapping.schema.ts';
import type { Refused } from './number.value.ts';
import type { Row } from './table.row.ts';
import type { Condition } from './value.schema.ts';

/** What a row is: the first rule whose conditions all hold says it, and a sale is what no rule speaks of. */
export function classified(rules: FileMapping['rows'], columns: ColumnReads) {
  const judges = rules.map(({ when, are, refuse }) => {
    const verdict = refuse === undefined ? (are ?? 'sales') : { refused: refuse };
    return { holds: allHold(when, columns), verdict };
  });
  return (row: Row): 'sales' | 'returns' | Refused =>
    judges.find(({ holds }) => holds(row))?.verdict ?? 'sales';
}

export function allHold(conditions: readonly Condition[], columns: ColumnReads): (row: Row) => boolean {
  const tests = conditions.map((condition) => {
    const read = columns(condition.column);
    const holds = testOf(condition);
    return (row: Row) => holds(read(row));
  });
  return (row) => tests.every((holds) => holds(row));
}

function testOf(condition: Condition): (text: string) => boolean {
  const { equals, oneOf, startsWith, missing, atMost, below } = condition;
  if (equals !== undefined) return (text) => text === equals;
  if (oneOf !== undefined) return (text) => oneOf.includes(text);
  if (startsWith !== undefined) return (text) => text.startsWith(startsWith);
  if (missing !== undefined) return (text) => (text === '') === missing;
  // An empty cell is no number, though Number('') is 0.
  if (atMost !== undefined) return (text) => text !== '' && numberOf(text) <= atMost;
  return (text) => text !== '' && below !== undefined && numberOf(text) < below;
}

// Both decimal marks: a condition compares with a round figure, so a thousands' mark is nobody's trap here.
function numberOf(text: string): number {
  return Number(text.replace(',', '.'));
}
