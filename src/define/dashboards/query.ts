import {
  choice,
  fields,
  flag,
  jsonObject as json,
  optionsFrom,
  type Shape,
  text,
  validate,
  whole,
  wrong,
} from '../../catalog/shape/index.js';
import type { LogQueryData, MetricQueryData, TraceQueryData } from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import {
  type AnyVector,
  type LogExpression,
  type Node,
  nodeOf,
  type TraceExpression,
} from '../../query/index.js';
import { windowShape } from '../../query/promql/shapes.js';
import { expression, grafanaTime } from '../shapes.js';
import type { AnySignal, Signal } from '../signal.js';
import { type DataSource, sourceOf } from './datasource.js';
import type { ExpressionQuery } from './expression.js';
import type { DashboardQuery, RawQuery } from './other-query.js';
import { type CommonQueryOptions, commonQueryFields } from './query-fields.js';

/** One query of a panel. */
export type PanelQuery = MetricQuery | LogQuery | TraceQuery | RawQuery | DashboardQuery | ExpressionQuery;

interface SeriesOptions extends CommonQueryOptions {
  /** Legend: the name of each series, with `{{label}}` placeholders. @default the signal's legend */
  readonly legend?: string;
  /**
   * Runs an instant query: one sample at the end of the time range.
   *
   * @default true for stat, gauge, bar gauge and table
   */
  readonly instant?: boolean;
  /** Minimum step between two points, such as `1m`. @default the panel's `interval`, or the scrape interval */
  readonly minStep?: string;
  /** Pixels per point: 1 to 10. @default 1 */
  readonly resolution?: number;
}

/** Options of a PromQL query. */
export interface QueryOptions extends SeriesOptions {
  /** Runs a range query; with `instant`, both. @default true, false with `instant` */
  readonly range?: boolean;
  /**
   * Format of the response.
   *
   * @default by panel type: `table` for tables, `heatmap` for heatmaps, otherwise `time_series`
   */
  readonly format?: 'time_series' | 'table' | 'heatmap';
  /** Shows exemplars: points that link to a trace. @default false */
  readonly exemplar?: boolean;
  /** Window of the rates in the expression. @default `$__rate_interval` */
  readonly window?: string;
  /** Data source to query. @default the panel's or the dashboard's Prometheus data source */
  readonly source?: DataSource;
  /** Further fields of Grafana's query, merged last. */
  readonly json?: MetricQueryData;
}

/** Options of a LogQL query. */
export interface LogQueryOptions extends SeriesOptions {
  /** Maximum number of log lines: 1 to 1000000. @default the limit of the data source */
  readonly maxLines?: number;
  /** Order of the log lines. @default newest first */
  readonly order?: 'newest' | 'oldest';
  /** Data source to query. @default the panel's or the dashboard's Loki data source */
  readonly source?: DataSource;
  /** Further fields of Grafana's query, merged last. */
  readonly json?: LogQueryData;
}

/** Options of a TraceQL query. */
export interface TraceQueryOptions extends CommonQueryOptions {
  /** Maximum number of traces: 1 to 1000000. @default 20 */
  readonly limit?: number;
  /** Maximum number of spans per trace: 1 to 1000000. @default 3 */
  readonly spans?: number;
  /** What each row of a table is. @default traces */
  readonly as?: 'traces' | 'spans';
  /** Data source to query. @default the panel's or the dashboard's Tempo data source */
  readonly source?: DataSource;
  /** Further fields of Grafana's query, merged last. */
  readonly json?: TraceQueryData;
}

/** A PromQL query. */
export interface MetricQuery extends QueryOptions {
  readonly language: 'promql';
  /** The signal that is shown; absent for an expression. */
  readonly signal?: AnySignal;
  /** The expression to query if it is not that of the signal: an expression, or a threshold that is drawn with it. */
  readonly node?: Node;
}

/** A LogQL query. */
export interface LogQuery extends LogQueryOptions {
  readonly language: 'logql';
  readonly expr: string;
}

/** A TraceQL query. */
export interface TraceQuery extends TraceQueryOptions {
  readonly language: 'traceql';
  readonly expr: string;
}

const series = {
  ...commonQueryFields,
  legend: text,
  instant: flag,
  minStep: grafanaTime,
  resolution: whole(1, 10),
};

