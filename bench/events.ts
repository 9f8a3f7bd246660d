// How many tracked calls a second are stored: `node bench/events.ts [embedded] [seconds] [connections]`, after `npm run build`.

import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, makeTables, openDatabase } from './database.ts';
import { cpuSecondsOf } from './measure/cpu.ts';
import { drive } from './measure/drive.ts';
import { launchClientele, launchEmbedded } from './servers/clientele.ts';
import type { Server } from './servers/launch.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const callsPerBatch = 100;
const visitors = 20_000;
const products = 200;

const words = process.argv.slice(2);
const isEmbedded = words[0] === 'embedded';
const [seconds = 20, connections = 4] = (isEmbedded ? words.slice(1) : words).map(Number);

const folder = await mkdtemp(join(tmpdir(), 'clientele-events-'));
const database = isEmbedded ? null : await openDatabase();
let server: Server | undefined;
try {
  server = await launched(database);
  // The first batches meet strangers and compile.
  await sent(server, 5);
  const before = await cpuSeconds(server);
  const latencies = (await sent(server, seconds)).toSorted((one, other) => one - other);
  const cpu = (await cpuSeconds(server)) - before;
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(0);
  const rate = (latencies.length * callsPerBatch) / seconds;
  const cpuMs = (cpu * 1_000) / latencies.length;
  console.log(
    `| ${isEmbedded ? 'embedded' : 'PostgreSQL'} | ${connections} | ${rate.toFixed(0)} | ${cpuMs.toFixed(1)} | ${at(0.5)} | ${at(0.9)} | ${loadavg()[0]?.toFixed(1)} |`,
  );
} finally {
  await server?.stop();
  await database?.stop();
  await rm(folder, { recursive: true });
}

async function launched(stored: Database | null): Promise<Server> {
  if (stored === null) return launchEmbedded(folder);
  await makeTables(stored.url, null);
  return launchClientele(stored.url);
}

function sent(to: Server, during: number): Promise<number[]> {
  return drive({ server: to, nth: (number) => batchOf(number), connections, seconds: during });
}

/** Pages above all, some events, who somebody is now and then, an order seldom: as a web shop sends them. */
function batchOf(number: number) {
  const calls = Array.from({ length: callsPerBatch }, (_, place) => callOf(number * callsPerBatch + place));
  return { path: '/v1/batch', body: JSON.stringify({ batch: calls, sentAt: new Date() }) };
}

function callOf(number: number): object {
  const visitor = Math.floor(random(number) * visitors);
  const base = {
    messageId: `bench-${process.pid}-${number}`,
    anonymousId: `visitor-${visitor}`,
    timestamp: new Date(),
    context: { userAgent: 'Mozilla/5.0 (iPhone)', library: { name: 'bench', version: '1' } },
  };
  const sku = `SKU-${Math.floor(random(number + 0.5) * products)}`;
  const kind = number % 100;
  if (kind < 60)
    return { ...base, type: 'page', properties: { path: `/${sku}`, url: `https://shop.example/${sku}` } };
  if (kind < 97) return { ...base, type: 'track', event: 'Product Viewed', properties: { sku } };
  const userId = `user-${visitor}`;
  if (kind < 99) return { ...base, type: 'identify', userId, traits: { name: `Visitor ${visitor}` } };
  const order = { order_id: `bench-${number}`, products: [{ sku, name: sku, price: 9.5, quantity: 2 }] };
  return { ...base, type: 'track', userId, event: 'Order Completed', properties: order };
}

/** The same in every run, from 0 to 1. */
function random(number: number): number {
  const wave = Math.sin(number * 12.9898) * 43_758.5453;
  return wave - Math.floor(wave);
}

async function cpuSeconds({ pid }: Server): Promise<number> {
  const postmaster = database?.postmaster ?? null;
  return (await cpuSecondsOf(pid)) + (postmaster === null ? 0 : await cpuSecondsOf(postmaster));
}
