/**
 * How numbers of a unit are written for a person. Plain data: a chart and a module cannot run this code, so they
 * read the scale and write a number that somebody sets there as the build would have written it.
 */
export interface NumberScale {
  /** What a number is multiplied by first: 100 for shares. */
  readonly factor: number;
  /** What stands before the number. */
  readonly before: string;
  /** What zero is. */
  readonly zero: string;
  /** Units that are told whole, the largest first, each a multiple of the next; what is left goes on to `units`. */
  readonly whole: readonly ScaleUnit[];
  /** The largest first: told is the first one whose `from` the number reaches. */
  readonly units: readonly PartUnit[];
}

export interface ScaleUnit {
  readonly size: number;
  readonly suffix: string;
}

export interface PartUnit extends ScaleUnit {
  readonly from: number;
  /** Significant digits that are kept of a number that is not whole. */
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
 * To so many significant digits, and whole numbers as they are; what is halfway goes to the even digit, as in Go's
 * `%g`, which packages use.
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
