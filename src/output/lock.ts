import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { codeOf } from '../errors/caught.js';
import { Mistake } from '../errors/mistake.js';
import { fileError, isFileError, withFile } from '../errors/system-error.js';
import { isRecord, parsedJson } from '../plain.js';
import {
  beganAt,
  beganOf,
  isRunning,
  ownStart,
  type ProcessIdentity,
  thisMachine,
  thisProcess,
} from './process.js';
import { readRegularFile } from './regular-file.js';

export const lockName = '.dashwright.lock';

/** Another process is writing to the same output folder. */
export class OutputBusyError extends Mistake {}

export interface OutputLock {
  /** Refreshes the lock, at most once a second. */
  touch(): void;
  /** Releases the lock. */
  release(): void;
}

/** A lock from another machine or container that was not refreshed for this time, in milliseconds, is stale. */
const longestSilence = 30_000;
/** The same for a lock without a machine, as written by earlier versions, which never refreshed it. */
const longestBuild = 600_000;
const touchEvery = 1000;

/**
 * Locks the output folder for this process; the stale lock of a killed process is taken over.
 *
 * Common libraries such as proper-lockfile refresh a lock with a timer. A build writes synchronously, so no timer could
 * run, and after a kill the next build would have to wait for the lock to expire. So the lock identifies its process,
 * and the operating system knows whether that is still running.
 *
 * @throws OutputBusyError if another running process holds it; FileError if no file can be created there
 */
export function lockOutput(folder: string): OutputLock {
  const path = join(resolve(folder), lockName);
  const text = JSON.stringify(thisProcess());
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (place(path, text)) return lockAt(path, text);
    const found = readLock(path);
    if (found === undefined) continue;
    const holder = holderOf(found);
    if (holder !== undefined) throw busy(holder, folder, path);
    takeAway(path, found.text);
  }
  throw busy('another build', folder, path);
}

function busy(holder: string, folder: string, path: string): OutputBusyError {
  return new OutputBusyError(
    `${holder} is writing to ${folder}: try again when it is done. If no build is running, delete ${path}`,
  );
}

function lockAt(path: string, text: string): OutputLock {
  let touched = Date.now();
  return {
    touch() {
      const now = Date.now();
      if (now - touched < touchEvery) return;
      touched = now;
      try {
        utimesSync(path, now / 1000, now / 1000);
      } catch {
        // The lock was deleted; the build continues.
      }
    },
    release() {
      if (readLock(path)?.text === text) rmSync(path, { force: true });
    },
  };
}

/** Creates the lock with its content atomically, so that it is never empty. */
function place(path: string, text: string): boolean {
  const unplaced = `${path}.${process.pid}`;
  try {
    rmSync(unplaced, { force: true });
    writeFileSync(unplaced, text, { flag: 'wx' });
    return link(unplaced, path) ?? create(path, text);
  } catch (error) {
    throw isFileError(error) ? fileError(error, path) : error;
  } finally {
    rmSync(unplaced, { force: true });
  }
}

/** @returns undefined if the file system does not support hard links */
function link(from: string, to: string): boolean | undefined {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? false : undefined;
  }
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

interface FoundLock {
  readonly text: string;
  /** When it was last refreshed, in unix milliseconds. */
  readonly touched: number;
}

function readLock(path: string): FoundLock | undefined {
  return withFile(path, () => {
    try {
      return { text: readRegularFile(path), touched: statSync(path).mtimeMs };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

/** The holder of a lock, for a message; undefined if the lock is stale. */
function holderOf({ text, touched }: FoundLock): string | undefined {
  const owner = ownerOf(text);
  // Empty or truncated: the disk was full, or it is being created on a file system without hard links.
  if (!owner) return undefined;
  const { pid, machine } = owner;
  const silence = Date.now() - touched;
  if (machine !== undefined && machine !== thisMachine())
    return silence > longestSilence
      ? undefined
      : `another build (process ${pid} on ${machine.split(' ')[0]})`;
  if (machine === undefined && silence > longestBuild) return undefined;
  return isRunning(pid) && !isAnother(owner, touched) ? `another build (process ${pid})` : undefined;
}

/** Whether the process with this id is a different one from the one that created the lock. */
function isAnother({ pid, began, started }: Owner, touched: number): boolean {
  if (pid === process.pid && started !== undefined) return Math.abs(started - ownStart()) > clockSteps;
  if (began !== undefined) {
    const now = beganOf(pid);
    return now !== undefined && now !== began;
  }
  const start = beganAt(pid);
  return start !== undefined && start > touched + clockSteps;
}

/** Resolution of the timestamps of files and processes, in milliseconds. */
const clockSteps = 50;

type Owner = Partial<ProcessIdentity> & { readonly pid: number };

function ownerOf(text: string): Owner | undefined {
  const value = parsedJson(text);
  // Earlier versions wrote only the process id.
  const owner = typeof value === 'number' ? { pid: value } : value;
  if (!isRecord(owner) || !Number.isInteger(owner.pid) || Number(owner.pid) <= 0) return undefined;
  return {
    pid: Number(owner.pid),
    ...(typeof owner.machine === 'string' && { machine: owner.machine }),
    ...(typeof owner.began === 'string' && { began: owner.began }),
    ...(typeof owner.started === 'number' && { started: owner.started }),
  };
}

/** Removes a stale lock, but not a new one that replaced it meanwhile. */
function takeAway(path: string, text: string): void {
  const aside = `${path}.${process.pid}.old`;
  withFile(path, () => {
    try {
      renameSync(path, aside);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      throw error;
    }
    if (readFileSync(aside, 'utf8') !== text) link(aside, path);
    rmSync(aside, { force: true });
  });
}
