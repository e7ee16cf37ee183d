import { closed } from '../../catalog/misses.js';
import {
  list,
  matching,
  name,
  options as optionsOf,
  required,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { type AnyVector, type Node, nodeOf } from '../../query/index.js';
import { expression, grafanaTime } from '../shapes.js';
import { type DataSource, sourceOf } from './datasource.js';

/** Marks on the time axis of every graph of a dashboard. */
export type Annotation = AlertAnnotation | QueryAnnotation;

export interface AlertAnnotation {
  readonly type: 'alerts';
  readonly name: string;
  readonly color: string;
  readonly source?: DataSource | undefined;
}
export interface QueryAnnotation {
  readonly type: 'query';
  readonly name: string;
  readonly node: Node;
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly color: string;
  readonly step?: string | undefined;
  readonly source?: DataSource | undefined;
}
interface QueryAnnotationOptions {
  readonly name: string;
  readonly expr: AnyVector;
  readonly title?: string;
  readonly text?: string;
  /** Names of labels whose values become tags. */
  readonly tags?: readonly string[];
  readonly color?: string;
  readonly step?: string;
  /** @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}

interface AlertAnnotationOptions {
  readonly name?: string;
  readonly color?: string;
  /** @default the dashboard's for Prometheus */
  readonly source?: DataSource;
}

const source = sourceOf('promql');
const alertsShape = optionsOf<AlertAnnotationOptions>({ name, color: name, source });
const queryShape = optionsOf<QueryAnnotationOptions>({
  name: required(name),
  expr: required(expression),
  title: text,
  text,
  tags: list(
    matching(/^[^,\s][^,]*$/, 'the name of a label, without a comma: Grafana splits their list there'),
  ),
  color: name,
  step: grafanaTime,
  source,
});

export const annotation = closed('annotation', 'type', {
  /** Where an alert of the bundle was firing. */
  alerts: (options: AlertAnnotationOptions = {}): AlertAnnotation => {
    validate(alertsShape, options, 'annotation.alerts', annotation.alerts);
    const { name: title = 'Alerts firing', color = 'red', ...rest } = options;
    return { type: 'alerts', name: title, color, ...rest };
  },
  /** Where an expression has samples. */
  query: (options: QueryAnnotationOptions): QueryAnnotation => {
    validate(queryShape, options, 'annotation.query', annotation.query);
    const { expr, color = 'blue', ...rest } = options;
    return { type: 'query', node: nodeOf(expr), color, ...rest };
  },
} as const);
