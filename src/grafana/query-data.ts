import type { dataquery as LogDataquery } from '@grafana/grafana-foundation-sdk/loki';
import type { Dataquery as MetricDataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Dataquery as TraceDataquery } from '@grafana/grafana-foundation-sdk/tempo';
import type { Language } from './data-sources.js';
import type { Data } from './sdk.js';

/** The SDK marks the types of queries by a method, which is not data. */
type Marker = '_implementsDataqueryVariant';
type QueryData<Query> = Data<Omit<Query, Marker>>;

export type MetricQueryData = QueryData<MetricDataquery>;
export type LogQueryData = QueryData<LogDataquery>;
export type TraceQueryData = QueryData<TraceDataquery>;

type Keys<Query> = Readonly<Record<Exclude<keyof Query, Marker>, true>>;

const metricKeys: Keys<MetricDataquery> = {
  adhocFilters: true,
  datasource: true,
  editorMode: true,
  exemplar: true,
  expr: true,
  format: true,
  groupByKeys: true,
  hide: true,
  instant: true,
  interval: true,
  intervalFactor: true,
  intervalMs: true,
  legendFormat: true,
  maxDataPoints: true,
  queryType: true,
  range: true,
  refId: true,
  resultAssertions: true,
  scopes: true,
  timeRange: true,
};
const logKeys: Keys<LogDataquery> = {
  datasource: true,
  direction: true,
  editorMode: true,
  expr: true,
  hide: true,
  instant: true,
  legendFormat: true,
  maxLines: true,
  queryType: true,
  range: true,
  refId: true,
  resolution: true,
  step: true,
};
const traceKeys: Keys<TraceDataquery> = {
  datasource: true,
  exemplars: true,
  filters: true,
  groupBy: true,
  hide: true,
  limit: true,
  maxDuration: true,
  metricsQueryType: true,
  minDuration: true,
  query: true,
  queryType: true,
  refId: true,
  search: true,
  serviceMapIncludeNamespace: true,
  serviceMapQuery: true,
  serviceName: true,
  spanName: true,
  spss: true,
  step: true,
  tableType: true,
};

/** The keys of queries in a language, as the SDK's types have them, and one in which editors save their state. */
export const queryKeys: { readonly [Key in Language]: readonly string[] } = {
  promql: [
    ...Object.keys(metricKeys),
    'useBackend',
    'disableTextWrap',
    'fullMetaSearch',
    'includeNullMetadata',
  ],
  logql: Object.keys(logKeys),
  traceql: Object.keys(traceKeys),
};

/** Where the options of queries are written. */
export const querySettings: { readonly [Key in Language]: Readonly<Record<string, readonly string[]>> } = {
  promql: {
    id: ['refId'],
    hide: ['hide'],
    legend: ['legendFormat'],
    instant: ['instant', 'range'],
    range: ['instant', 'range'],
    minStep: ['interval'],
    resolution: ['intervalFactor'],
    format: ['format'],
    exemplar: ['exemplar'],
    source: ['datasource'],
  },
  logql: {
    id: ['refId'],
    hide: ['hide'],
    legend: ['legendFormat'],
    instant: ['queryType', 'instant', 'range'],
    minStep: ['step'],
    resolution: ['resolution'],
    maxLines: ['maxLines'],
    order: ['direction'],
    source: ['datasource'],
  },
  traceql: {
    id: ['refId'],
    hide: ['hide'],
    limit: ['limit'],
    spans: ['spss'],
    as: ['tableType'],
    source: ['datasource'],
  },
};
