import { type Circumstances, told } from './circumstances.ts';
import { rounded, tableOf } from './table.ts';

export interface Memory {
  seconds: number;
  megabytes: number;
}

export function reportOf(circumstances: Circumstances, memory: Memory[], startsMs: number[]): string {
  const held = memory.map(({ megabytes }) => megabytes);
  const afterAMinute = memory.find(({ seconds }) => seconds >= 60)?.megabytes ?? null;
  const cells = [held[0] ?? null, afterAMinute, Math.max(...held), held.at(-1) ?? null].map(rounded);
  const course = memory.map(({ seconds, megabytes }) => `${seconds} s: ${megabytes.toFixed(0)}`).join(', ');
  return [
    told(circumstances),
    `Start to first answer, ms: ${startsMs.map(rounded).join(', ')}.`,
    `Resident memory of the server, MB: ${course}.`,
    '',
    tableOf([
      ['', 'start', 'after 1 minute', 'most', 'end'],
      ['resident memory, MB', ...cells],
    ]),
  ].join('\n');
}
