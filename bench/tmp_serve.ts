import { writeFile } from 'node:fs/promises';
import { makeTables, openDatabase } from './database.ts';
import { loadShop } from './load/load.ts';

const size = Number(process.argv[2]);
const db = await openDatabase();
await makeTables(db.url, null);
await loadShop(db.url, size);
await writeFile(`/tmp/segbench/url.${size}`, db.url);
console.log('ready');
process.once('SIGTERM', async () => {
  await db.stop();
  process.exit(0);
});
setInterval(() => {}, 1e6);
