import { type DataFrame, FieldType } from '@grafana/data';
import { hash, unit } from '../../../simulated/random.js';
import type { PanelJson } from '../dashboard/json.js';
import type { TimeSpan } from '../data/source.js';

/** One request among those that a series tells of. */
export interface Exemplar {
  readonly time: number;
  readonly value: number;
  readonly traceId: string;
}

/** Exemplars of one series, evenly over the time range, and series that have some. */
const ofSeries = 12;
const mostSeries = 5;

/**
 * Made up around the values of the series whose queries ask for exemplars: the same ones each time, and those that are
 * there stay as the time of an incident goes on.
 *
 * @param range What the graph shows, in milliseconds
 */
export function exemplarsOf(
  { targets = [] }: PanelJson,
  frames: readonly DataFrame[],
  { start, end }: TimeSpan,
): readonly Exemplar[] {
  const asked = new Set(targets.flatMap(({ exemplar, refId }) => (exemplar ? [refId] : [])));
  const every = (end - start) / ofSeries;
  return frames
    .filter(({ refId }) => asked.has(refId))
    .slice(0, mostSeries)
    .flatMap((frame, series) => {
      const times: readonly number[] = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
      const values = frame.fields.find(({ type }) => type === FieldType.number)?.values ?? [];
      const seed = hash(`${frame.refId}${series}`);
      return Array.from({ length: ofSeries }, (_, index): Exemplar[] => {
        const wanted = start + (index + unit(seed, index)) * every;
        const at = times.findIndex((time) => time >= wanted);
        const value = values[at];
        if (at < 0 || !Number.isFinite(value)) return [];
        return [
          {
            time: wanted,
            value: value * (0.6 + 0.6 * unit(seed + 1, index)),
            traceId: [0, 1]
              .map((part) => hash(`${seed}${wanted}${part}`).toString(16).padStart(8, '0'))
              .join(''),
          },
        ];
      }).flat();
    });
}
