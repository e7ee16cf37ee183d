import type { Incident, SiteBundle } from '../../../model.js';
import type { PageEngine } from './engine.js';
import { type Answer, mostSeries, type Question } from './messages.js';

export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Where panels get their data from. */
export interface QuerySource {
  /** Changes whenever the data do. */
  readonly key: string;
  /** Data are made up. */
  readonly isExample: boolean;
  /** Says which data the expressions of a dashboard read; gives the name under which they are asked for. */
  prepare(expressions: readonly string[], range: TimeSpan): string;
  /** What is aborted before its turn is not evaluated, and never answered. */
  ask(dataset: string, question: Question, signal?: AbortSignal): Promise<Answer>;
}

/** Names of datasets begin with the number of their source: a bundle as it was has other data than as it is. */
let sources = 0;

/** Data that fit the catalog, made in the page. */
export function simulatedSource(engine: PageEngine, bundle: SiteBundle, revision: number): QuerySource {
  return sourceOf(engine, bundle, `simulated ${bundle.name} ${revision}`);
}

/** The series of a scenario, in a system that is well otherwise. */
export function incidentSource(
  engine: PageEngine,
  bundle: SiteBundle,
  incident: Incident,
  revision: number,
): QuerySource {
  return sourceOf(engine, bundle, `incident ${bundle.name} ${incident.name} ${revision}`, incident);
}

function sourceOf(
  engine: PageEngine,
  { metrics, records, guessed }: SiteBundle,
  key: string,
  incident?: Incident,
): QuerySource {
  sources += 1;
  const number = sources;
  return {
    key,
    isExample: true,
    prepare(expressions, range) {
      const dataset = JSON.stringify([number, range, expressions]);
      engine.load(dataset, { metrics, records, guessed, incident }, expressions, range);
      return dataset;
    },
    ask: (dataset, question, signal) => engine.ask(dataset, question, signal),
  };
}

interface ApiSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values?: readonly (readonly [number, string])[];
  readonly value?: readonly [number, string];
}

/** A Prometheus behind the server of the preview. */
export function liveSource(): QuerySource {
  return {
    key: 'live',
    isExample: false,
    prepare: () => 'live',
    async ask(_, { expr, start, end, stepMs, instant }, signal) {
      const path = instant ? 'query' : 'query_range';
      const parameters: Record<string, string> = instant
        ? { query: expr, time: String(end / 1000) }
        : { query: expr, start: String(start / 1000), end: String(end / 1000), step: String(stepMs / 1000) };
      try {
        const response = await fetch(`api/prometheus/${path}`, {
          method: 'POST',
          body: new URLSearchParams(parameters),
          ...(signal && { signal }),
        });
        const body = await response.json();
        if (body.status !== 'success')
          return { ok: false, message: body.error ?? `the server answered ${response.status}` };
        return answerOf(body.data.result);
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

function answerOf(result: readonly ApiSeries[] | readonly [number, string]): Answer {
  const list = isScalar(result) ? [{ metric: {}, value: result }] : result;
  const series = list.slice(0, mostSeries).map(({ metric, values, value }: ApiSeries) => {
    const points = values ?? (value ? [value] : []);
    return {
      labels: metric,
      times: Float64Array.from(points, ([at]) => at * 1000),
      values: Float64Array.from(points, ([, text]) => Number(text.replace('Inf', 'Infinity'))),
    };
  });
  return { ok: true, series, more: Math.max(0, list.length - mostSeries) };
}

function isScalar(
  result: readonly ApiSeries[] | readonly [number, string],
): result is readonly [number, string] {
  return typeof result[0] === 'number';
}
