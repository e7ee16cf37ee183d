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

/** Sends each query of a panel to its own data source, where every other one takes all of them itself. */
export const mixedDatasource = { type: 'datasource', uid: '-- Mixed --' } as const;

const languages = Object.keys(datasources) as Language[];

/** The language of the data source that an implied variable stands for; undefined for any other name. */
export function languageOfVariable(name: string): Language | undefined {
  return languages.find((language) => datasourceVariables[language].name === name);
}

/** The language that a type of data source reads; undefined for a type that reads another. */
export function languageOfPlugin(plugin: string): Language | undefined {
  return languages.find((language) => datasourceVariables[language].plugin === plugin);
}
