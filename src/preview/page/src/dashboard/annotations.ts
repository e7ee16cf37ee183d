import type { QuerySource, TimeSpan } from '../data/source.js';
import { aligned } from './aligned.js';
import { annotationQueries } from './annotation-queries.js';
import { withLabels } from './frames.js';
import { durationMs, interpolate, macros, type VariableValues } from './interpolate.js';
import type { AnnotationJson, DashboardJson } from './json.js';

/** A time that graphs mark, or a time from one moment to another. */
export interface Annotation {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly text: string;
  /** As in the JSON: a name of Grafana's palette, or a CSS colour. */
  readonly color: string;
  /** Whether a panel marks it. */
  readonly isFor: (panel: number | undefined) => boolean;
}

/** Grafana's step of annotation queries, in milliseconds, where the JSON has none; and as many points as it asks for. */
const usualStep = 60_000;
const mostPoints = 11_000;

/** Asks for the annotations of a dashboard. A query that fails marks nothing. */
export async function readAnnotations(
  json: DashboardJson,
  {
    source,
    dataset,
    range,
    variables,
  }: {
    readonly source: QuerySource;
    readonly dataset: string;
    readonly range: TimeSpan;
    readonly variables: VariableValues;
  },
): Promise<Annotation[]> {
  const found = await Promise.all(
    annotationQueries(json).map(async ({ json: annotation, expr }) => {
      const stepMs = Math.max(
        durationMs(annotation.step) ?? usualStep,
        Math.ceil((range.end - range.start) / mostPoints),
      );
      const text = interpolate(expr, { ...variables, ...macros(range, stepMs, stepMs) }, 'query');
      const answer = await source.ask(dataset, {
        expr: text,
        ...aligned(range, stepMs),
        stepMs,
        instant: false,
      });
      if (!answer.ok) return [];
      return answer.series.flatMap(({ labels, times, values }) =>
        regionsOf(times, values, stepMs).map(
          (region): Annotation => ({
            ...region,
            title: withLabels(annotation.titleFormat ?? '', labels) || (annotation.name ?? ''),
            text: withLabels(annotation.textFormat ?? '', labels),
            color: annotation.iconColor ?? 'red',
            isFor: (panel) => isIncluded(annotation, panel),
          }),
        ),
      );
    }),
  );
  return found.flat();
}

/** Samples that follow each other without a gap are one region, as in Grafana. Samples of 0 mark nothing. */
function regionsOf(times: Float64Array, values: Float64Array, stepMs: number) {
  const regions: { from: number; to: number }[] = [];
  times.forEach((at, index) => {
    if (!values[index]) return;
    const last = regions.at(-1);
    if (last && at - last.to <= stepMs) last.to = at;
    else regions.push({ from: at, to: at });
  });
  return regions;
}

function isIncluded({ filter }: AnnotationJson, panel: number | undefined): boolean {
  const { ids = [], exclude = false } = filter ?? {};
  if (!filter || panel === undefined) return true;
  return ids.includes(panel) !== exclude;
}
