import { scriptName } from './script-name.js';

/** A built-in object of JavaScript, with the properties that it had before definitions ran. */
interface Known {
  readonly name: string;
  readonly object: object;
  readonly properties: ReadonlyMap<PropertyKey, PropertyDescriptor>;
  readonly prototype: object | null;
  /** The properties that are compared. @default all that it had or has */
  readonly keys?: readonly PropertyKey[] | undefined;
}

/** A change of a built-in object, which is undone, or was not carried out. */
export interface BuiltInChange {
  /** `Array.prototype`. */
  readonly of: string;
  /** `flat`; absent where the object as a whole would be frozen. */
  readonly key?: string | undefined;
  /** Where, if that was seen. */
  readonly stack?: string | undefined;
}

const names =
  'Object Function Array String Number Boolean Symbol BigInt Promise RegExp Date Map Set WeakMap WeakSet JSON Math Reflect Intl Proxy ArrayBuffer Uint8Array URL URLSearchParams Buffer TextEncoder TextDecoder'.split(
    ' ',
  );
/** V8 and this library set how deep stacks are at the constructor, and definitions cannot: `pureGlobals`. */
const errors = 'Error TypeError RangeError SyntaxError ReferenceError'.split(' ');
/** Other constructors of the language. Those of Node.js are not compared: to look at one loads it, `FormData` in 20 ms. */
const constructors =
  'AggregateError EvalError URIError Int8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array DataView SharedArrayBuffer WeakRef FinalizationRegistry Iterator'.split(
    ' ',
  );

/** The built-in objects before definitions ran. */
interface Snapshot {
  readonly known: readonly Known[];
  readonly setPrototype: typeof Reflect.setPrototypeOf;
  release(): void;
}

let snapshot: Snapshot | undefined;
const attempts: BuiltInChange[] = [];

/**
 * Saves the built-in objects as they are, the first time that definitions are run in this process. From then on, nothing
 * is done to them that could not be undone: they are not frozen, and properties stay configurable.
 */
export function saveBuiltIns(): void {
  snapshot ??= snapshotNow();
}

/** Drops what was saved: for tests, and when definitions have run for the last time. */
export function releaseBuiltIns(): void {
  snapshot?.release();
  snapshot = undefined;
}

/** Notes a change of a built-in object that a definition has asked for and that is not carried out. */
export function noteChange(of: string, key?: PropertyKey): void {
  const { stack = '' } = new Error(of);
  attempts.push({ of, key: key === undefined ? undefined : String(key), stack: inScript(stack) });
}

/** Undoes what definitions have changed in built-in objects, which this program uses too, and returns the changes. */
export function restoreBuiltIns(): BuiltInChange[] {
  return [...attempts.splice(0), ...(snapshot?.known ?? []).flatMap(restore)];
}

function restore({ name, object, properties, prototype, keys }: Known): BuiltInChange[] {
  const compared = keys ?? [...new Set([...Reflect.ownKeys(object), ...properties.keys()])];
  const changed: PropertyKey[] = compared.filter((key) => {
    const before = properties.get(key);
    if (isSame(before, Reflect.getOwnPropertyDescriptor(object, key))) return false;
    if (before) Reflect.defineProperty(object, key, before);
    else Reflect.deleteProperty(object, key);
    return true;
  });
  if (Reflect.getPrototypeOf(object) !== prototype) {
    snapshot?.setPrototype(object, prototype);
    changed.push('__proto__');
  }
  return changed.map((key) => ({ of: name, key: String(key) }));
}

function inScript(stack: string): string | undefined {
  return stack.includes(scriptName) ? stack : undefined;
}

function snapshotNow(): Snapshot {
  const nameOf = new WeakMap<object, string>();
  const { setPrototypeOf: setPrototype } = Reflect;
  const release = keepChangeable((object) => nameOf.get(object));
  const known = [
    at('globalThis', globalThis, [...names, ...errors, ...globalFunctions()]),
    at('console', console, functionsOf(console)),
    at('Error', Error, ['prepareStackTrace', 'captureStackTrace']),
    ...names.flatMap((name) => [at(name, Reflect.get(globalThis, name)), prototypeOf(name)]),
    ...errors.map(prototypeOf),
    ...iterators().map(([name, object]) => at(name, object)),
  ].filter((one) => one !== undefined);
  for (const { name, object } of known) nameOf.set(object, name);
  return { known, setPrototype, release };
}

/** Objects without a name of their own, by the names that the standard gives them. */
function iterators(): [name: string, object: unknown][] {
  const of = (value: Iterable<unknown>): object => Reflect.getPrototypeOf(value[Symbol.iterator]()) as object;
  const generator = Reflect.getPrototypeOf((function* () {})() as object) as object;
  return [
    ['%IteratorPrototype%', Reflect.getPrototypeOf(of([]))],
    ['%ArrayIteratorPrototype%', of([])],
    ['%StringIteratorPrototype%', of('')],
    ['%MapIteratorPrototype%', of(new Map())],
    ['%SetIteratorPrototype%', of(new Set())],
    ['%GeneratorPrototype%', Reflect.getPrototypeOf(generator)],
  ];
}

