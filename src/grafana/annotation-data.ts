import type { AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Data } from './sdk.js';

/** Fields of an annotation query, except for its name. */
export type AnnotationData = Data<Omit<AnnotationQuery, 'name' | 'target'> & { target: object }> & {
  readonly [key: string]: unknown;
};

const names: Readonly<Record<keyof AnnotationQuery, true>> = {
  builtIn: true,
  datasource: true,
  enable: true,
  expr: true,
  filter: true,
  hide: true,
  iconColor: true,
  mappings: true,
  name: true,
  placement: true,
  step: true,
  tagKeys: true,
  target: true,
  textFormat: true,
  titleFormat: true,
  type: true,
  useValueForTime: true,
};

/** Keys of annotation queries, as the SDK's type has them, and further ones of Loki's. */
export const annotationKeys: readonly string[] = [
  ...Object.keys(names),
  'instant',
  'maxLines',
  'queryType',
  'showIn',
];

/** Where the options of annotation queries are written. */
export const annotationSettings: Readonly<Record<string, readonly string[]>> = {
  color: ['iconColor'],
  enabled: ['enable'],
  hide: ['hide', 'placement'],
  panels: ['filter'],
  exceptPanels: ['filter'],
  source: ['datasource'],
  title: ['titleFormat'],
  text: ['textFormat'],
  step: ['step'],
  useValueForTime: ['useValueForTime'],
};

/** Annotations that are stored in Grafana. */
export const grafanaAnnotations = { type: 'grafana', uid: '-- Grafana --' } as const;
