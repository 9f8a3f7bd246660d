import { readFile } from 'node:fs/promises';

/** What a process holds in memory, in megabytes, as Linux's /proc tells it. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`The process ${pid} does not say what it holds.`);
  return Number(kilobytes) / 1024;
}
