import { languageOfPlugin } from './data-sources.js';

/** Functions in the queries of variables for Prometheus and Loki. */
const labelValues = /^\s*label_values\(\s*(?:([\s\S]+?)\s*,\s*)?([\w:.-]+)\s*\)\s*$/;
const queryResult = /^\s*query_result\(([\s\S]*)\)\s*$/;
const labelNames = /^\s*label_names\(([\s\S]*)\)\s*$/;
const metricNames = /^\s*metrics\(([\s\S]*)\)\s*$/;

/** A query of a variable by its function; any other text selects series. */
export type VariableQuery =
  | { readonly kind: 'label-values'; readonly series: string; readonly label: string }
  | { readonly kind: 'query-result'; readonly expr: string }
  | { readonly kind: 'label-names'; readonly pattern: string }
  | { readonly kind: 'metric-names'; readonly pattern: string }
  | { readonly kind: 'series'; readonly expr: string };

/**
 * Parses the query of a variable, by the same patterns as Grafana
 * (packages/grafana-prometheus/src/metric_find_query.ts).
 */
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

/** Grafana's numbers for the kinds of queries (`PromVariableQueryType`). */
const numbers = {
  'label-names': 0,
  'label-values': 1,
  'metric-names': 2,
  'query-result': 3,
  series: 4,
} as const satisfies Record<VariableQuery['kind'], number>;

/**
 * The query of a variable as its data source saves it: an object with the text for Prometheus, an object with the parts
 * for Loki and Tempo, and the text for any other.
 *
 * @param refId name of the query in Grafana's logs
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

/** Data sources whose variable queries have the functions of Prometheus. */
export function speaksPromql(plugin: string): boolean {
  return languageOfPlugin(plugin) === 'promql' || plugin === 'victoriametrics-metrics-datasource';
}
