import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockOutput, OutputBusyError } from '../../src/output/lock.js';
import { beganAt, thisProcess } from '../../src/output/process.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dashwright-lock-'));
  path = join(folder, '.dashwright.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A lock that is this many seconds old. */
function leave(content: string | object, age = 0): void {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const then = Date.now() / 1000 - age;
  utimesSync(path, then, then);
}
async function whileRunning(use: (pid: number) => void): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'console.log(); setInterval(() => {}, 60000)'], {
    stdio: 'pipe',
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  try {
    use(child.pid ?? 0);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
const taken = () => {
  lockOutput(folder).release();
  expect(existsSync(path)).toBe(false);
};
const me = thisProcess();

describe('a stale lock is taken over', () => {
  it.each([
    ['is empty, as a full disk has left it', ''],
    ['is cut off', '{"pid":12'],
    ['is of a process that is gone', '4194305'],
    ['is of a process that is gone, with all that we know', { ...me, pid: 4_194_305 }],
    ['has something else in it', 'hello'],
    ['has no process id', '-1'],
    ['has our own id, and is of an earlier process with it', { ...me, began: '1', started: 1 }],
    ['has our own id, and nothing else, from before we began', String(process.pid), 600],
    ['is of another machine and has not been touched for long', { ...me, machine: 'elsewhere', pid: 1 }, 61],
    ['says no machine and is older than any build', '1', 3600],
  ])('%s', (_, content, age = 0) => {
    leave(content, age);
    taken();
  });

  it('if another process has its process id now', async () => {
    await whileRunning((pid) => {
      leave({ ...me, pid, began: '17' });
      taken();
      // The format of earlier versions, when that process had not started.
      leave(String(pid), 300);
      taken();
    });
  });
});

describe('a lock that is held', () => {
  it('is respected, and the message says by whom and what to do', async () => {
    await whileRunning((pid) => {
      leave(String(pid));
      expect(() => lockOutput(folder)).toThrow(OutputBusyError);
      expect(() => lockOutput(folder)).toThrow(
        `another build (process ${pid}) is writing to ${folder}: try again when it is done. If no build is running, delete ${path}`,
      );
      expect(readFileSync(path, 'utf8')).toBe(String(pid));
    });
  });

  it('on another machine, while it is refreshed', () => {
    leave({ ...me, machine: 'elsewhere namespace', pid: 1 }, 5);
    expect(() => lockOutput(folder)).toThrow(/another build \(process 1 on elsewhere\)/);
  });

  it('by this process', () => {
    const lock = lockOutput(folder);
    expect(() => lockOutput(folder)).toThrow(OutputBusyError);
    lock.release();
    taken();
  });

  it('is not removed by a process that has lost it', () => {
    const lock = lockOutput(folder);
    leave({ ...me, machine: 'elsewhere', pid: 7 });
    lock.release();
    expect(existsSync(path)).toBe(true);
  });

  it('has its content from the start, and leaves nothing behind', () => {
    const lock = lockOutput(folder);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, machine: me.machine });
    lock.release();
  });
});

it.runIf(process.platform === 'linux')('the start of a process is known, however busy the machine is', () => {
  const before = Date.now();
  const child = spawn(process.execPath, ['-e', '']);
  const after = Date.now();
  const start = beganAt(child.pid ?? 0) ?? 0;
  child.kill('SIGKILL');
  // Two ticks of the system.
  expect(start).toBeGreaterThanOrEqual(before - 20);
  expect(start).toBeLessThanOrEqual(after + 20);
});
