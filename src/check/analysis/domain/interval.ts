/** The values that an expression can take, both ends included, and what is known to bound them. */
export interface Domain {
  readonly min: number;
  readonly max: number;
  /** Why it is bounded, for messages. */
  readonly because?: string | undefined;
}

export const anything: Domain = { min: -Infinity, max: Infinity };
export const notNegative: Domain = { min: 0, max: Infinity };

export function exact(value: number): Domain {
  return Number.isNaN(value) ? anything : { min: value, max: value };
}

export function between(min: number, max: number, because?: string): Domain {
  return { min, max, because };
}

/** Values of either interval. */
export function hull(a: Domain, b: Domain): Domain {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), because: a.because ?? b.because };
}

/** Values in both intervals; those of the first if the intersection is empty. */
export function intersect(a: Domain, b: Domain): Domain {
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max, b.max);
  if (min > max) return a;
  const tighter = b.max < a.max || b.min > a.min;
  return { min, max, because: tighter ? (b.because ?? a.because) : a.because };
}

/** The result of an arithmetic operator on any value of each interval. */
export function arithmetic(op: string, a: Domain, b: Domain): Domain {
  const because = a.because ?? b.because;
  switch (op) {
    case '+':
      return { min: a.min + b.min, max: a.max + b.max, because };
    case '-':
      return { min: a.min - b.max, max: a.max - b.min, because };
    case '*':
      return { ...corners(a, b, times), because };
    case '/':
      if (b.min > 0 || b.max < 0) return { ...corners(a, b, (x, y) => (x === 0 ? 0 : x / y)), because };
      // The divisor may be zero: the sign is known, the magnitude is not.
      if (b.min >= 0 && a.min >= 0) return { ...notNegative, because };
      return anything;
    case '^':
      return a.min >= 0 ? { ...notNegative, because } : anything;
    case '%':
      return b.min === b.max && b.min > 0 ? between(a.min >= 0 ? 0 : -b.min, b.min, because) : anything;
    default:
      return anything;
  }
}

/** Zero times anything is zero: infinite bounds are limits, not values. */
function times(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : x * y;
}

function corners(a: Domain, b: Domain, of: (x: number, y: number) => number): { min: number; max: number } {
  const values = [of(a.min, b.min), of(a.min, b.max), of(a.max, b.min), of(a.max, b.max)];
  if (values.some(Number.isNaN)) return { min: -Infinity, max: Infinity };
  return { min: Math.min(...values), max: Math.max(...values) };
}

/** True when the comparison holds for no value of `a` and no value of `b`. */
export function neverHolds(op: string, a: Domain, b: Domain): boolean {
  switch (op) {
    case '>':
      return a.max <= b.min;
    case '>=':
      return a.max < b.min;
    case '<':
      return a.min >= b.max;
    case '<=':
      return a.min > b.max;
    case '==':
      return a.max < b.min || a.min > b.max;
    case '!=':
      return a.min === a.max && b.min === b.max && a.min === b.min;
    default:
      return false;
  }
}

/** True when the comparison is true for every value of `a` and every value of `b`. */
export function alwaysHolds(op: string, a: Domain, b: Domain): boolean {
  switch (op) {
    case '>':
      return a.min > b.max;
    case '>=':
      return a.min >= b.max;
    case '<':
      return a.max < b.min;
    case '<=':
      return a.max <= b.min;
    case '!=':
      return a.max < b.min || a.min > b.max;
    default:
      return false;
  }
}
