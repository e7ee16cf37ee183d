/** A built-in object of JavaScript, with the properties that it had before definitions ran. */
interface Known {
  readonly name: string;
  readonly object: object;
  readonly properties: ReadonlyMap<PropertyKey, PropertyDescriptor>;
}

/** A change of a built-in object, which is undone. */
export interface BuiltInChange {
  /** `Array.prototype`. */
  readonly of: string;
  /** `flat`. */
  readonly key: string;
}

const names =
  'Object Function Array String Number Boolean Symbol BigInt Promise RegExp Date Map Set WeakMap WeakSet JSON Math Reflect Intl Proxy ArrayBuffer Uint8Array URL URLSearchParams Buffer TextEncoder TextDecoder'.split(
    ' ',
  );
/** V8 and this library set properties of the constructors themselves: how deep stacks are. */
const errors = 'Error TypeError RangeError SyntaxError ReferenceError'.split(' ');

let known: readonly Known[] | undefined;

/** Remembers the built-in objects as they are, the first time that definitions are run in this process. */
export function rememberBuiltIns(): void {
  known ??= [
    { name: 'globalThis', object: globalThis, properties: propertiesOf(globalThis, [...names, ...errors]) },
    ...names.flatMap((name) => [at(name, Reflect.get(globalThis, name)), prototypeOf(name)]),
    ...errors.map(prototypeOf),
  ].filter((one) => one !== undefined);
}

/** What definitions have changed in built-in objects, after which these are as before: they are those of this program too. */
export function takeBackBuiltIns(): BuiltInChange[] {
  return (known ?? []).flatMap(({ name, object, properties }) => {
    const keys = name === 'globalThis' ? [...properties.keys()] : Reflect.ownKeys(object);
    const changed = [...new Set([...keys, ...properties.keys()])].filter((key) => {
      const before = properties.get(key);
      if (isSame(before, Reflect.getOwnPropertyDescriptor(object, key))) return false;
      if (before) Reflect.defineProperty(object, key, before);
      else Reflect.deleteProperty(object, key);
      return true;
    });
    return changed.map((key) => ({ of: name, key: String(key) }));
  });
}

function prototypeOf(name: string): Known | undefined {
  const maker: unknown = Reflect.get(globalThis, name);
  if (typeof maker !== 'function') return undefined;
  return at(`${name}.prototype`, maker.prototype);
}

function at(name: string, object: unknown): Known | undefined {
  if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return undefined;
  return { name, object, properties: propertiesOf(object, Reflect.ownKeys(object)) };
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
  return Object.is(before.value, now.value) && before.get === now.get && before.set === now.set;
}
