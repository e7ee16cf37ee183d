import { closed } from '../../catalog/misses.js';
import {
  choice,
  chosenBy,
  fields,
  fitting,
  flag,
  jsonObject as json,
  list,
  matching,
  name,
  optionsFrom,
  type Problem,
  required,
  type Shape,
  text,
  validate,
  whole,
  wrong,
} from '../../catalog/shape/index.js';
import type { AnnotationData } from '../../grafana/index.js';
import { isRecord } from '../../plain.js';
import { type AnyVector, type LogExpression, type Node, nodeOf } from '../../query/index.js';
import { expression, grafanaTime } from '../shapes.js';
import { type DataSource, dataSource, sourceOf } from './datasource.js';
import { type PanelReference, panelReference } from './other-query.js';

/** An annotation query of a dashboard: it marks points and ranges of time on every graph. */
export type Annotation =
  | AlertAnnotation
  | QueryAnnotation
  | LogAnnotation
  | GrafanaAnnotation
  | RawAnnotation;

/** Options of every annotation query. */
export interface AnnotationOptions {
  /** Name of the annotation query, which is the label of its toggle. */
  readonly name: string;
  /** Grafana colour of the marks. @default blue, red for alerts */
  readonly color?: string;
  /** Whether the annotations are shown when the dashboard is opened. @default true */
  readonly enabled?: boolean;
  /**
   * Hides the toggle above the panels (`true`), or moves it to the menu of dashboard controls (`'menu'`).
   *
   * @default false
   */
  readonly hide?: boolean | 'menu';
  /** Shows the annotations only on these panels, given as panels or panel ids. @default all panels */
  readonly panels?: readonly (PanelReference | number)[];
  /** Shows the annotations on all panels except these. */
  readonly exceptPanels?: readonly (PanelReference | number)[];
  /** Further fields of Grafana's annotation query, merged last. */
  readonly json?: AnnotationData | { readonly [key: string]: unknown };
}

interface EventTexts {
  /** Title of each annotation, with `{{label}}` placeholders. */
  readonly title?: string;
  /** Text of each annotation, with `{{label}}` placeholders. */
  readonly text?: string;
  /** Labels whose values become tags of the annotation. */
  readonly tags?: readonly string[];
}

interface AlertAnnotationOptions extends Partial<AnnotationOptions> {
  /** Data source to query. @default the dashboard's Prometheus data source */
  readonly source?: DataSource;
}
/** An annotation query for the times at which alerts fire. */
export interface AlertAnnotation extends AnnotationOptions {
  readonly type: 'alerts';
  readonly color: string;
  readonly source?: DataSource | undefined;
}

interface QueryAnnotationOptions extends AnnotationOptions, EventTexts {
  /** PromQL expression: each of its samples is an annotation. */
  readonly expr: AnyVector;
  /** Minimum interval between two samples, such as `1m`. @default chosen by Grafana */
  readonly step?: string;
  /** Takes the time of the annotation from the value of the sample, in milliseconds since 1970. @default false */
  readonly useValueForTime?: boolean;
  /** Data source to query. @default the dashboard's Prometheus data source */
  readonly source?: DataSource;
}
/** An annotation query in PromQL. */
export interface QueryAnnotation extends Omit<QueryAnnotationOptions, 'expr'> {
  readonly type: 'query';
  readonly node: Node;
  readonly color: string;
}

interface LogAnnotationOptions extends AnnotationOptions, EventTexts {
  /** LogQL query: each of its log lines is an annotation. */
  readonly expr: string | LogExpression;
  /** Maximum number of log lines. @default the limit of the data source */
  readonly maxLines?: number;
  /** Data source to query. @default the dashboard's Loki data source */
  readonly source?: DataSource;
}
/** An annotation query in LogQL. */
export interface LogAnnotation extends Omit<LogAnnotationOptions, 'expr'> {
  readonly type: 'logs';
  readonly expr: string;
  readonly color: string;
}

interface GrafanaAnnotationOptions extends AnnotationOptions {
  /** Annotations with all of these tags; without tags, the annotations of this dashboard. */
  readonly tags?: readonly string[];
  /** Matches annotations that have any of the tags. @default false */
  readonly matchAny?: boolean;
  /** Maximum number of annotations. @default 100 */
  readonly limit?: number;
}
/** An annotation query for annotations stored in Grafana. */
export interface GrafanaAnnotation extends GrafanaAnnotationOptions {
  readonly type: 'grafana';
  readonly color: string;
}

