/** Globals as the definitions see them. */
export interface WatchedGlobals {
  /** Names that stand before the global ones. */
  readonly scope: object;
  /** Whether something has been read that need not be the same in the next run. */
  changeable(): boolean;
}

/** What gives the same to the same code in every process. Everything else there is, now or in a later Node, does not. */
const steady = new Set(
  `undefined NaN Infinity Object Array Map Set WeakMap WeakSet String Number Boolean BigInt Symbol RegExp JSON Reflect
  Proxy Iterator ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Error AggregateError EvalError RangeError
  ReferenceError SyntaxError TypeError URIError parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent
  decodeURI decodeURIComponent escape unescape structuredClone URL URLSearchParams`.split(/\s+/),
);

/**
 * The global names with a watch on all that is not steady: process, Date, Math.random, fetch, console, eval and so on.
 * Definitions get the real ones; it is only remembered that they asked.
 */
export function watchGlobals(): WatchedGlobals {
  let asked = false;
  const scope: object = Object.create(null);
  const watch = (name: string): void => {
    Object.defineProperty(scope, name, {
      configurable: true,
      get: () => {
        asked = true;
        return Reflect.get(globalThis, name);
      },
      set: (value: unknown) => {
        asked = true;
        Reflect.set(globalThis, name, value);
      },
    });
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) if (!steady.has(name)) watch(name);
  const random = (): typeof Math.random => {
    asked = true;
    return Math.random;
  };
  const math = { ...Object.getOwnPropertyDescriptors(Math), random: { get: random } };
  Object.defineProperty(scope, 'Math', { value: Object.defineProperties({}, math) });
  return { scope, changeable: () => asked };
}

/** Ways to what is not steady that lead over no name: order by locale, and functions made from text. */
const sideDoors = /\.\s*constructor\b|\bconstructor\b(?!\s*\()|\blocaleCompare\b|\btoLocale/;

export function hasSideDoor(code: string): boolean {
  return sideDoors.test(code);
}
