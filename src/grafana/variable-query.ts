import { languageOfPlugin } from './data-sources.js';

/** The functions in which queries of variables are written for Prometheus and for Loki. */
const labelValues = /^\s*label_values\(\s*(?:([\s\S]+?)\s*,\s*)?([\w:.-]+)\s*\)\s*$/;
const queryResult = /^\s*query_result\(([\s\S]*)\)\s*$/;
const labelNames = /^\s*label_names\(([\s\S]*)\)\s*$/;
const metricNames = /^\s*metrics\(([\s\S]*)\)\s*$/;

/** A query of a variable by its function; all other text selects series. */
export type VariableQuery =
  | { readonly kind: 'label-values'; readonly series: string; readonly label: string }
  | { readonly kind: 'query-result'; readonly expr: string }
  | { readonly kind: 'label-names'; readonly pattern: string }
  | { readonly kind: 'metric-names'; readonly pattern: string }
  | { readonly kind: 'series'; readonly expr: string };

/** What a query asks (packages/grafana-prometheus/src/metric_find_query.ts, by the same patterns). */
export function parseVariableQuery(text: string): VariableQuery {
  const values = labelValues.exec(text);
  if (values) return { kind: 'label-values', series: values[1] ?? '', label: values[2] ?? '' };
  const result = queryResult.exec(text);
  if (result) return { kind: 'query-result', expr: result[1] ?? '' };
  const names = labelNames.exec(text);
  if (names) return { kind: 'label-names', pattern: names[1] ?? '' };
  const metrics = metricNames.exec(text);
  if (metrics) return { kind: 'metric-names', pattern: metrics[1] ?? '' };
  return { kind: 'series', expr: text.trim() };
}

/** Numbers of Prometheus' editor for kinds of queries (`PromVariableQueryType`). */
const numbers = {
  'label-names': 0,
  'label-values': 1,
  'metric-names': 2,
  'query-result': 3,
  series: 4,
} as const satisfies Record<VariableQuery['kind'], number>;

/**
 * The query of a variable as a data source keeps it: Prometheus an object with its text, Loki and Tempo one with its
 * parts, all others the text.
 *
 * @param refId what names the query in logs of Grafana
 */
export function variableQueryModel(plugin: string, text: string, refId: string): string | object {
  const query = parseVariableQuery(text);
  switch (plugin) {
    case 'loki':
    case 'tempo':
      if (query.kind === 'label-values')
        return {
          refId,
          type: 1,
          label: query.label,
          ...(plugin === 'loki' && { stream: query.series }),
        };
      return query.kind === 'label-names' ? { refId, type: 0 } : text;
    default:
      return speaksPromql(plugin) ? { qryType: numbers[query.kind], query: text, refId } : text;
  }
}

/** Data sources that take the functions of Prometheus in queries of variables. */
export function speaksPromql(plugin: string): boolean {
  return languageOfPlugin(plugin) === 'promql' || plugin === 'victoriametrics-metrics-datasource';
}
