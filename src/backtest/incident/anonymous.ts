import type { GridSeries } from './grid.js';

/** Whether a label of a metric may keep a value: because definitions have it too. */
export type IsKnown = (metric: string, label: string, value: string) => boolean;

/** Bounds of buckets and quantiles are numbers that mean something. */
const kept: ReadonlySet<string> = new Set(['__name__', 'le', 'quantile']);

/** Series whose labels say nothing of where they come from: `pod="shop-7f9c"` is `pod="pod-1"`, wherever it stands. */
export function anonymous(series: readonly GridSeries[], isKnown: IsKnown): GridSeries[] {
  const names = new Map<string, Map<string, string>>();
  const nameOf = (label: string, value: string): string => {
    const values = names.get(label) ?? new Map<string, string>();
    names.set(label, values);
    const name = values.get(value) ?? `${label}-${values.size + 1}`;
    values.set(value, name);
    return name;
  };
  return series.map(({ labels, cells }) => ({
    labels: Object.fromEntries(
      Object.entries(labels).map(([label, value]) => {
        const stays = kept.has(label) || isKnown(labels.__name__ ?? '', label, value);
        return [label, stays ? value : nameOf(label, value)];
      }),
    ),
    cells,
  }));
}
