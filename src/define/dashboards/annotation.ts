import { closed } from '../../catalog/misses.js';
import {
  choice,
  chosenBy,
  fields,
  fitting,
  flag,
  isRecord,
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
import { type AnyVector, type LogExpression, type Node, nodeOf } from '../../query/index.js';
import { expression, grafanaTime } from '../shapes.js';
import { type DataSource, dataSource, sourceOf } from './datasource.js';
import { type PanelReference, panelReference } from './other-query.js';

/** An annotation of a dashboard: marks on the time axis of every graph. */
export type Annotation =
  | AlertAnnotation
  | QueryAnnotation
  | LogAnnotation
  | GrafanaAnnotation
  | RawAnnotation;

/** What annotations of all kinds have. */
export interface AnnotationOptions {
  readonly name: string;
  /** @default blue, and red for alerts */
  readonly color?: string;
  /** Whether they are shown until somebody switches them off. @default true */
  readonly enabled?: boolean;
  /** Hides their switch above the panels, or puts it in the menu of controls. @default false */
  readonly hide?: boolean | 'menu';
  /** Only on these panels, by themselves or by their ids. @default all */
  readonly panels?: readonly (PanelReference | number)[];
  /** On all panels but these. */
  readonly exceptPanels?: readonly (PanelReference | number)[];
  /** Anything else of Grafana's annotation, merged last. */
  readonly json?: AnnotationData;
}

interface EventTexts {
  /** What people read first of each, with `{{label}}` placeholders. */
  readonly title?: string;
  /** What people read below, with `{{label}}` placeholders. */
  readonly text?: string;
  /** Labels whose values become tags of the annotation. */
  readonly tags?: readonly string[];
}

interface AlertAnnotationOptions extends Partial<AnnotationOptions> {
  /** @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}
export interface AlertAnnotation extends AnnotationOptions {
  readonly type: 'alerts';
  readonly color: string;
  readonly source?: DataSource | undefined;
}

interface QueryAnnotationOptions extends AnnotationOptions, EventTexts {
  readonly expr: AnyVector;
  readonly step?: string;
  /** The value of each sample is when it happened, in milliseconds since 1970. @default false */
  readonly useValueForTime?: boolean;
  /** @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}
/** Annotations at the times at which an expression has samples. */
export interface QueryAnnotation extends Omit<QueryAnnotationOptions, 'expr'> {
  readonly type: 'query';
  readonly node: Node;
  readonly color: string;
}

interface LogAnnotationOptions extends AnnotationOptions, EventTexts {
  /** LogQL: each line that it selects is one. */
  readonly expr: string | LogExpression;
  /** How many at most. @default what the data source says */
  readonly maxLines?: number;
  /** @default the dashboard's for Loki */
  readonly source?: DataSource;
}
/** Annotations at log lines. */
export interface LogAnnotation extends Omit<LogAnnotationOptions, 'expr'> {
  readonly type: 'logs';
  readonly expr: string;
  readonly color: string;
}

interface GrafanaAnnotationOptions extends AnnotationOptions {
  /** Those with all of these tags; without tags, those that were written on this dashboard. */
  readonly tags?: readonly string[];
  /** Those with any of the tags. @default false */
  readonly matchAny?: boolean;
  /** How many at most. @default 100 */
  readonly limit?: number;
}
/** Annotations stored in Grafana. */
export interface GrafanaAnnotation extends GrafanaAnnotationOptions {
  readonly type: 'grafana';
  readonly color: string;
}

interface RawAnnotationOptions extends AnnotationOptions {
  readonly source: DataSource;
  /** Grafana's annotation, with what the data source reads. */
  readonly json: AnnotationData;
}
/** Annotations of any data source, as Grafana's own JSON. */
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
    : wrong(value, 'LogQL: a text, or what logql gives');
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
 * One function per type of annotation: firing alerts, an expression, log lines, Grafana's own annotations, or a raw
 * query.
 *
 * @example annotation.query({ name: 'Deployments', expr: metrics.deployed })
 */
export const annotation = closed('annotation', 'type', {
  /** Annotation of the times at which alerts of the bundle were firing. */
  alerts: (options: AlertAnnotationOptions = {}): AlertAnnotation => {
    validate(alertsShape, options, 'annotation.alerts', annotation.alerts);
    const { name: title = 'Alerts firing', color = 'red', ...rest } = options;
    return { type: 'alerts', name: title, color, ...rest };
  },
  /** Annotation of the times at which an expression has samples. */
  query: (options: QueryAnnotationOptions): QueryAnnotation => {
    validate(queryShape, options, 'annotation.query', annotation.query);
    const { expr, color = 'blue', ...rest } = options;
    return { type: 'query', node: nodeOf(expr), color, ...rest };
  },
  /** Where there are lines in Loki. */
  logs: (options: LogAnnotationOptions): LogAnnotation => {
    validate(logsShape, options, 'annotation.logs', annotation.logs);
    const { expr, color = 'blue', ...rest } = options;
    return { type: 'logs', expr: typeof expr === 'string' ? expr : expr.logql, color, ...rest };
  },
  /** What people and tools have written into Grafana: with tags, or on this dashboard. */
  grafana: (options: GrafanaAnnotationOptions): GrafanaAnnotation => {
    validate(grafanaShape, options, 'annotation.grafana', annotation.grafana);
    return { type: 'grafana', color: 'blue', ...options };
  },
  /** Those of any other data source, as Grafana's own JSON. */
  raw: (options: RawAnnotationOptions): RawAnnotation => {
    validate(rawShape, options, 'annotation.raw', annotation.raw);
    return { type: 'raw', color: 'blue', ...options };
  },
} as const);
