import { type DataFrame, FieldType } from '@grafana/data';
import { hash, unit } from '../../../simulated/random.js';
import type { PanelJson } from '../dashboard/json.js';
import type { TimeSpan } from '../data/source.js';
import { hasExemplars } from './has-exemplars.js';
import type { HeatmapCell } from './heatmap-cells.js';

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
  const asked = new Set(askedOf(targets));
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
            traceId: traceOf(seed, wanted),
          },
        ];
      }).flat();
    });
}

/** The same for heatmaps: in the buckets that have most at a time. */
export function exemplarsInCells(
  { targets = [] }: PanelJson,
  cells: readonly HeatmapCell[],
  { start, end }: TimeSpan,
): readonly Exemplar[] {
  const every = (end - start) / (2 * ofSeries);
  return askedOf(targets).flatMap((refId) => {
    const seed = hash(refId ?? '');
    return Array.from({ length: 2 * ofSeries }, (_, index): Exemplar[] => {
      const time = start + (index + unit(seed, index)) * every;
      const likely = cells
        .filter(({ from, to }) => from <= time && time < to)
        .sort((a, b) => b.count - a.count);
      const cell = likely[Math.floor(unit(seed + 2, index) ** 2 * Math.min(3, likely.length))];
      if (!cell) return [];
      const value = cell.bottom + unit(seed + 1, index) * (cell.top - cell.bottom);
      return [{ time, value, traceId: traceOf(seed, time) }];
    }).flat();
  });
}

function askedOf(targets: NonNullable<PanelJson['targets']>): readonly (string | undefined)[] {
  return targets.flatMap(({ exemplar, expr, refId }) =>
    exemplar && hasExemplars(expr ?? '') ? [refId] : [],
  );
}

function traceOf(seed: number, time: number): string {
  return [0, 1].map((part) => hash(`${seed}${time}${part}`).toString(16).padStart(8, '0')).join('');
}
