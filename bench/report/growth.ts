import { type Circumstances, told } from './circumstances.ts';
import { rounded, tableOf } from './table.ts';

/** What one answer cost. */
export interface Cost {
  operation: string;
  customers: number;
  /** Of the nested lists; null where the operation has its own number. */
  parents: number | null;
  bytes: number;
  serverMs: number;
  databaseMs: number;
}

export interface Growth extends Circumstances {
  /** Operations in shops of several sizes. */
  bySize: Cost[];
  /** The nested operation under several numbers of parents, in the largest of the shops. */
  byParents: Cost[];
}

export function reportOf(growth: Growth): string {
  return [told(growth), sizesTable(growth), parentsTable(growth)].join('\n\n');
}

export function totalMs({ serverMs, databaseMs }: Cost): number {
  return serverMs + databaseMs;
}

/** Operations down, sizes across. */
export function sizesTable({ bySize }: Growth): string {
  const sizes = [...new Set(bySize.map(({ customers }) => customers))];
  const header = ['CPU ms for an answer of so many kB', ...sizes.map(inShopOf)];
  const rows = [...Map.groupBy(bySize, ({ operation }) => operation)].map(([operation, costs]) => [
    operation,
    ...sizes.map((size) => cellOf(costs.find(({ customers }) => customers === size))),
  ]);
  return tableOf([header, ...rows]);
}

function inShopOf(customers: number): string {
  return `${customers.toLocaleString('en')} customers`;
}

function cellOf(cost: Cost | undefined): string {
  return cost ? `${rounded(totalMs(cost))} for ${kilobytes(cost)}` : '';
}

export function parentsTable({ byParents }: Growth): string {
  const header = ['nested, with so many customers', ...byParents.map(({ parents }) => String(parents))];
  const rows = [
    ['kB', ...byParents.map(kilobytes)],
    ['CPU ms', ...byParents.map((cost) => rounded(totalMs(cost)))],
    ['CPU ms for a kB', ...byParents.map((cost) => rounded((totalMs(cost) * 1000) / cost.bytes))],
  ];
  return tableOf([header, ...rows]);
}

function kilobytes({ bytes }: Cost): string {
  return rounded(bytes / 1000);
}
