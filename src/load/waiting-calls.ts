import { fstatSync, type Stats, statSync } from 'node:fs';
import { DefinitionError } from '../catalog/definition-error.js';
import { codeOf } from '../errors/caught.js';
import { isRecord } from '../plain.js';
import { TooLongError, timeLeft } from './limit.js';

/** Calls a function of a module of Node for a definition. */
export type Calls = (
  real: (...given: unknown[]) => unknown,
  self: unknown,
  given: readonly unknown[],
) => unknown;

/**
 * How functions of a module are called that may wait in the system, where no limit of time ends them.
 *
 * @param module such as fs
 */
export function endingCalls(module: string): Calls | undefined {
  return calls[module];
}

const calls: Readonly<Record<string, Calls>> = {
  fs: withFiles,
  'fs/promises': withFiles,
  child_process: withPrograms,
};

/** @throws DefinitionError for a file that blocks until another process writes to it */
function withFiles(...[real, self, given]: Parameters<Calls>): unknown {
  const [file] = given;
  if (/^bound (read|open|write|append|copy|cp|create)/.test(real.name) && waits(file))
    throw new DefinitionError(
      `the definition opens ${String(file === 0 ? 'the standard input' : file)}, which is not a regular file: the command would wait for it`,
      undefined,
      { expected: 'data that is imported, as JSON or TypeScript' },
    );
  return Reflect.apply(real, self, given);
}

/** A pipe, a socket, a terminal. */
function waits(file: unknown): boolean {
  const found = statusOf(file);
  if (!found) return false;
  if (found.isFIFO() || found.isSocket()) return true;
  return found.isCharacterDevice() && found.rdev !== statusOf('/dev/null')?.rdev;
}

function statusOf(file: unknown): Stats | undefined {
  try {
    // Standard output and errors are written to.
    if (typeof file === 'number') return file === 1 || file === 2 ? undefined : fstatSync(file);
    if (typeof file !== 'string' && !(file instanceof URL) && !Buffer.isBuffer(file)) return undefined;
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    // Opening it later reports the reason.
    return undefined;
  }
}

/** @throws TooLongError when a program has run as long as definitions may */
function withPrograms(...[real, self, given]: Parameters<Calls>): unknown {
  if (!real.name.endsWith('Sync')) return Reflect.apply(real, self, given);
  const { left, limit } = timeLeft();
  const options = given.find(isRecord);
  const others = given.filter((value) => !isRecord(value) && value !== undefined);
  const result = attempt(() => Reflect.apply(real, self, [...others, { timeout: left, ...options }]));
  if (isOver(result.error) || isOver((result.value as { error?: unknown } | undefined)?.error))
    throw new TooLongError(limit, String(given[0]));
  if ('error' in result) throw result.error;
  return result.value;
}

function attempt(action: () => unknown): { readonly value?: unknown; readonly error?: unknown } {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}

function isOver(error: unknown): boolean {
  return codeOf(error) === 'ETIMEDOUT';
}
