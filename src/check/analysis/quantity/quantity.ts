import { keysOf } from '../../../plain.js';
import { oncePer } from '../../../resolve/index.js';

/** Base dimensions. All other dimensions are products of powers of these. */
export type Dimension =
  | 'time'
  | 'data'
  | 'count'
  | 'energy'
  | `currency ${string}`
  | 'celsius'
  | 'fahrenheit'
  | 'kelvin';
export type Powers = Readonly<Partial<Record<Dimension, number>>>;

/** The quantity of an expression's samples, as far as the catalog says. */
export type Quantity = Measure | Literal | Point | Mixed;

export interface Measure {
  readonly kind: 'measure';
  readonly powers: Powers;
  /** How much of the base units (seconds, bytes) one is; undefined after an unknown conversion. */
  readonly scale: number | undefined;
  /**
   * True after a division without a remaining dimension: jobs per worker, or CPU seconds per second, which are cores.
   * Such a number is a ratio or a count.
   */
  readonly number?: boolean | undefined;
  /** True after a factor that may have changed the unit of time: `rate(x[5m]) * 3600`. */
  readonly anyTime?: boolean | undefined;
  /** As text for messages: `seconds`, `connections per second`. */
  readonly text: string;
}
/** A number without a unit: it takes the unit of the other operand. */
export interface Literal {
  readonly kind: 'literal';
  /** Undefined when it is a dashboard variable. */
  readonly value: number | undefined;
}
/** A point in time, as unix seconds. */
export interface Point {
  readonly kind: 'point';
}
/** Series of several quantities side by side. */
export interface Mixed {
  readonly kind: 'mixed';
  readonly first: Measure | Point;
  readonly second: Measure | Point;
}

export const point: Point = { kind: 'point' };
export const seconds = measure({ time: 1 }, 1, 'seconds');
export const count = measure({ count: 1 }, 1, 'a count');
export const ratio = measure({}, 1, 'a ratio');

export function measure(powers: Powers, scale: number | undefined, text: string): Measure {
  return { kind: 'measure', powers, scale, text };
}

/** Why two quantities cannot be added or compared; undefined when they can, or when that is unknown. */
export function conflictBetween(
  a: Quantity | undefined,
  b: Quantity | undefined,
): 'dimension' | 'scale' | undefined {
  if (!a || !b || a.kind === 'literal' || b.kind === 'literal') return undefined;
  if (a.kind === 'mixed') return conflictBetween(a.first, b) && conflictBetween(a.second, b);
  if (b.kind === 'mixed') return conflictBetween(b, a);
  if (a.kind === 'point' || b.kind === 'point') return a.kind === b.kind ? undefined : 'dimension';
  if (!sameDimensions(a, b)) return 'dimension';
  if (a.scale === undefined || b.scale === undefined || isNumberLike(a) || isNumberLike(b)) return undefined;
  return Math.abs(a.scale / b.scale - 1) > 1e-9 ? 'scale' : undefined;
}

function sameDimensions(a: Measure, b: Measure): boolean {
  if ((a.number && isCountOrRatio(b)) || (b.number && isCountOrRatio(a))) return true;
  const anyTime = a.anyTime || b.anyTime;
  const names = new Set([...keysOf(a.powers), ...keysOf(b.powers)]);
  for (const name of names) {
    if (name === 'time' && anyTime) continue;
    if ((a.powers[name] ?? 0) !== (b.powers[name] ?? 0)) return false;
  }
  return true;
}

/** The result of a division has no fixed scale either: 5 of 100 can be written as 0.05. */
function isNumberLike({ number }: Measure): boolean {
  return number === true;
}

function isCountOrRatio({ powers }: Measure): boolean {
  return Object.keys(powers).every((name) => name === 'count') && Math.abs(powers.count ?? 0) <= 1;
}

/** The product, or with `sign` -1 the quotient, of two measures. */
export function product(a: Measure, b: Measure, sign: 1 | -1): Measure {
  const powers: Partial<Record<Dimension, number>> = Object.assign({}, a.powers);
  for (const [name, power] of Object.entries(b.powers) as [Dimension, number][]) {
    powers[name] = (powers[name] ?? 0) + sign * power;
  }
  const others = keysOf(powers).some((name) => name !== 'count' && (powers[name] ?? 0) > 0);
  // A quantity per item, or for all items, has the unit of the quantity itself.
  if ((powers.count ?? 0) < 0 || others) delete powers.count;
  for (const name of keysOf(powers)) if (powers[name] === 0) delete powers[name];
  const scale =
    a.scale === undefined || b.scale === undefined
      ? undefined
      : sign > 0
        ? a.scale * b.scale
        : a.scale / b.scale;
  const number = Object.keys(powers).length === 0 ? true : undefined;
  const anyTime = a.anyTime || b.anyTime || undefined;
  const text = number
    ? 'a ratio'
    : textOf(powers, sign > 0 ? `${a.text} × ${b.text}` : `${a.text} / ${b.text}`);
  return { kind: 'measure', powers, scale, number, anyTime, text };
}

/** The same per second: once for each unit, as most expressions have a rate. */
export const perSecond = oncePer((a: Measure): Measure => {
  return { ...product(a, seconds, -1), text: `${a.text} per second` };
});

function textOf(powers: Powers, otherwise: string): string {
  const names = Object.keys(powers);
  if (names.length === 1 && powers.time === 1) return 'seconds';
  if (names.length === 1 && powers.data === 1) return 'bytes';
  if (names.length === 1 && powers.count === 1) return 'a count';
  return otherwise;
}

/** Numbers by which units are converted, besides powers of ten and of 1024 and multiples of a minute. */
const conversions = [8, 24, 7, 30, 31, 365, 1.8];

/**
 * A measure multiplied or divided by a number. Twice a number of seconds is seconds; a thousand times can be
 * milliseconds or many seconds, and sixty times a rate can be per minute: the expression does not show which.
 */
export function scaled(a: Measure, { value }: Literal): Measure {
  const size = Math.abs(value ?? 0);
  if (value !== undefined && !converts(size) && !converts(1 / size)) return a;
  return { ...a, scale: undefined, anyTime: true };
}

function converts(factor: number): boolean {
  if (factor === 1 || !Number.isFinite(factor)) return false;
  if (conversions.includes(factor) || (factor >= 60 && factor % 60 === 0)) return true;
  return isPower(factor, 10) || isPower(factor, 1024);
}

function isPower(value: number, base: number): boolean {
  const exponent = Math.log(value) / Math.log(base);
  return value >= base && Math.abs(exponent - Math.round(exponent)) < 1e-9;
}
