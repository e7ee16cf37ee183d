import { keysOf } from '../plain.js';
/** Reference to a data source in Grafana's JSON: by uid, by name, or by the variable that selects one. */
export interface DataSourceReference {
  readonly type: string;
  readonly uid: string;
}

/** The data sources of dashboards without `source`: variables, so that the dashboard works in any Grafana. */
const datasources = {
  promql: { type: 'prometheus', uid: '${datasource}' },
  logql: { type: 'loki', uid: '${loki}' },
  traceql: { type: 'tempo', uid: '${tempo}' },
} as const;

export const datasourceVariables = {
  promql: { name: 'datasource', label: 'Metrics', plugin: 'prometheus' },
  logql: { name: 'loki', label: 'Logs', plugin: 'loki' },
  traceql: { name: 'tempo', label: 'Traces', plugin: 'tempo' },
} as const;

/** Query languages with typed queries and checks. */
export type Language = keyof typeof datasources;

export const languages: readonly Language[] = keysOf(datasources);

/** The names of the languages. */
export const languageTitles = { promql: 'PromQL', logql: 'LogQL', traceql: 'TraceQL' } as const;

/** Sends each query of a panel to its own data source; any other data source takes all queries of its panel. */
export const mixedDatasource = { type: 'datasource', uid: '-- Mixed --' } as const;

/** The results of another panel of the dashboard. */
export const dashboardDatasource = { type: 'datasource', uid: '-- Dashboard --' } as const;

/** Server-side expressions: computed from the results of other queries. */
export const expressionDatasource = { type: '__expr__', uid: '__expr__' } as const;

/** Data sources that every Grafana has. */
export const builtInDatasources: ReadonlySet<string> = new Set([
  'grafana',
  '-- Grafana --',
  '-- Mixed --',
  '-- Dashboard --',
  '__expr__',
  '-100',
]);

/** Plugins that read PromQL besides Grafana's own for Prometheus. */
const speakPromql = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
]);

/** Plugins that read neither PromQL nor LogQL nor TraceQL: those of the SDK and of Grafana's own distribution. */
const speakOthers = new Set(
  `cloudwatch elasticsearch grafana-athena-datasource grafana-azure-monitor-datasource grafana-bigquery-datasource
  grafana-clickhouse-datasource grafana-opensearch-datasource grafana-postgresql-datasource grafana-pyroscope-datasource
  grafana-testdata-datasource graphite influxdb jaeger mssql mysql opentsdb parca postgres stackdriver zipkin`.split(
    /\s+/,
  ),
);

/** The language of the data source of a default variable; undefined for any other name. */
export function languageOfVariable(name: string): Language | undefined {
  return languages.find((language) => datasourceVariables[language].name === name);
}

/** The language that a data source plugin reads; undefined for any other language. */
export function languageOfPlugin(plugin: string): Language | undefined {
  if (speakPromql.has(plugin)) return 'promql';
  return languages.find((language) => datasourceVariables[language].plugin === plugin);
}

/** Whether a data source plugin may read a language; plugins that are not known may read any. */
export function mayRead(plugin: string, language: Language): boolean {
  const known = languageOfPlugin(plugin);
  return known === undefined ? !speakOthers.has(plugin) : known === language;
}

/** The default name of the variable for data sources of a plugin: `cloudwatch`, `pyroscope`. */
export function variableNameOf(plugin: string): string {
  const language = languageOfPlugin(plugin);
  if (language) return datasourceVariables[language].name;
  const short = plugin.replace(/^grafana-/, '').replace(/-datasource$/, '');
  return short.replace(/\W+/g, '_');
}
