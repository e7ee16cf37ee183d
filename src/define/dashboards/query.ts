import {
  choice,
  flag,
  isRecord,
  options as optionsOf,
  type Shape,
  text,
  validate,
  whole,
  wrong,
} from '../../catalog/shape/index.js';
import type { LogExpression, Node, TraceExpression } from '../../query/index.js';
import { signalShape } from '../shapes.js';
import type { AnySignal } from '../signal.js';

/** One query of a panel in the language of one kind of data source. */
export type PanelQuery = MetricQuery | LogQuery | TraceQuery;

export interface QueryOptions {
  /** Name of the series, with `{{label}}` placeholders. @default the signal's legend */
  readonly legend?: string;
  /** One sample at the end of the time range in place of a range. @default true for stat, gauge, bar gauge, table */
  readonly instant?: boolean;
  readonly format?: 'time_series' | 'table' | 'heatmap';
  readonly hide?: boolean;
  /** Show exemplars: links from a point to the trace behind it. */
  readonly exemplar?: boolean;
  /** A window in place of the panel's rate interval. */
  readonly window?: string;
}

export interface MetricQuery extends QueryOptions {
  readonly language: 'promql';
  readonly signal: AnySignal;
  /** What is queried, where it is not the signal itself: an alert's bound drawn beside it. */
  readonly node?: Node;
}

/** LogQL, for panels on a Loki data source. */
export interface LogQuery extends QueryOptions {
  readonly language: 'logql';
  readonly expr: string;
}

/** TraceQL, for panels on a Tempo data source. */
export interface TraceQuery {
  readonly language: 'traceql';
  readonly expr: string;
  readonly limit?: number;
  readonly hide?: boolean;
}

const shape = optionsOf<QueryOptions>({
  legend: text,
  instant: flag,
  format: choice('time_series', 'table', 'heatmap'),
  hide: flag,
  exemplar: flag,
  window: text,
});
type TraceOptions = Omit<TraceQuery, 'language' | 'expr'>;
const traceShape = optionsOf<TraceOptions>({ limit: whole(1, 1_000_000), hide: flag });

/** A signal on a panel with options of its own. */
export function query(signal: AnySignal, options: QueryOptions = {}): MetricQuery {
  validate(signalShape, signal, 'query', query);
  validate(shape, options, 'query', query);
  return { language: 'promql', signal, ...options };
}

const logExpression = queryIn('logql', 'LogQL: a text, or what logql gives');
const traceExpression = queryIn('traceql', 'TraceQL: a text, or what traceql gives');

function queryIn(language: 'logql' | 'traceql', expected: string): Shape {
  return (value) => {
    if (typeof value === 'string') return text(value);
    return isRecord(value) && typeof value[language] === 'string' ? undefined : wrong(value, expected);
  };
}

/** LogQL on a panel: lines for a logs panel, or series counted from them. */
export function logs(expr: string | LogExpression, options: QueryOptions = {}): LogQuery {
  validate(logExpression, expr, 'logs: the query', logs);
  validate(shape, options, 'logs', logs);
  return { language: 'logql', expr: typeof expr === 'string' ? expr : expr.logql, ...options };
}

/** TraceQL on a panel: the traces that match, for a table. */
export function traces(expr: string | TraceExpression, options: TraceOptions = {}): TraceQuery {
  validate(traceExpression, expr, 'traces: the query', traces);
  validate(traceShape, options, 'traces', traces);
  return { language: 'traceql', expr: typeof expr === 'string' ? expr : expr.traceql, ...options };
}

/** What a panel can show. */
export type Shown = AnySignal | PanelQuery;

export function toQuery(shown: Shown): PanelQuery {
  return 'language' in shown ? shown : { language: 'promql', signal: shown };
}
