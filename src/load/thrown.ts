import { DefinitionError } from '../catalog/definition-error.js';
import { Mistake } from '../errors/mistake.js';
import { scriptName } from './script-name.js';

/** Whatever was thrown, as far as it can be asked. */
export interface Thrown {
  /** `TypeError: x is not a function`, `"a text"`, `null`. */
  readonly text: string;
  readonly stack: string | undefined;
}

/** What a definition has thrown: an error, a text, null, or an object whose getters throw themselves. */
export function thrownBy(error: unknown): Thrown {
  return attempt(
    () => {
      if (!(error instanceof Error)) return { text: shown(error), stack: undefined };
      const { name, message, stack } = error;
      return { text: `${name}: ${message}`, stack: typeof stack === 'string' ? stack : undefined };
    },
    { text: 'something that throws when it is asked what it is', stack: undefined },
  );
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/**
 * Whether an error is one of the user's code, wherever it was called from: a function or a getter of a definition is in
 * its stack. What is no error is the user's too, for nothing here throws such.
 */
export function isOfDefinitions(error: unknown): boolean {
  return attempt(() => {
    if (!(error instanceof Error)) return true;
    if (error instanceof Mistake) return error instanceof DefinitionError;
    return typeof error.stack === 'string' && error.stack.includes(`${scriptName}:`);
  }, true);
}

function attempt<Result>(action: () => Result, otherwise: Result): Result {
  try {
    return action();
  } catch {
    return otherwise;
  }
}
