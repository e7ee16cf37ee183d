import {
  choice,
  fields,
  flag,
  isRecord,
  jsonObject as json,
  optionsFrom,
  type Shape,
  text,
  validate,
  whole,
  wrong,
} from '../../catalog/shape/index.js';
import type { LogQueryData, MetricQueryData, TraceQueryData } from '../../grafana/index.js';
import {
  type AnyVector,
  type LogExpression,
  type Node,
  nodeOf,
  type TraceExpression,
} from '../../query/index.js';
import { expression, grafanaTime } from '../shapes.js';
import type { AnySignal, Signal } from '../signal.js';
import { type DataSource, sourceOf } from './datasource.js';
import type { ExpressionQuery } from './expression.js';
import type { OtherQuery, QueryOfPanel } from './other-query.js';
import { type CommonQueryOptions, commonQueryFields } from './query-fields.js';

/** One query of a panel. */
export type PanelQuery = MetricQuery | LogQuery | TraceQuery | OtherQuery | QueryOfPanel | ExpressionQuery;

interface SeriesOptions extends CommonQueryOptions {
  /** Name of the series, with `{{label}}` placeholders. @default the signal's legend */
  readonly legend?: string;
  /** An instant query: one sample at the end of the time range. @default true for stat, gauge, bar gauge, table */
  readonly instant?: boolean;
  /** Smallest distance of two points, such as `1m`. @default the panel's, or the scrape interval */
  readonly minStep?: string;
  /** A point for each of so many pixels: 1 to 10. @default 1 */
  readonly resolution?: number;
}

/** What is asked of Prometheus besides the expression. */
export interface QueryOptions extends SeriesOptions {
  /** Both the range and, with `instant`, one sample at its end. @default true unless `instant` */
  readonly range?: boolean;
  readonly format?: 'time_series' | 'table' | 'heatmap';
  /** Show exemplars: links from a point to the trace behind it. */
  readonly exemplar?: boolean;
  /** A fixed window instead of `$__rate_interval`. */
  readonly window?: string;
  /** Where it is asked. @default the panel's or the dashboard's for Prometheus */
  readonly source?: DataSource;
  /** Anything else of Grafana's query, merged last. */
  readonly json?: MetricQueryData;
}

/** What is asked of Loki besides the expression. */
export interface LogQueryOptions extends SeriesOptions {
  /** Lines at most: 1 to 1000000. @default the data source's */
  readonly maxLines?: number;
  /** @default newest: first */
  readonly order?: 'newest' | 'oldest';
  /** Where it is asked. @default the panel's or the dashboard's for Loki */
  readonly source?: DataSource;
  /** Anything else of Grafana's query, merged last. */
  readonly json?: LogQueryData;
}

/** What is asked of Tempo besides the expression. */
export interface TraceQueryOptions extends CommonQueryOptions {
  /** Traces at most: 1 to 1000000. @default 20 */
  readonly limit?: number;
  /** Spans of each trace at most: 1 to 1000000. @default 3 */
  readonly spans?: number;
  /** What the rows of a table are. @default traces */
  readonly as?: 'traces' | 'spans';
  /** Where it is asked. @default the panel's or the dashboard's for Tempo */
  readonly source?: DataSource;
  /** Anything else of Grafana's query, merged last. */
  readonly json?: TraceQueryData;
}

/** PromQL, for data sources that read it. */
export interface MetricQuery extends QueryOptions {
  readonly language: 'promql';
  /** None where an expression is shown that is no signal. */
  readonly signal?: AnySignal;
  /** What is queried, where it is not the signal itself: an expression, or an alert's bound drawn beside it. */
  readonly node?: Node;
}

/** LogQL, for panels on a Loki data source. */
export interface LogQuery extends LogQueryOptions {
  readonly language: 'logql';
  readonly expr: string;
}

/** TraceQL, for panels on a Tempo data source. */
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
    window: text,
    source: sourceOf('promql'),
    json,
  }),
);
/** Nothing is asked by a query that is neither for a range nor for its end. */
const metricShape: Shape = (value) => {
  const found = metricOptions(value);
  if (found || !isRecord(value) || value.instant !== false || value.range !== false) return found;
  return [
    {
      at: '',
      message: 'asks for nothing: instant and range are false',
      expected: 'one of them, or neither of them said',
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

/** A signal, or an expression that needs no title. */
const asked: Shape = (value) =>
  isRecord(value) && value.type === 'signal'
    ? undefined
    : expression(value) && wrong(value, 'a signal or an expression, such as rate(requests)');

/**
 * A signal or an expression on a panel with options of its own.
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

const logExpression = queryIn('logql', 'LogQL: a text, or the result of logql');
const traceExpression = queryIn('traceql', 'TraceQL: a text, or the result of traceql');

function queryIn(language: 'logql' | 'traceql', expected: string): Shape {
  return (value) => {
    if (typeof value === 'string') return text(value);
    return isRecord(value) && typeof value[language] === 'string' ? undefined : wrong(value, expected);
  };
}

/**
 * A LogQL query of a panel: lines for a logs panel, or series computed from them.
 *
 * @example logs(logql.stream({ app: 'api' }).contains('error'))
 */
export function logs(expr: string | LogExpression, options: LogQueryOptions = {}): LogQuery {
  validate(logExpression, expr, 'logs: the query', logs);
  validate(logShape, options, 'logs', logs);
  return { language: 'logql', expr: typeof expr === 'string' ? expr : expr.logql, ...options };
}

/**
 * A TraceQL query of a panel: matching traces, for a table.
 *
 * @example traces(traceql.spans({ status: 'error' }))
 */
export function traces(expr: string | TraceExpression, options: TraceQueryOptions = {}): TraceQuery {
  validate(traceExpression, expr, 'traces: the query', traces);
  validate(traceShape, options, 'traces', traces);
  return { language: 'traceql', expr: typeof expr === 'string' ? expr : expr.traceql, ...options };
}

/** What a panel can show. */
export type Shown = ExpressionInSignal | ExpressionsByName | AnySignal | PanelQuery;

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

export function toQuery(shown: Shown): PanelQuery {
  return isQuery(shown) ? shown : { language: 'promql', signal: shown };
}

function isQuery(shown: Shown): shown is PanelQuery {
  return 'language' in shown;
}
