import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from '../errors/caught.js';

/** Identifies a process uniquely: process ids are reused, and every container has a process 1. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The scope of the id: the machine, its boot, and on Linux the PID namespace. */
  readonly machine: string;
  /** When it started, in the format of the system; absent if unknown. */
  readonly began?: string | undefined;
  /** The same in unix milliseconds, by the clock of that machine. */
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

/** Whether there is a process with an id, also of another user. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When a process started, as a text that no other process with its id has; undefined if unknown. */
export function beganOf(pid: number): string | undefined {
  return startTicks(pid) ?? startText(pid);
}

/** When this process started, in unix milliseconds. */
export function ownStart(): number {
  return Math.round(performance.timeOrigin);
}

/** When a process started, in unix milliseconds, with a precision of a few milliseconds; undefined if unknown. */
export function beganAt(pid: number): number | undefined {
  if (pid === process.pid) return ownStart();
  const [ticks, own] = [startTicks(pid), startTicks(process.pid)];
  if (ticks !== undefined && own !== undefined) {
    // Both can be late: the clock of this process begins when Node is loaded, which takes long on a busy machine, and
    // that of the system stands still while the machine sleeps.
    const byProcess = ownStart() - Number(own) * millisecondsPerTick;
    const bySystem = Date.now() - Number(process.hrtime.bigint() / 1_000_000n);
    return Math.min(byProcess, bySystem) + Number(ticks) * millisecondsPerTick;
  }
  const milliseconds = Date.parse(startText(pid) ?? '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Linux reports hundredths of a second to user space, whatever the kernel's timer frequency: USER_HZ, proc(5). */
const millisecondsPerTick = 10;

/** Field 22 of /proc/<pid>/stat, proc(5); the name before it is in brackets and can contain anything. */
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
