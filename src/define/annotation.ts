import { type AnyVector, type Node, nodeOf } from '../query/index.js';

/** Marks on the time axis of every graph of a dashboard. */
export type Annotation = AlertAnnotation | QueryAnnotation;

export interface AlertAnnotation {
  readonly type: 'alerts';
  readonly name: string;
  readonly color: string;
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
}
interface QueryAnnotationOptions {
  readonly name: string;
  readonly expr: AnyVector;
  readonly title?: string;
  readonly text?: string;
  readonly tags?: readonly string[];
  readonly color?: string;
  readonly step?: string;
}

export const annotation = {
  /** Where an alert of the bundle was firing. */
  alerts: (options: { readonly name?: string; readonly color?: string } = {}): AlertAnnotation => ({
    type: 'alerts',
    name: options.name ?? 'Alerts firing',
    color: options.color ?? 'red',
  }),
  /** Where an expression has samples. */
  query: ({ expr, color = 'blue', ...rest }: QueryAnnotationOptions): QueryAnnotation => ({
    type: 'query',
    node: nodeOf(expr),
    color,
    ...rest,
  }),
} as const;
