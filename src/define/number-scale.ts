/**
 * How numbers in a unit are formatted for people. Plain data: charts and modules cannot run this code, so they contain
 * the scale and use it to format a threshold that their user sets.
 */
export interface NumberScale {
  /** Factor that the number is multiplied by first: 100 for ratios. */
  readonly factor: number;
  /** The prefix of the number, such as a currency sign. */
  readonly before: string;
  /** The text for zero. */
  readonly zero: string;
  /**
   * Units that are printed as integers, largest first, each a multiple of the next: `1h 30m`. The remainder is printed
   * in one of `units`.
   */
  readonly whole: readonly ScaleUnit[];
  /** Largest first: the first one is used whose `from` is not above the number. */
  readonly units: readonly PartUnit[];
}

export interface ScaleUnit {
  readonly size: number;
  readonly suffix: string;
}

export interface PartUnit extends ScaleUnit {
  readonly from: number;
  /** Significant digits to keep of a number that is not an integer. */
  readonly digits: number;
}

/** A number on its scale. */
export function onScale(value: number, { factor, before, zero, whole, units }: NumberScale): string {
  if (value === 0) return zero;
  const parts: string[] = [];
  let rest = Math.abs(value) * factor;
  for (const { size, suffix } of whole) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${suffix}`);
    rest -= count * size;
  }
  const unit = units.find(({ from }) => rest >= from);
  if (unit) parts.push(`${rounded(rest / unit.size, unit.digits)}${unit.suffix}`);
  return `${before}${value < 0 ? '-' : ''}${parts.join(' ')}`;
}

/**
 * Rounds to a number of significant digits; integers are unchanged. Halfway cases round to the even digit, as in Go's
 * `%g`, which charts use.
 */
function rounded(value: number, digits: number): number {
  if (Number.isSafeInteger(value)) return value;
  const [mantissa = '', exponent = ''] = value.toExponential(60).split('e');
  const kept = mantissa.slice(0, digits + 1);
  const isHalfway = /^50*$/.test(mantissa.slice(digits + 1));
  return isHalfway && /[02468]$/.test(kept)
    ? Number(`${kept}e${exponent}`)
    : Number(value.toPrecision(digits));
}
