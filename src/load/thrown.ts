import { DefinitionError } from '../catalog/definition-error.js';
import { Mistake } from '../errors/mistake.js';
import { definitionsLimit, withLimit } from './limit.js';
import { scriptName } from './script-name.js';

/** A description of anything that was thrown. */
export interface Thrown {
  /** `TypeError: x is not a function`, `"a text"`, `null`. */
  readonly text: string;
  readonly stack: string | undefined;
}

/** Describes what a definition has thrown: an error, a text, null, or an object whose getters throw. */
export function thrownBy(error: unknown): Thrown {
  return attempt(
    error,
    () => {
      if (!(error instanceof Error)) return { text: shown(error), stack: undefined };
      const { name, message, stack } = error;
      return { text: `${name}: ${message}`, stack: typeof stack === 'string' ? stack : undefined };
    },
    { text: 'a value that throws when it is read, or never finishes', stack: undefined },
  );
}

/** Whether a value that was thrown is of a class; even that may run code of a definition, and it may not end. */
export function isInstance<Class>(
  error: unknown,
  of: abstract new (...args: never[]) => Class,
): error is Class {
  return attempt(error, () => error instanceof of, false);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/**
 * Whether an error comes from the user's code: its stack has a function or a getter of a definition. Anything thrown
 * that is not an Error also comes from the user, as nothing here throws such values.
 */
export function isOfDefinitions(error: unknown): boolean {
  return attempt(
    error,
    () => {
      if (!(error instanceof Error)) return true;
      if (error instanceof Mistake) return error instanceof DefinitionError;
      return typeof error.stack === 'string' && error.stack.includes(`${scriptName}:`);
    },
    true,
  );
}

/** Seconds for reading an error, its getters are of the definition; fewer where definitions have fewer. */
const most = 1;

/** Errors that never finish when they are read: none is waited for twice. */
const endless = new WeakSet<object>();

function attempt<Result>(error: unknown, action: () => Result, otherwise: Result): Result {
  if (isObject(error) && endless.has(error)) return otherwise;
  let ended = false;
  const read = () => {
    try {
      return action();
    } finally {
      // Not reached by what the limit stops.
      ended = true;
    }
  };
  try {
    return withLimit(read, Math.min(most, definitionsLimit()));
  } catch {
    if (isObject(error) && !ended) endless.add(error);
    return otherwise;
  }
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';
