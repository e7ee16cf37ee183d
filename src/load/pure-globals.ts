import { DefinitionError } from '../catalog/definition-error.js';
import { inTurn, withLimitOfAll } from './limit.js';
import { type Calls, endingCalls } from './waiting-calls.js';

/** Told of what a definition asks for that need not be the same in the next build. */
export type ReportImpure = (what: string) => void;

/**
 * The globals of Node and JavaScript that give another answer on another day or machine, as definitions see them: they
 * work, and it is reported that they were asked. Code that goes out of its way to reach others, such as one that is
 * made from text, is not watched.
 */
export function pureGlobals(report: ReportImpure): Readonly<Record<string, unknown>> {
  const watched: Record<string, unknown> = {
    Date: new Proxy(Date, {
      construct(target, given, newTarget) {
        if (given.length === 0) report('the clock');
        return Reflect.construct(target, given, newTarget) as Date;
      },
      apply() {
        report('the clock');
        return Date();
      },
      get(target, key) {
        if (key === 'now') report('the clock');
        return Reflect.get(target, key) as unknown;
      },
    }),
    Math: Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(Math), ...random(report) }),
    process: watch(process, 'the environment', report, { name: 'process' }),
    performance: watch(performance, 'the clock', report),
    crypto: watch(globalThis.crypto, 'random numbers', report),
    navigator: watch(Reflect.get(globalThis, 'navigator'), 'the environment', report),
    fetch: watch(fetch, 'the network', report),
    setTimeout: limited(setTimeout),
    setInterval: limited(setInterval),
    setImmediate: limited(setImmediate),
    queueMicrotask: limited(queueMicrotask),
  };
  const globals: unknown = new Proxy(globalThis, {
    get: (target, key) =>
      Object.hasOwn(watched, key) ? watched[String(key)] : (Reflect.get(target, key) as unknown),
  });
  return Object.assign(watched, { globalThis: globals, global: globals });
}

/** A promise from outside of the definitions, after which these come to their end in time. */
function limitedPromise(result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  return new Promise((resolve, reject) => {
    const within = (go: () => void) => inTurn(() => withLimitOfAll(go)).catch(reject);
    result.then(
      (value) => within(() => resolve(value)),
      (error: unknown) => within(() => reject(error)),
    );
  });
}

type Later = (action: (...args: unknown[]) => unknown, ...more: unknown[]) => unknown;

/** What runs a function after the definitions have been read, for functions that come to their end in time. */
function limited(start: unknown): Later {
  return (action, ...more) =>
    (start as Later)(
      typeof action === 'function' ? (...args) => withLimitOfAll(() => action(...args)) : action,
      ...more,
    );
}

function random(report: ReportImpure): PropertyDescriptorMap {
  const value = (): number => {
    report('random numbers');
    return Math.random();
  };
  return { random: { value } };
}

/** What modules of Node give; those that are not listed here give the same everywhere, or are watched as a whole. */
const modules: Readonly<Record<string, string>> = {
  fs: 'files',
  'fs/promises': 'files',
  os: 'the environment',
  process: 'the environment',
  perf_hooks: 'the clock',
};
const pureModules = /^(path|url|util|assert|buffer|querystring|string_decoder|events|punycode)(\/|$)/;
const randomName = /random|generate|webcrypto|subtle/i;

/** A module of Node as definitions see it. */
export function pureModule(id: string, module: unknown, report: ReportImpure): unknown {
  const name = id.replace(/^node:/, '');
  if (pureModules.test(name)) return module;
  if (name === 'crypto')
    return watch(module, 'random numbers', report, { name, concerns: (key) => randomName.test(key) });
  return watch(module, modules[name] ?? `the module node:${name}`, report, { name, call: endingCalls(name) });
}

interface Watched {
  /** As definitions call it. */
  readonly name?: string;
  /** Whether a property is watched. @default all are */
  readonly concerns?: (key: string) => boolean;
  /** How its functions are called. @default as they are */
  readonly call?: Calls | undefined;
}

/**
 * A stand-in for an object or a function that reports when it is called, or when a value that is neither is read from
 * it: to import a function is not yet to ask for anything.
 */
function watch(
  real: unknown,
  what: string,
  report: ReportImpure,
  { name = '', concerns = () => true, call = Reflect.apply }: Watched = {},
): unknown {
  if ((typeof real !== 'object' && typeof real !== 'function') || real === null) return real;
  // The names of variables of the environment are as different as their values.
  const open = real === process.env;
  // A bound function can be called and constructed, and has no property that a proxy would have to show.
  const standIn: object = typeof real === 'function' ? (() => {}).bind(undefined) : {};
  if (typeof real === 'function') for (const key of ['name', 'length']) Reflect.deleteProperty(standIn, key);
  return new Proxy(standIn, {
    apply(_, self, given) {
      report(what);
      return limitedPromise(call(real as () => unknown, self, given));
    },
    construct(_, given) {
      report(what);
      return Reflect.construct(real as new () => object, given);
    },
    get(_, key) {
      const value: unknown = Reflect.get(real, key, real);
      if (typeof key === 'symbol' || !(open || concerns(key))) return value;
      const of = { name: `${name}.${key}`, call };
      if (typeof value === 'function') return watch(value.bind(real), what, report, of);
      if (typeof value === 'object' && value !== null) return watch(value, what, report, of);
      if (open || key in real) report(what);
      return value;
    },
    set(_, key) {
      throw new DefinitionError(
        `the definition sets ${name}.${String(key)}, which is the command's`,
        undefined,
        {
          expected: 'an error that is thrown, where something is wrong: it becomes a finding',
        },
      );
    },
    has(_, key) {
      if (open) report(what);
      return Reflect.has(real, key);
    },
    ownKeys() {
      if (open) report(what);
      return Reflect.ownKeys(real);
    },
    getOwnPropertyDescriptor(_, key) {
      const found = Reflect.getOwnPropertyDescriptor(real, key);
      return found && { ...found, configurable: true };
    },
  });
}
