/** An output of the module: the source of its description in outputs.tf and of its row in the README. */
export interface ModuleOutput {
  readonly name: string;
  readonly about: string;
}

/** All outputs of a module; their values are in the template of outputs.tf. */
export const moduleOutputs = [
  {
    name: 'dashboards',
    about: 'ConfigMap, namespace and Grafana folder of each dashboard, by name.',
  },
  {
    name: 'prometheus_rule',
    about: 'Name and namespace of the first PrometheusRule, or null.',
  },
  {
    name: 'prometheus_rules',
    about: 'Name and namespace of each PrometheusRule. Large sets of rules are split.',
  },
  { name: 'alerts', about: 'Names of the alerts that are created.' },
] as const satisfies readonly ModuleOutput[];

/** Descriptions by name, for outputs.tf. */
export function outputTexts(outputs: readonly ModuleOutput[]): Readonly<Record<string, string>> {
  return Object.fromEntries(outputs.map(({ name, about }) => [name, about]));
}
