import { DefinitionError } from '../catalog/definition-error.js';
import { isOfDefinitions } from './thrown.js';

/** Code of definitions that wants to end the process it runs in. */
export class EndsProcessError extends DefinitionError {
  constructor(call: string) {
    super(`the definition calls ${call}, which would end the command`, undefined, {
      expected: 'an error that is thrown, where something is wrong: it becomes a finding',
    });
  }
}

const ways = ['exit', 'reallyExit', 'abort', 'kill'] as const;

interface Guard {
  /** What has happened that nobody has been told of yet. */
  readonly untold: unknown[];
  release(): void;
}

let guard: Guard | undefined;

/**
 * From now on, code of definitions can neither end the process nor fail unseen: calls that would end it throw, and what
 * fails later, in a timer or a promise, is collected. Holds until `releaseProcess`, for definitions may do so at any time.
 */
export function guardProcess(): void {
  guard ??= startGuard();
}

/** What has failed since the last question, besides what was thrown to whoever ran the definitions. */
export function takeUntold(): unknown[] {
  return guard?.untold.splice(0) ?? [];
}

/** Gives the process back. */
export function releaseProcess(): void {
  guard?.release();
  guard = undefined;
}

function startGuard(): Guard {
  const untold: unknown[] = [];
  const before = ways.map(
    (way) => [way, Reflect.get(process, way) as (...args: unknown[]) => unknown] as const,
  );
  for (const [way, original] of before) {
    const refuse = (...args: unknown[]): unknown => {
      const shown = args.map(String).join(', ');
      // Signals to other processes, and the question whether one is there, end nothing.
      if (way === 'kill' && (!isOwn(args[0]) || args[1] === 0)) return original.apply(process, args);
      const error = new EndsProcessError(`process.${way}(${shown})`);
      untold.push(error);
      throw error;
    };
    Reflect.set(process, way, refuse);
  }
  const collect = (error: unknown): void => {
    if (isOfDefinitions(error)) {
      if (!untold.includes(error)) untold.push(error);
      return;
    }
    release();
    // A defect: as it would have ended without this guard.
    setImmediate(() => {
      throw error;
    });
  };
  const release = (): void => {
    for (const [way, original] of before) Reflect.set(process, way, original);
    process.off('uncaughtException', collect).off('unhandledRejection', collect);
  };
  process.on('uncaughtException', collect).on('unhandledRejection', collect);
  return { untold, release };
}

/** This process, or the group it is in. */
function isOwn(id: unknown): boolean {
  const number = Number(id);
  return number === process.pid || number === 0 || number === -1 || number === -process.pid;
}
