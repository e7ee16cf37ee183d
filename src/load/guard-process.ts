import { DefinitionError } from '../catalog/definition-error.js';
import { releaseBuiltIns } from './built-ins.js';
import { isOfDefinitions } from './thrown.js';

/** Code of a definition tried to end the process. */
export class EndsProcessError extends DefinitionError {}

/** Code of a definition tried to change where the command runs, or as whom. */
export class ChangesProcessError extends DefinitionError {}

const ending = (call: string): DefinitionError =>
  new EndsProcessError(`the definition calls ${call}, which would end the command`, undefined, {
    expected: 'throw an error instead: it becomes a finding',
  });

const changing = (call: string): DefinitionError =>
  new ChangesProcessError(
    `the definition calls ${call}, which would change the process of the command`,
    undefined,
    { expected: 'paths and data that are written in the definitions, or imported' },
  );

/** Functions of the process that definitions must not call, and what the refusal says. */
const refused: Readonly<Record<string, (call: string) => DefinitionError>> = {
  exit: ending,
  reallyExit: ending,
  abort: ending,
  kill: ending,
  chdir: changing,
  umask: changing,
  setuid: changing,
  seteuid: changing,
  setgid: changing,
  setegid: changing,
  setgroups: changing,
  initgroups: changing,
};

/**
 * Functions that the command and its libraries need too, and that are refused to definitions only: a listener for the
 * end of the process could change the exit code, and without the listeners of the command failures would go unnoticed.
 */
const listening = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
  'off',
  'removeListener',
  'removeAllListeners',
  'setUncaughtExceptionCaptureCallback',
]);

interface Guard {
  /** Errors that have not been reported yet. */
  readonly unreported: unknown[];
  release(): void;
}

let guard: Guard | undefined;

/**
 * From now on, code of definitions can neither end or change the process nor fail unnoticed: calls that would do so throw, and
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
  releaseBuiltIns();
}

function startGuard(): Guard {
  const unreported: unknown[] = [];
  // Not all systems have users and groups.
  const ways = [
    ...Object.entries(refused).filter(([way]) => Reflect.has(process, way)),
    ...[...listening].map((way) => [way, changing] as const),
  ];
  const before = ways.map(
    ([way, refusal]) => [way, refusal, Reflect.get(process, way) as (...args: unknown[]) => unknown] as const,
  );
  for (const [way, refusal, original] of before) {
    const refuse = (...args: unknown[]): unknown => {
      if (listening.has(way) && !isOfDefinitions(new Error())) return original.apply(process, args);
      const shown = args.map((one) => (typeof one === 'function' ? '…' : String(one))).join(', ');
      // Signals to other processes, and the signal 0, do not end this process.
      if (way === 'kill' && (!isOwn(args[0]) || args[1] === 0)) return original.apply(process, args);
      // Without a value, it is only read.
      if (way === 'umask' && args.length === 0) return original.apply(process, args);
      const error = refusal(`process.${way}(${shown})`);
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
  // What is thrown there can damage Node's own records of what runs, and then Node ends the process by itself.
  const { nextTick } = process;
  const guardedTick: typeof nextTick = (callback, ...given) => {
    const run = (...args: unknown[]): void => {
      try {
        Reflect.apply(callback, undefined, args);
      } catch (error) {
        collect(error);
      }
    };
    nextTick.call(process, typeof callback === 'function' ? run : callback, ...given);
  };
  process.nextTick = guardedTick;
  const release = (): void => {
    for (const [way, , original] of before) {
      // The functions of emitters are inherited.
      if (listening.has(way)) Reflect.deleteProperty(process, way);
      if (Reflect.get(process, way) !== original) Reflect.set(process, way, original);
    }
    if (process.nextTick === guardedTick) process.nextTick = nextTick;
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
