import type { MetricType } from '../catalog/index.js';

/** Kinds of metrics by the types that pages and metadata have. */
export const kinds: ReadonlyMap<string, MetricType> = new Map([
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['summary', 'summary'],
  ['info', 'gauge'],
  ['stateset', 'gauge'],
]);
