import type { FieldConfig } from '@grafana/data';
import uPlot from 'uplot';

/** From where to where an axis of bars goes: from zero, to a round number beyond the highest, unless the field says so. */
export function rangeOfBars(
  bars: readonly { readonly bottom: number; readonly top: number }[],
  { min, max, custom }: Pick<FieldConfig, 'min' | 'max' | 'custom'>,
  limit?: number,
): [number, number] {
  let [low, high] = [0, 0];
  for (const { bottom, top } of bars) {
    low = Math.min(low, bottom);
    high = Math.max(high, top);
  }
  low = Math.min(low, custom?.axisSoftMin ?? 0);
  high = limit ?? Math.max(high, custom?.axisSoftMax ?? 0);
  const [from, to] = uPlot.rangeNum(low, high === low ? low + 1 : high, {
    min: { pad: 0.1, soft: 0, mode: 1 },
    max: { pad: limit === undefined ? 0.1 : 0, soft: 0, mode: 1 },
  });
  return [min ?? from ?? low, max ?? limit ?? to ?? high];
}
