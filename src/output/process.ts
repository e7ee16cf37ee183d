import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told from all others: process ids are used again, and every container has one that is 1. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Where the id counts: the machine, since when it runs, and on Linux the namespace of its process ids. */
  readonly machine: string;
  /** When it began, in the system's own words; absent where nobody can tell. */
  readonly began?: string | undefined;
  /** The same in unix milliseconds, by its own clock. */
  readonly started?: number | undefined;
}

export function thisProcess(): ProcessIdentity {
  const { pid } = process;
  return { pid, machine: thisMachine(), began: beganOf(pid), started: ownStart() };
}

export function thisMachine(): string {
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = read(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), boot, namespace].filter(Boolean).join(' ');
}

/** Whether there is a process with an id, be it of somebody else. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, as a text that no other process with its id has; undefined where nobody can tell. */
export function beganOf(pid: number): string | undefined {
  return startTicks(pid) ?? startText(pid);
}

/** When this process began, in unix milliseconds. */
export function ownStart(): number {
  return Math.round(performance.timeOrigin);
}

/** When a process began, in unix milliseconds, to a few of them; undefined where nobody can tell. */
export function beganAt(pid: number): number | undefined {
  if (pid === process.pid) return ownStart();
  const [ticks, own] = [startTicks(pid), startTicks(process.pid)];
  if (ticks !== undefined && own !== undefined)
    return ownStart() + (Number(ticks) - Number(own)) * millisecondsPerTick;
  const milliseconds = Date.parse(startText(pid) ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Linux counts for users in hundredths of a second, whatever its own clock does: USER_HZ, proc(5). */
const millisecondsPerTick = 10;

/** Field 22 of /proc/<pid>/stat, proc(5); the name before it is in brackets and may hold anything. */
function startTicks(pid: number): string | undefined {
  return read(() => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  });
}

/** For macOS and BSD. Windows has no ps. */
function startText(pid: number): string | undefined {
  if (process.platform === 'win32' || process.platform === 'linux') return undefined;
  return read(() =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
  );
}

function read(action: () => string | undefined): string | undefined {
  try {
    return action() || undefined;
  } catch {
    return undefined;
  }
}
