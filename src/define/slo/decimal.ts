/**
 * A decimal number: 1 - 0.999 is 0.001, not 0.0010000000000000009. Only the operations that objectives need; values are
 * finite and have at most about twenty digits.
 */
export interface Decimal {
  readonly digits: bigint;
  /** Number of digits after the decimal point. */
  readonly scale: number;
}

/** The decimal that a number prints as. */
export function decimal(value: number): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`${value} is not a finite number`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(sign + whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function minus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: scaledTo(a, scale) - scaledTo(b, scale), scale };
}

export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** A percentage as a ratio. */
export function hundredth({ digits, scale }: Decimal): Decimal {
  return { digits, scale: scale + 2 };
}

/** The nearest number: the one that prints as the decimal. */
export function toNumber({ digits, scale }: Decimal): number {
  return Number(`${digits}e-${scale}`);
}

function scaledTo({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale);
}