const metricOptions = optionsFrom(
  fields<QueryOptions>({
    ...series,
    range: flag,
    format: choice('time_series', 'table', 'heatmap'),
    exemplar: flag,
    window: windowShape,
    source: sourceOf('promql'),
    json,
  }),
);
/** A query must be a range query, an instant query, or both. */
const metricShape: Shape = (value) => {
  const found = metricOptions(value);
  if (found || !isRecord(value) || value.instant !== false || value.range !== false) return found;
  return [
    {
      at: '',
      message: 'queries nothing: instant and range are both false',
      expected: 'one of them, or neither',
      fatal: false,
    },
  ];
};
const logShape = optionsFrom(
  fields<LogQueryOptions>({
    ...series,
    maxLines: whole(1, 1_000_000),
    order: choice('newest', 'oldest'),
    source: sourceOf('logql'),
    json,
  }),
);
const traceShape = optionsFrom(
  fields<TraceQueryOptions>({
    ...commonQueryFields,
    limit: whole(1, 1_000_000),
    spans: whole(1, 1_000_000),
    as: choice('traces', 'spans'),
    source: sourceOf('traceql'),
    json,
  }),
);

/** A signal, or an expression without a title. */
const asked: Shape = (value) =>
  isRecord(value) && value.type === 'signal'
    ? undefined
    : expression(value) && wrong(value, 'a signal or an expression, such as rate(requests)');

/**
 * A signal or an expression to show on a panel, with options.
 *
 * @example query(queueLength, { legend: '{{topic}}' })
 */
export function query(shown: AnySignal | AnyVector, options: QueryOptions = {}): MetricQuery {
  validate(asked, shown, 'query', query);
  validate(metricShape, options, 'query', query);
  return isSignal(shown)
    ? { language: 'promql', signal: shown, ...options }
    : { language: 'promql', node: nodeOf(shown), ...options };
}

function isSignal(shown: AnySignal | AnyVector): shown is AnySignal {
  return 'type' in shown && shown.type === 'signal';
}

const logExpression = queryIn('logql', 'LogQL: a string, or the result of logql');
const traceExpression = queryIn('traceql', 'TraceQL: a string, or the result of traceql');

function queryIn(language: 'logql' | 'traceql', expected: string): Shape {
  return (value) => {
    if (typeof value === 'string') return text(value);
    return isRecord(value) && typeof value[language] === 'string' ? undefined : wrong(value, expected);
  };
}

/**
 * A LogQL query: log lines for a logs panel, or series computed from them.
 *
 * @example logs(logql.stream({ app: 'api' }).contains('error'))
 */
export function logs(expr: string | LogExpression, options: LogQueryOptions = {}): LogQuery {
  validate(logExpression, expr, 'logs: the query', logs);
  validate(logShape, options, 'logs', logs);
  return { language: 'logql', expr: typeof expr === 'string' ? expr : expr.logql, ...options };
}

/**
 * A TraceQL query: matching traces, for a table.
 *
 * @example traces(traceql.spans({ status: 'error' }))
 */
export function traces(expr: string | TraceExpression, options: TraceQueryOptions = {}): TraceQuery {
  validate(traceExpression, expr, 'traces: the query', traces);
  validate(traceShape, options, 'traces', traces);
  return { language: 'traceql', expr: typeof expr === 'string' ? expr : expr.traceql, ...options };
}

/** What a panel can show. */
export type PanelContent = ExpressionInSignal | ExpressionsByName | AnySignal | PanelQuery;

/** No value has this type either: for objects of expressions or metrics. */
export type ExpressionsByName = AnySignal & { readonly [name: string]: ExpressionInSignal };

/** No value has this type: where an expression or a metric stands in its place, the compiler says what is missing. */
export interface ExpressionInSignal extends Signal<never> {
  readonly 'wrap the expression: signal({ title, description, expr })': never;
  readonly expr?: ExpressionInSignal;
  readonly metric?: never;
  readonly where?: never;
  readonly offsetBy?: never;
  readonly atTime?: never;
}

export function toQuery(shown: PanelContent): PanelQuery {
  return isQuery(shown) ? shown : { language: 'promql', signal: shown };
}

function isQuery(shown: PanelContent): shown is PanelQuery {
  return 'language' in shown;
}