/**
 * Replaces the functions that make objects or properties unchangeable: not for built-in objects.
 *
 * @param builtIn the name of a built-in object
 * @returns puts the functions back
 */
function keepChangeable(builtIn: (object: object) => string | undefined): () => void {
  const { freeze, seal, preventExtensions, defineProperty, setPrototypeOf } = Object;
  /** The attributes with which a property of a built-in object can be taken back. */
  const open = (object: object, key: PropertyKey, attributes: PropertyDescriptor): PropertyDescriptor => {
    if (!isObject(attributes) || builtIn(object) === undefined) return attributes;
    const before = Reflect.getOwnPropertyDescriptor(object, key);
    if (before?.configurable === false) return attributes;
    return Object.create(attributes, { configurable: { value: true } }) as PropertyDescriptor;
  };
  const refusing =
    <More extends unknown[], Result>(
      real: (value: object, ...more: More) => Result,
      otherwise: (value: object) => Result,
      key?: string,
    ) =>
    (value: object, ...more: More): Result => {
      const name = isObject(value) ? builtIn(value) : undefined;
      if (name === undefined) return real(value, ...more);
      noteChange(name, key);
      return otherwise(value);
    };
  const same = (value: object): object => value;
  const reflect = {
    define: Reflect.defineProperty,
    prevent: Reflect.preventExtensions,
    prototype: Reflect.setPrototypeOf,
  };
  const replaced: [object, string, unknown][] = [
    [Object, 'freeze', refusing(freeze, same)],
    [Object, 'seal', refusing(seal, same)],
    [Object, 'preventExtensions', refusing(preventExtensions, same)],
    [
      Object,
      'setPrototypeOf',
      refusing((value: object, to: object | null): object => setPrototypeOf(value, to), same, '__proto__'),
    ],
    [Reflect, 'preventExtensions', refusing(reflect.prevent, () => false)],
    [Reflect, 'setPrototypeOf', refusing(reflect.prototype, () => false, '__proto__')],
    [
      Object,
      'defineProperty',
      (object: object, key: PropertyKey, attributes: PropertyDescriptor) =>
        defineProperty(object, key, open(object, key, attributes)),
    ],
    [
      Reflect,
      'defineProperty',
      (object: object, key: PropertyKey, attributes: PropertyDescriptor) =>
        reflect.define(object, key, open(object, key, attributes)),
    ],
    [
      Object,
      'defineProperties',
      (object: object, all: PropertyDescriptorMap) => {
        for (const [key, attributes] of ownProperties(all))
          defineProperty(object, key, open(object, key, attributes));
        return object;
      },
    ],
  ];
  const before = replaced.map(([of, name, now]) => {
    const property = Reflect.getOwnPropertyDescriptor(of, name) as PropertyDescriptor;
    defineProperty(now, 'name', { value: name, configurable: true });
    defineProperty(of, name, { ...property, value: now });
    return [of, name, property] as const;
  });
  return () => {
    for (const [of, name, property] of before) defineProperty(of, name, property);
  };
}

function ownProperties(all: PropertyDescriptorMap): [PropertyKey, PropertyDescriptor][] {
  return Reflect.ownKeys(all).flatMap((key) => {
    if (!Object.prototype.propertyIsEnumerable.call(all, key)) return [];
    return [[key, Reflect.get(all, key) as PropertyDescriptor]];
  });
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' || typeof value === 'function') && value !== null;
}

function prototypeOf(name: string): Known | undefined {
  const maker: unknown = Reflect.get(globalThis, name);
  if (typeof maker !== 'function') return undefined;
  return at(`${name}.prototype`, maker.prototype);
}

function at(name: string, object: unknown, keys?: readonly PropertyKey[]): Known | undefined {
  if (!isObject(object)) return undefined;
  const properties = propertiesOf(object, keys ?? Reflect.ownKeys(object));
  return { name, object, properties, prototype: Reflect.getPrototypeOf(object), keys };
}

/** `setTimeout`, `structuredClone`; names with a capital are those of constructors. */
function globalFunctions(): PropertyKey[] {
  const lower = Reflect.ownKeys(globalThis).filter((key) => typeof key === 'string' && /^[a-z]/.test(key));
  return functionsAmong(globalThis, [...constructors, ...lower]);
}

function functionsOf(object: object): PropertyKey[] {
  return functionsAmong(object, Reflect.ownKeys(object));
}

/** Names of functions; others are set by Node.js itself when they are first asked for. */
function functionsAmong(object: object, keys: readonly PropertyKey[]): PropertyKey[] {
  return keys.filter((key) => typeof Reflect.getOwnPropertyDescriptor(object, key)?.value === 'function');
}

function propertiesOf(object: object, keys: readonly PropertyKey[]): Known['properties'] {
  return new Map(
    keys.flatMap((key) => {
      const property = Reflect.getOwnPropertyDescriptor(object, key);
      return property ? [[key, property] as const] : [];
    }),
  );
}

function isSame(before: PropertyDescriptor | undefined, now: PropertyDescriptor | undefined): boolean {
  if (!before || !now) return before === now;
  return (
    Object.is(before.value, now.value) &&
    before.get === now.get &&
    before.set === now.set &&
    before.writable === now.writable
  );
}
