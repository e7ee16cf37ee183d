/** What of a reduced value a slice is made of. */
interface SliceValue {
  readonly display: { readonly numeric: number };
  readonly field: { readonly decimals?: number | null | undefined };
}

export interface PieSlice<Value> {
  /** Place among all values. */
  readonly index: number;
  readonly value: Value;
  /** Part of the whole, 0 to 1, and in words. */
  readonly share: number;
  readonly percent: string;
  /** Radians, clockwise from the top. */
  readonly from: number;
  readonly to: number;
}

/**
 * Slices clockwise from the top: as Grafana has them, the largest first. Values that are no numbers, or not above zero,
 * have none.
 *
 * @param sort `desc`, `asc` or `none`
 */
export function pieSlices<Value extends SliceValue>(
  values: readonly Value[],
  sort: string,
): readonly PieSlice<Value>[] {
  const shown = values
    .map((value, index) => ({ value, index, number: value.display.numeric }))
    .filter(({ number }) => Number.isFinite(number) && number > 0);
  if (sort === 'desc') shown.sort((a, b) => b.number - a.number);
  if (sort === 'asc') shown.sort((a, b) => a.number - b.number);
  const total = shown.reduce((sum, { number }) => sum + number, 0);
  let angle = 0;
  return shown.map(({ value, index, number }) => {
    const share = number / total;
    const from = angle;
    angle += share * 2 * Math.PI;
    const percent = `${(share * 100).toFixed(value.field.decimals ?? 0)}%`;
    return { index, value, share, percent, from, to: angle };
  });
}

/** The outline of a slice around the origin, for an SVG path. */
export function slicePath(outer: number, inner: number, from: number, to: number): string {
  // A whole circle has no arc from a point to itself.
  const end = Math.min(to, from + 2 * Math.PI - 1e-4);
  const large = end - from > Math.PI ? 1 : 0;
  const point = (radius: number, angle: number): string =>
    `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  const edge = `A ${outer} ${outer} 0 ${large} 1 ${point(outer, end)}`;
  if (inner === 0) return `M 0 0 L ${point(outer, from)} ${edge} Z`;
  return `M ${point(outer, from)} ${edge} L ${point(inner, end)} A ${inner} ${inner} 0 ${large} 0 ${point(inner, from)} Z`;
}
