import { cpus, release, totalmem } from 'node:os';
import bench from '../package.json' with { type: 'json' };

/** What figures depend on and are told with. */
export interface Circumstances {
  date: string;
  machine: string;
  versions: Record<string, string>;
  shop: Record<string, number>;
  load: Record<string, number>;
}

export function circumstancesOf(
  postgresql: string,
  shop: Record<string, number>,
  load: Record<string, number>,
): Circumstances {
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    versions: {
      'Node.js': process.versions.node,
      PostgreSQL: postgresql,
      PostGraphile: bench.dependencies.postgraphile,
    },
    shop,
    load,
  };
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'processor'}, ${gigabytes} GB, ${process.platform} ${release()}`;
}

/** The lines a report begins with. */
export function told({ date, machine, versions, shop, load }: Circumstances): string {
  return [
    `Measured ${date} on ${machine}.`,
    `${said(versions)}. Shop: ${said(shop)}. Load: ${said(load)}; the load generator shares the machine.`,
  ].join('\n');
}

function said(facts: Record<string, string | number>): string {
  return Object.entries(facts)
    .map(([name, value]) =>
      typeof value === 'number' ? `${value.toLocaleString('en')} ${name}` : `${name} ${value}`,
    )
    .join(', ');
}
