/** Every query names its data source through a dashboard variable, so that a dashboard runs in any Grafana. */
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

export type Language = keyof typeof datasources;
