import { DefinitionError } from '../catalog/definition-error.js';
import { isOfDefinitions } from './thrown.js';

/** Code of a definition tried to end the process. */
export class EndsProcessError extends DefinitionError {
  constructor(call: string) {
    super(`the definition calls ${call}, which would end the command`, undefined, {
      expected: 'throw an error instead: it becomes a finding',
    });
  }
}

const ways = ['exit', 'reallyExit', 'abort', 'kill'] as const;

interface Guard {
  /** Errors that have not been reported yet. */
  readonly unreported: unknown[];
  release(): void;
}

let guard: Guard | undefined;

/**
 * From now on, code of definitions can neither end the process nor fail unnoticed: calls that would end it throw, and
 * later failures, in a timer or a promise, are collected. Until `releaseProcess`, as definitions can fail at any time.
 */
export function guardProcess(): void {
  guard ??= startGuard();
}

/** The errors since the last call, besides those thrown to the caller of the definitions. */
export function takeUnreported(): unknown[] {
  return guard?.unreported.splice(0) ?? [];
}

/** Removes the guard. */
export function releaseProcess(): void {
  guard?.release();
  guard = undefined;
}

function startGuard(): Guard {
  const unreported: unknown[] = [];
  const before = ways.map(
    (way) => [way, Reflect.get(process, way) as (...args: unknown[]) => unknown] as const,
  );
  for (const [way, original] of before) {
    const refuse = (...args: unknown[]): unknown => {
      const shown = args.map(String).join(', ');
      // Signals to other processes, and the signal 0, do not end this process.
      if (way === 'kill' && (!isOwn(args[0]) || args[1] === 0)) return original.apply(process, args);
      const error = new EndsProcessError(`process.${way}(${shown})`);
      unreported.push(error);
      throw error;
    };
    Reflect.set(process, way, refuse);
  }
  const collect = (error: unknown): void => {
    if (isOfDefinitions(error)) {
      if (!unreported.includes(error)) unreported.push(error);
      return;
    }
    release();
    // A bug: end the process as it would without this guard.
    setImmediate(() => {
      throw error;
    });
  };
  const release = (): void => {
    for (const [way, original] of before) Reflect.set(process, way, original);
    process.off('uncaughtException', collect).off('unhandledRejection', collect);
  };
  process.on('uncaughtException', collect).on('unhandledRejection', collect);
  return { unreported, release };
}

/** This process, or its process group. */
function isOwn(id: unknown): boolean {
  const number = Number(id);
  return number === process.pid || number === 0 || number === -1 || number === -process.pid;
}
