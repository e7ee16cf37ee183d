import { DefinitionError } from '../catalog/definition-error.js';
import { noteChange } from './built-ins.js';
import { inTurn, withLimitOfAll } from './limit.js';
import { type Calls, endingCalls } from './waiting-calls.js';

/** Called with what a definition reads that can differ in the next build. */
export type ReportImpure = (what: string) => void;

/**
 * The globals of Node and JavaScript whose results depend on the time or the machine, as definitions see them: they
 * work, and their use is reported. Code that deliberately avoids this, for example by `eval`, is not observed.
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
    Error: unchanged('Error', Error, () => true),
  };

  const globals = unchanged(
    'globalThis',
    globalThis,
    (key) => Reflect.has(globalThis, key),
    (key) => (Object.hasOwn(watched, key) ? watched[String(key)] : (Reflect.get(globalThis, key) as unknown)),
  );
  return Object.assign(watched, { globalThis: globals, global: globals });
}

/**
 * An object of the command as definitions see it: what they would change in it stays as it is, and is reported.
 *
 * @param concerns for which properties
 * @param get how properties are read. @default as they are
 */
function unchanged<Real extends object>(
  name: string,
  real: Real,
  concerns: (key: PropertyKey) => boolean,
  get: (key: PropertyKey) => unknown = (key) => Reflect.get(real, key) as unknown,
): Real {
  const refused = (key: PropertyKey): boolean => {
    if (concerns(key)) noteChange(name, key);
    return concerns(key);
  };
  return new Proxy(real, {
    get: (_, key) => get(key),
    set: (_, key, value) => refused(key) || Reflect.set(real, key, value),
    defineProperty: (_, key, attributes) => refused(key) || Reflect.defineProperty(real, key, attributes),
    deleteProperty: (_, key) => refused(key) || Reflect.deleteProperty(real, key),
    preventExtensions: () => {
      noteChange(name);
      return false;
    },
  });
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

/** Functions that run a callback later, with the time limit applied to the callback. */
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

/** Impure exports of Node's modules; other modules are pure, or are observed as a whole. */
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
 * A proxy for an object or a function that reports calls, and reads of values that are neither objects nor functions:
 * importing a function alone is not reported.
 */
function watch(
  real: unknown,
  what: string,
  report: ReportImpure,
  { name = '', concerns = () => true, call = Reflect.apply }: Watched = {},
): unknown {
  if ((typeof real !== 'object' && typeof real !== 'function') || real === null) return real;
  // The names of environment variables differ between machines just like their values.
  const open = real === process.env;
  // A bound function can be called and constructed, and has no property that a proxy must not hide.
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
          expected: 'throw an error if something is wrong: it becomes a finding',
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