interface RawAnnotationOptions extends AnnotationOptions {
  /** Data source to query. */
  readonly source: DataSource;
  /** Grafana's annotation query, with the fields that the data source reads. */
  readonly json: AnnotationData | { readonly [key: string]: unknown };
}
/** An annotation query for any data source, as Grafana's JSON. */
export interface RawAnnotation extends RawAnnotationOptions {
  readonly type: 'raw';
  readonly color: string;
}

const panels = list(panelReference, 1);
const common = {
  color: name,
  enabled: flag,
  hide: chosenBy((value) => (typeof value === 'string' ? choice('menu') : flag)),
  panels,
  exceptPanels: panels,
  json,
};
const named = { name: required(name), ...common };
const texts = {
  title: text,
  text,
  tags: list(matching(/^[^,\s][^,]*$/, 'a label name without a comma: Grafana splits the list at commas')),
};

const onPanels = (shape: Shape) =>
  fitting(shape, (options): readonly Problem[] =>
    options.panels !== undefined && options.exceptPanels !== undefined
      ? [{ at: 'exceptPanels', message: 'is set, and so is panels', expected: 'one of them', fatal: false }]
      : [],
  );

const alertsShape = onPanels(
  optionsFrom(fields<AlertAnnotationOptions>({ ...common, name, source: sourceOf('promql') })),
);
const queryShape = onPanels(
  optionsFrom(
    fields<QueryAnnotationOptions>({
      ...named,
      ...texts,
      expr: required(expression),
      step: grafanaTime,
      useValueForTime: flag,
      source: sourceOf('promql'),
    }),
  ),
);
const logExpression: Shape = (value) => {
  if (typeof value === 'string') return name(value);
  return isRecord(value) && typeof value.logql === 'string'
    ? undefined
    : wrong(value, 'LogQL: a string, or the result of logql');
};
const logsShape = onPanels(
  optionsFrom(
    fields<LogAnnotationOptions>({
      ...named,
      ...texts,
      expr: required(logExpression),
      maxLines: whole(1, 1_000_000),
      source: sourceOf('logql'),
    }),
  ),
);
const grafanaShape = onPanels(
  optionsFrom(
    fields<GrafanaAnnotationOptions>({
      ...named,
      tags: list(name, 1),
      matchAny: flag,
      limit: whole(1, 1_000_000),
    }),
  ),
);
const rawShape = onPanels(
  optionsFrom(fields<RawAnnotationOptions>({ ...named, json: required(json), source: required(dataSource) })),
);

export const annotationTypes = ['alerts', 'query', 'logs', 'grafana', 'raw'] as const;

/**
 * Annotation queries, one function per type.
 *
 * @example annotation.query({ name: 'Deployments', expr: metrics.deployed })
 */
export const annotation = closed('annotation', 'type', {
  /** The times at which alerts of the bundle fire. */
  alerts: (options: AlertAnnotationOptions = {}): AlertAnnotation => {
    validate(alertsShape, options, 'annotation.alerts', annotation.alerts);
    const { name: title = 'Alerts firing', color = 'red', ...rest } = options;
    return { type: 'alerts', name: title, color, ...rest };
  },
  /** A PromQL expression: each of its samples is an annotation. */
  query: (options: QueryAnnotationOptions): QueryAnnotation => {
    validate(queryShape, options, 'annotation.query', annotation.query);
    const { expr, color = 'blue', ...rest } = options;
    return { type: 'query', node: nodeOf(expr), color, ...rest };
  },
  /** A LogQL query: each of its log lines is an annotation. */
  logs: (options: LogAnnotationOptions): LogAnnotation => {
    validate(logsShape, options, 'annotation.logs', annotation.logs);
    const { expr, color = 'blue', ...rest } = options;
    return { type: 'logs', expr: typeof expr === 'string' ? expr : expr.logql, color, ...rest };
  },
  /** Annotations stored in Grafana: by tags, or those of this dashboard. */
  grafana: (options: GrafanaAnnotationOptions): GrafanaAnnotation => {
    validate(grafanaShape, options, 'annotation.grafana', annotation.grafana);
    return { type: 'grafana', color: 'blue', ...options };
  },
  /** A query of any other data source, as Grafana's JSON. */
  raw: (options: RawAnnotationOptions): RawAnnotation => {
    validate(rawShape, options, 'annotation.raw', annotation.raw);
    return { type: 'raw', color: 'blue', ...options };
  },
} as const);
