/** How Grafana's JSON names a data source: by its uid, by its name, or by the variable that one is chosen with. */
export interface DataSourceReference {
  readonly type: string;
  readonly uid: string;
}

/** The data sources of dashboards that name none: each is a variable, so that a dashboard runs in any Grafana. */
export const datasources = {
  promql: { type: 'prometheus', uid: '${datasource}' },
  logql: { type: 'loki', uid: '${loki}' },
  traceql: { type: 'tempo', uid: '${tempo}' },
} as const;

export const datasourceVariables = {
  promql: { name: 'datasource', label: 'Metrics', plugin: 'prometheus' },
  logql: { name: 'loki', label: 'Logs', plugin: 'loki' },
  traceql: { name: 'tempo', label: 'Traces', plugin: 'tempo' },
} as const;

/** The languages of queries that are written here and checked. */
export type Language = keyof typeof datasources;

export const languages = Object.keys(datasources) as readonly Language[];

/** What a language is called. */
export const languageTitles = { promql: 'PromQL', logql: 'LogQL', traceql: 'TraceQL' } as const;

/** Sends each query of a panel to its own data source, where every other one takes all of them itself. */
export const mixedDatasource = { type: 'datasource', uid: '-- Mixed --' } as const;

/** The results of another panel of the dashboard. */
export const dashboardDatasource = { type: 'datasource', uid: '-- Dashboard --' } as const;

/** What Grafana's server computes from the results of other queries. */
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

/** Plugins that take PromQL besides Grafana's own for Prometheus. */
const speakPromql = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
]);

/** Plugins of which nobody can ask PromQL, LogQL or TraceQL: those of the SDK and of Grafana's own distribution. */
const speakOthers = new Set(
  `cloudwatch elasticsearch grafana-athena-datasource grafana-azure-monitor-datasource grafana-bigquery-datasource
  grafana-clickhouse-datasource grafana-opensearch-datasource grafana-postgresql-datasource grafana-pyroscope-datasource
  grafana-testdata-datasource graphite influxdb jaeger mssql mysql opentsdb parca postgres stackdriver zipkin`.split(
    /\s+/,
  ),
);

/** The language of the data source that an implied variable stands for; undefined for any other name. */
export function languageOfVariable(name: string): Language | undefined {
  return languages.find((language) => datasourceVariables[language].name === name);
}

/** The language that a type of data source reads; undefined for a type that reads another. */
export function languageOfPlugin(plugin: string): Language | undefined {
  if (speakPromql.has(plugin)) return 'promql';
  return languages.find((language) => datasourceVariables[language].plugin === plugin);
}

/** Whether a type of data source may take such queries: of a plugin that is not known, whoever names it knows. */
export function mayRead(plugin: string, language: Language): boolean {
  const known = languageOfPlugin(plugin);
  return known === undefined ? !speakOthers.has(plugin) : known === language;
}

/** The name of the variable for data sources of a plugin, unless it is given one: `cloudwatch`, `pyroscope`. */
export function variableNameOf(plugin: string): string {
  const language = languageOfPlugin(plugin);
  if (language) return datasourceVariables[language].name;
  const short = plugin.replace(/^grafana-/, '').replace(/-datasource$/, '');
  return short.replace(/\W+/g, '_');
}
