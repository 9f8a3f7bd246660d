// How much CPU processes have used, from Linux's /proc.

import { readdir, readFile } from 'node:fs/promises';

/** What Linux counts in, on every machine: USER_HZ. */
const ticksPerSecond = 100;

interface ProcessTimes {
  pid: number;
  parent: number;
  command: string;
  /** Its own and of its ended children, in user and system mode. */
  ticks: number;
}

/** Seconds used by a process and all below it, ended children included: a database's backends come and go. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const processes = await allProcesses();
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const ticksBelow = (parent: number): number =>
    (children.get(parent) ?? []).reduce((sum, child) => sum + child.ticks + ticksBelow(child.pid), 0);
  const own = processes.find((process) => process.pid === pid)?.ticks ?? 0;
  return (own + ticksBelow(pid)) / ticksPerSecond;
}

/** The process that started this one; null when it is not on this machine or not called so. */
export async function parentOf(pid: number, command: string): Promise<number | null> {
  const process = await timesOf(pid);
  return process?.command === command ? process.parent : null;
}

async function allProcesses(): Promise<ProcessTimes[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const times = await Promise.all(pids.map(timesOf));
  return times.filter((process) => process !== null);
}

async function timesOf(pid: number): Promise<ProcessTimes | null> {
  // Gone since the folder was listed: not a fault.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // "pid (command) state parent …": a command may hold spaces and parentheses itself.
  const [from, to] = [stat.indexOf('('), stat.lastIndexOf(')')];
  const fields = stat
    .slice(to + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return {
    pid,
    parent: fields[1] ?? 0,
    command: stat.slice(from + 1, to),
    ticks: user + system + childrenUser + childrenSystem,
  };
}
