import {
  createDataFrame,
  type DataFrame,
  FieldType,
  type GrafanaTheme2,
  type InterpolateFunction,
} from '@grafana/data';
import { mostPoints, scrapeInterval, stepFor } from '../../../resolution.js';
import { exampleLines, exampleTraces } from '../data/example-lines.js';
import type { QuerySource, TimeSpan } from '../data/source.js';
import { aligned } from './aligned.js';
import { framesOf } from './frames.js';
import { durationMs, interpolate, macros, type VariableValues } from './interpolate.js';
import type { PanelJson, TargetJson } from './json.js';
import { withLinkMacros } from './link-macros.js';
import { type Follow, urlOf } from './links.js';
import { panelFrames } from './panel-data.js';
import { isTable } from './table-columns.js';

export interface PanelRun {
  readonly panel: PanelJson;
  readonly source: QuerySource;
  readonly dataset: string;
  readonly range: TimeSpan;
  readonly width: number;
  readonly variables: VariableValues;
  readonly theme: GrafanaTheme2;
  readonly timeZone: string;
  readonly follow: Follow;
  /** Aborted when nobody waits for the result any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface PanelResult {
  readonly frames: DataFrame[];
  readonly errors: readonly string[];
  /** What was left out, in words. */
  readonly notices: readonly string[];
}

/** Runs a panel's queries and applies its transformations and field options. */
export async function runPanel(run: PanelRun): Promise<PanelResult> {
  const { panel, variables, theme, timeZone } = run;
  const errors: string[] = [];
  const notices: string[] = [];
  const frames: DataFrame[] = [];
  const range = shifted(run.range, panel);
  const scrape = durationMs(panel.interval) ?? scrapeInterval;
  const stepMs = stepFor(
    range.end - range.start,
    panel.maxDataPoints ?? Math.min(run.width, mostPoints),
    scrape,
  );
  const scope: VariableValues = { ...variables, ...macros(range, stepMs, scrape) };
  await Promise.all(
    shownTargets(panel).map(async (target, index) => {
      const text = target.expr ?? target.query;
      if (!text && !isElsewhere(panel, target)) return;
      frames[index * 1000] = undefined as never;
      const found = await ask(
        run,
        target,
        interpolate(text ?? '', scope, 'query'),
        range,
        stepMs,
        errors,
        notices,
      );
      found.forEach((frame, at) => {
        frames[index * 1000 + at] = frame;
      });
    }),
  );
  const replace: InterpolateFunction = (text, scoped, format) => {
    const isUrl = format === 'uriencode' || format === 'percentencode';
    const own = withLinkMacros(text, scoped, isUrl);
    return isUrl ? urlOf(own, scope) : interpolate(own, scope, 'text');
  };
  const ordered = frames.filter((frame) => frame !== undefined);
  const settings = { theme, timeZone, replace, follow: run.follow };
  return { frames: await panelFrames(ordered, panel, settings), errors, notices };
}

function shifted(range: TimeSpan, { timeFrom, timeShift }: PanelJson): TimeSpan {
  const start = timeFrom ? range.end - (durationMs(timeFrom) ?? range.end - range.start) : range.start;
  const shift = durationMs(timeShift) ?? 0;
  return { start: start - shift, end: range.end - shift };
}

async function ask(
  run: PanelRun,
  target: TargetJson,
  expr: string,
  range: TimeSpan,
  stepMs: number,
  errors: string[],
  notices: string[],
): Promise<DataFrame[]> {
  const language = languageOf(run.panel, target);
  switch (language) {
    case 'loki':
      return run.panel.type === 'logs' ? [logFrame(expr, range)] : logRate(expr, range, stepMs, target);
    case 'tempo':
      return [traceFrame(expr, range, target)];
    case 'prometheus':
      return prometheusFrames(run, target, expr, range, stepMs, errors, notices);
    default:
      errors.push(`${target.refId ?? ''}: queries of ${language} are not simulated in the preview`);
      return [];
  }
}

