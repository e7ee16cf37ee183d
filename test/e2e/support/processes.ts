import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { patience } from './eventually.js';
import { removeFolder, temporaryFolder } from './folders.js';

export interface RunOptions {
  cwd?: string;
  /** Added to the environment of this process; undefined removes a variable. */
  env?: Record<string, string | undefined>;
  /** Standard input of the program; empty by default. */
  input?: string;
  /** Milliseconds after which the program is killed and the run fails. */
  timeout?: number;
}

export interface RunResult {
  stdout: string;
  stderr: string;
  code: number;
}

/** Runs a program to its end, and returns its exit code, whatever it is. */
export function run(
  binary: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<RunResult> {
  const limit = options.timeout ?? patience;
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: 'pipe',
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limit);
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const result = { stdout: Buffer.concat(output).toString(), stderr: Buffer.concat(errors).toString() };
      if (late)
        reject(new Error(`${describe(binary, args)} did not end within ${limit} ms\n${said(result)}`));
      else if (code === null)
        reject(new Error(`${describe(binary, args)} ended by ${signal}\n${said(result)}`));
      else resolve({ ...result, code });
    });
    // A program that does not read its input may exit before all of it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Like `run`, for programs that must succeed: any other exit code is an error with the output. */
export async function mustRun(
  binary: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<RunResult> {
  const result = await run(binary, args, options);
  if (result.code !== 0) {
    throw new Error(`${describe(binary, args)} ended with code ${result.code}\n${said(result)}`);
  }
  return result;
}

/** Below the ports that Linux gives to outgoing connections, which could take one between now and the start of a server. */
const [firstPort, lastPort] = [12_000, 32_000];
let lastGiven = firstPort + ((process.pid * 61) % (lastPort - firstPort));

/** A free port on loopback, for a server of another process; each is given once. */
export async function freePort(): Promise<number> {
  for (;;) {
    lastGiven = lastGiven >= lastPort ? firstPort : lastGiven + 1;
    if (await isFree(lastGiven)) return lastGiven;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

export interface ProcessOptions {
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Called until it returns true; for a port on loopback, a connection is attempted. */
  ready: number | (() => Promise<boolean>);
  /** Milliseconds until it must be ready. */
  timeout?: number;
}

export interface RunningProcess {
  /** Its output so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Prevents a server from outliving the tests: it is stopped when standard input closes, which also happens
 * when the process that started it is killed. It gets five seconds to exit.
 */
const guard = `exec 3<&0
"$@" </dev/null 3<&- &
child=$!
( read -r _ <&3; kill -TERM $child; sleep 5; kill -KILL $child ) >/dev/null 2>&1 &
watcher=$!
wait $child
code=$?
kill $watcher 2>/dev/null
exit $code`;

/** Starts a server and waits until it is ready. Errors contain the end of its output. */
export async function startProcess(
  binary: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<RunningProcess> {
  const folder = temporaryFolder('log');
  const logFile = join(folder, 'log');
  const descriptor = openSync(logFile, 'a');
  const child = spawn('sh', ['-c', guard, 'sh', binary, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', descriptor, descriptor],
  });
  closeSync(descriptor);
  const log = () => readFileSync(logFile, 'utf8');
  let ending: string | undefined;
  const ended = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      ending ??= reason;
      resolve();
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, signal) => end(`it ended with ${signal ?? `code ${code}`}`));
  });
  const stop = async () => {
    child.stdin?.destroy();
    await ended;
    removeFolder(folder);
  };

  const ready = typeof options.ready === 'number' ? portOpen(options.ready) : options.ready;
  const limit = options.timeout ?? patience;
  const deadline = performance.now() + limit;
  while (!(await ready())) {
    if (ending === undefined && performance.now() < deadline) {
      await pause(50);
      continue;
    }
    const reason = ending ?? `it was not ready within ${limit} ms`;
    const tail = log().split('\n').slice(-40).join('\n');
    await stop();
    throw new Error(`${describe(binary, args)}: ${reason}\n${tail}`);
  }
  return { log, stop };
}

/** Whether a port on loopback accepts connections. */
function portOpen(port: number): () => Promise<boolean> {
  return () =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      const answer = (open: boolean) => {
        socket.destroy();
        resolve(open);
      };
      socket.on('connect', () => answer(true));
      socket.on('error', () => answer(false));
    });
}

function describe(binary: string, args: readonly string[]): string {
  return [binary, ...args].join(' ');
}

function said({ stdout, stderr }: { stdout: string; stderr: string }): string {
  return [stdout.trim(), stderr.trim()].filter((text) => text !== '').join('\n');
}
