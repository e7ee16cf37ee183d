/** An output of the module: the source of its description in outputs.tf and of its row in the README. */
export interface ModuleOutput {
  readonly name: string;
  readonly about: string;
}

/** All outputs of a module; their values are in the template of outputs.tf. */
export const moduleOutputs = [
  {
    name: 'dashboards',
    about: 'The ConfigMap, the namespace and the Grafana folder of each dashboard, by its name.',
  },
  {
    name: 'prometheus_rule',
    about: 'Name and namespace of the first PrometheusRule; null if there is none.',
  },
  {
    name: 'prometheus_rules',
    about: 'Name and namespace of every PrometheusRule: there are several where one would be too large.',
  },
  { name: 'alerts', about: 'Names of the alerts that are installed.' },
] as const satisfies readonly ModuleOutput[];

/** Descriptions by name, for outputs.tf. */
export function outputTexts(outputs: readonly ModuleOutput[]): Readonly<Record<string, string>> {
  return Object.fromEntries(outputs.map(({ name, about }) => [name, about]));
}