async function prometheusFrames(
  run: PanelRun,
  target: TargetJson,
  expr: string,
  range: TimeSpan,
  stepMs: number,
  errors: string[],
  notices: string[],
): Promise<DataFrame[]> {
  const least = durationMs(target.interval) ?? 0;
  const step = Math.max(stepMs * (target.intervalFactor ?? 1), least);
  const instant = target.instant === true && target.range !== true;
  const question = { expr, ...(instant ? range : aligned(range, step)), stepMs: step, instant };
  const answer = await run.source.ask(run.dataset, question, run.signal);
  if (!answer.ok) {
    errors.push(`${target.refId ?? ''}: ${answer.message}`);
    return [];
  }
  if (answer.more > 0)
    notices.push(`${answer.series.length} of ${answer.series.length + answer.more} series are shown`);
  const tables = shownTargets(run.panel).filter(isTable).length;
  return framesOf(answer.series, target, expr, tables);
}

function shownTargets({ targets = [] }: PanelJson): readonly TargetJson[] {
  return targets.filter(({ hide }) => !hide);
}

/** Whether a query without text is one of another language than those that are simulated. */
function isElsewhere(panel: PanelJson, target: TargetJson): boolean {
  return !['prometheus', 'loki', 'tempo'].includes(languageOf(panel, target));
}

function languageOf(panel: PanelJson, target: TargetJson): string {
  for (const source of [target.datasource, panel.datasource]) {
    const type = typeof source === 'object' && source !== null ? source.type : undefined;
    if (type && !type.startsWith('$') && !/prometheus|loki|tempo|mixed/i.test(type)) return type;
    const text = typeof source === 'string' ? source : `${source?.type ?? ''} ${source?.uid ?? ''}`;
    if (/loki/i.test(text)) return 'loki';
    if (/tempo/i.test(text)) return 'tempo';
    if (/prometheus/i.test(text)) return 'prometheus';
  }
  return target.expr === undefined && target.query !== undefined ? 'tempo' : 'prometheus';
}

function logFrame(query: string, range: TimeSpan): DataFrame {
  const lines = exampleLines(query, range);
  return createDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: lines.map(({ time }) => time), config: {} },
      { name: 'Line', type: FieldType.string, values: lines.map(({ text }) => text), config: {} },
    ],
  });
}

/** A metric query on logs: how many example lines there would be per step. */
function logRate(query: string, range: TimeSpan, stepMs: number, target: TargetJson): DataFrame[] {
  const times: number[] = [];
  for (let time = Math.ceil(range.start / stepMs) * stepMs; time <= range.end; time += stepMs)
    times.push(time);
  const lines = exampleLines(query, range);
  const values = Float64Array.from(
    times,
    (time) => 0.2 + lines.filter(({ time: at }) => Math.abs(at - time) < stepMs * 4).length / 10,
  );
  return framesOf([{ labels: {}, times: Float64Array.from(times), values }], target, query);
}

/** Widths of columns in pixels, so that a trace is seen to its duration in half of a window. */
const width = (pixels: number) => ({ custom: { width: pixels } });
const least = { custom: { minWidth: 100 } };

function traceFrame(query: string, range: TimeSpan, { refId }: TargetJson): DataFrame {
  const traces = exampleTraces(query, range);
  return createDataFrame({
    refId,
    fields: [
      { name: 'Trace ID', type: FieldType.string, values: traces.map(({ id }) => id), config: width(140) },
      {
        name: 'Start time',
        type: FieldType.time,
        values: traces.map(({ time }) => time),
        config: width(165),
      },
      {
        name: 'Service',
        type: FieldType.string,
        values: traces.map(({ service }) => service),
        config: least,
      },
      { name: 'Name', type: FieldType.string, values: traces.map(({ name }) => name), config: least },
      {
        name: 'Duration',
        type: FieldType.number,
        values: traces.map(({ durationMs: length }) => length),
        config: { unit: 'ms', ...width(100) },
      },
    ],
  });
}
