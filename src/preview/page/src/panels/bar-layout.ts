/** A series of bars: a number for each category. */
export interface BarSeries {
  readonly values: readonly (number | null | undefined)[];
}

/** A bar in the units of the axes: categories lie at 0, 1, 2 … with 1 for each. */
export interface Bar {
  readonly series: number;
  readonly category: number;
  readonly from: number;
  readonly to: number;
  readonly bottom: number;
  readonly top: number;
  /** What it stands for, without those below it. */
  readonly value: number;
}

/** `none`: side by side; `normal`: on top of each other; `percent`: as parts of their sum. */
export type Stacking = 'none' | 'normal' | 'percent';

/**
 * Bars of all series by category.
 *
 * @param group Part of the place of a category that its bars take, 0 to 1
 * @param bar Part of its place that a bar takes, 0 to 1
 */
export function barsOf(
  series: readonly BarSeries[],
  { stacking, group, bar }: { readonly stacking: Stacking; readonly group: number; readonly bar: number },
): readonly Bar[] {
  const categories = Math.max(0, ...series.map(({ values }) => values.length));
  const columns = stacking === 'none' ? Math.max(1, series.length) : 1;
  const column = group / columns;
  return Array.from({ length: categories }, (_, category) => {
    const numbers = series.map(({ values }) => numberAt(values, category));
    const sum = numbers.reduce<number>((total, value) => total + Math.abs(value ?? 0), 0);
    // Above zero, and below.
    const ends = { above: 0, below: 0 };
    return numbers.flatMap((value, index): Bar[] => {
      if (value === undefined) return [];
      const at = category + (1 - group) / 2 + (stacking === 'none' ? index : 0) * column;
      const size = stacking === 'percent' ? (sum === 0 ? 0 : value / sum) : value;
      const side = size < 0 ? 'below' : 'above';
      const start = stacking === 'none' ? 0 : ends[side];
      ends[side] = start + size;
      return [
        {
          series: index,
          category,
          from: at + (column * (1 - bar)) / 2,
          to: at + (column * (1 + bar)) / 2,
          bottom: Math.min(start, start + size),
          top: Math.max(start, start + size),
          value,
        },
      ];
    });
  }).flat();
}

function numberAt(values: BarSeries['values'], index: number): number | undefined {
  const value = values[index];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Every how many labels one is shown, so that they do not touch: sizes in pixels. */
export function labelEvery(widest: number, place: number): number {
  return Math.max(1, Math.ceil(widest / Math.max(1, place)));
}
