import { type DataFrame, FieldType } from '@grafana/data';
import { hash, unit } from '../../../simulated/random.js';
import type { PanelJson } from '../dashboard/json.js';

/** One request among those that a series tells of. */
export interface Exemplar {
  readonly time: number;
  readonly value: number;
  readonly traceId: string;
}

/** Exemplars of one series, evenly over the time range, and series that have some. */
const ofSeries = 12;
const mostSeries = 5;

/** Made up around the values of the series whose queries ask for exemplars: the same ones each time. */
export function exemplarsOf({ targets = [] }: PanelJson, frames: readonly DataFrame[]): readonly Exemplar[] {
  const asked = new Set(targets.flatMap(({ exemplar, refId }) => (exemplar ? [refId] : [])));
  return frames
    .filter(({ refId }) => asked.has(refId))
    .slice(0, mostSeries)
    .flatMap((frame, series) => {
      const times: readonly number[] = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
      const values = frame.fields.find(({ type }) => type === FieldType.number)?.values ?? [];
      const seed = hash(`${frame.refId}${series}`);
      return Array.from({ length: ofSeries }, (_, index): Exemplar[] => {
        const at = Math.floor(((index + unit(seed, index)) / ofSeries) * times.length);
        const [time, value] = [times[at], values[at]];
        if (time === undefined || !Number.isFinite(value)) return [];
        return [
          {
            time,
            value: value * (0.6 + 0.6 * unit(seed + 1, index)),
            traceId: [0, 1]
              .map((part) => hash(`${seed}${time}${part}`).toString(16).padStart(8, '0'))
              .join(''),
          },
        ];
      }).flat();
    });
}
