import { types } from 'node:util';
import { Script } from 'node:vm';
import { DefinitionError } from '../catalog/definition-error.js';

/** Default time limit for definitions, in seconds. */
export const defaultSeconds = 30;
let seconds = defaultSeconds;

/**
 * Sets the time limit of each bundle, scenario file and check of the team, for everything loaded from now on.
 *
 * @param limit seconds, above 0 and up to 3600
 */
export function limitDefinitions(limit: number): void {
  seconds = limit;
}

/** The time limit of each part of the definitions, in seconds. */
export const definitionsLimit = (): number => seconds;

/**
 * Waits for work on definitions in another process, up to the time limit.
 *
 * @param otherwise returns the error when the time is over
 */
export async function waitInLimit<Result>(
  work: Promise<Result>,
  otherwise: (limit: number) => Error,
): Promise<Result> {
  const most = seconds;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(otherwise(most)), most * 1000);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Code of definitions that exceeded the time limit. */
export class TooLongError extends DefinitionError {
  /** @param program what the definition has called and waited for, where that is known */
  constructor(
    readonly limit: number,
    readonly program?: string,
  ) {
    const what =
      program === undefined ? 'the definitions have' : `the definition waits for ${program}, which has`;
    super(`${what} run for ${limit} seconds without finishing`, undefined, {
      expected: `${program === undefined ? 'no endless loop' : 'data that is imported'}; --definitions-timeout SECONDS allows more time`,
    });
  }
}

/** The definitions that run now: until when, in unix milliseconds, and how many seconds in all. */
let running: { readonly end: number; readonly most: number } | undefined;

const slot = Symbol.for('dashwright.limited');
const call = new Script(`globalThis[Symbol.for('dashwright.limited')]()`, {
  filename: 'dashwright-limited.js',
});

/**
 * Runs code of definitions with the time limit, which stops even an endless loop.
 *
 * @param most seconds. @default the limit for all definitions
 * @throws TooLongError when the time is over; otherwise whatever the code throws
 */
export function withLimit<Result>(action: () => Result, most: number = seconds): Result {
  const before: unknown = Reflect.get(globalThis, slot);
  const around = running;
  running = { end: Date.now() + most * 1000, most };
  const { stackTraceLimit } = Error;
  Reflect.set(globalThis, slot, action);
  try {
    // To display an error, its stack would be read, which may be a getter that does not end.
    return call.runInThisContext({ timeout: Math.ceil(most * 1000), displayErrors: false }) as Result;
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new TooLongError(most);
  } finally {
    running = around;
    // Code that is stopped runs no `finally` of its own: it may have been about to capture a place.
    Error.stackTraceLimit = stackTraceLimit;
    if (before === undefined) Reflect.deleteProperty(globalThis, slot);
    else Reflect.set(globalThis, slot, before);
  }
}

/**
 * The same for code and all that its promises call at once. Not from within a promise: there, those of the code come
 * later.
 */
export function withLimitOfAll<Result>(action: () => Result, most?: number): Result {
  return withLimit(() => {
    const result = action();
    callPromises?.();
    return result;
  }, most);
}

/** Calls what promises wait to call. No documented function does; without this one, promises have no limit. */
const callPromises = Reflect.get(process, '_tickCallback') as (() => void) | undefined;

/** Does something when nothing else is under way, promises neither. */
export function inTurn<Result>(action: () => Result): Promise<Result> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(action());
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** What is left for the definitions that run now, for what only the system can end. */
export interface TimeLeft {
  /** Milliseconds; a little less than there are, so that the system ends first. */
  readonly left: number;
  /** Seconds of the whole. */
  readonly limit: number;
}

export function timeLeft(): TimeLeft {
  const { end, most } = running ?? { end: Date.now() + seconds * 1000, most: seconds };
  return { left: Math.max(Math.floor((end - Date.now()) * 0.9), 1), limit: most };
}

/** Nothing of what a definition has thrown is called: it may be a proxy, or have a getter that does not end. */
function isTimeout(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  return Reflect.getOwnPropertyDescriptor(error, 'code')?.value === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
