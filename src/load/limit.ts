import { Script } from 'node:vm';
import { DefinitionError } from '../catalog/definition-error.js';

/** Seconds that definitions may run where nothing else is asked for. */
export const defaultSeconds = 30;
let seconds = defaultSeconds;

/**
 * Sets how long each bundle, file of scenarios and check of the team may run, for all that is loaded from now on.
 *
 * @param limit seconds, above 0 and up to 3600
 */
export function limitDefinitions(limit: number): void {
  seconds = limit;
}

/**
 * Waits for something with definitions that runs elsewhere, for as long as definitions may run.
 *
 * @param otherwise gives the error when the time is over
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

/** Code of definitions that has not come to its end in time. */
export class TooLongError extends DefinitionError {
  constructor(readonly limit: number) {
    super(`the definitions have run for ${limit} seconds without coming to an end`, undefined, {
      expected: 'no endless loop; --definitions-timeout SECONDS gives more time',
    });
  }
}

const slot = Symbol.for('dashwright.limited');
const call = new Script(`globalThis[Symbol.for('dashwright.limited')]()`, {
  filename: 'dashwright-limited.js',
});

/**
 * Runs code of definitions, and stops it when the time is over: even an endless loop.
 *
 * @param most seconds. @default what was set for all definitions
 * @throws TooLongError then; what the code throws otherwise
 */
export function withLimit<Result>(action: () => Result, most: number = seconds): Result {
  const before: unknown = Reflect.get(globalThis, slot);
  Reflect.set(globalThis, slot, action);
  try {
    return call.runInThisContext({ timeout: Math.ceil(most * 1000) }) as Result;
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new TooLongError(most);
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, slot);
    else Reflect.set(globalThis, slot, before);
  }
}

function isTimeout(error: unknown): boolean {
  try {
    return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  } catch {
    // An error of a definition may be anything, a proxy that throws too.
    return false;
  }
}
