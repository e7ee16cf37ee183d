import { load } from 'js-yaml';
import { recordOf, recordsOf, stringOf } from '../plain.js';
import { readTfvars } from './tfvars.js';
import type { Data } from './values.js';

/** The text of files by their path in an output folder. */
export type OutputFiles = ReadonlyMap<string, string>;

/** The outputs of one bundle. */
export interface BundleOutput {
  readonly name: string;
  readonly version: string | undefined;
  /** By uid. */
  readonly dashboards: ReadonlyMap<string, Data>;
  readonly groups: readonly Data[];
  /** Groups by environment. */
  readonly environments: ReadonlyMap<string, readonly Data[]>;
  /** Values of the chart by environment. */
  readonly environmentValues: ReadonlyMap<string, Data>;
  /** Variables by module and environment: `terraform`, `terraform-grafana`. */
  readonly environmentVariables: ReadonlyMap<string, ReadonlyMap<string, Data>>;
  /** The values of each alert in the chart: its threshold, and the texts around it. */
  readonly tuning: Data;
  /** Default values of the chart. */
  readonly values: Data;
  /** Names of the module's variables. */
  readonly variables: ReadonlySet<string>;
  /** All files of the chart and the modules. */
  readonly packaged: OutputFiles;
}

/** The bundles of an output folder, by name. */
export function readOutput(files: OutputFiles): ReadonlyMap<string, BundleOutput> {
  const names = new Set<string>();
  for (const path of files.keys()) {
    const [, name] = /^(?:grafana|prometheus|helm|terraform)\/([^/]+)\//.exec(path) ?? [];
    if (name !== undefined) names.add(name);
  }
  return new Map([...names].sort().map((name) => [name, readBundle(name, files)]));
}

function readBundle(name: string, files: OutputFiles): BundleOutput {
  const yaml = (path: string): Data => recordOf(load(files.get(path) ?? '{}'));
  const dashboards = new Map<string, Data>();
  const packaged = new Map<string, string>();
  for (const [path, text] of files) {
    if (path.startsWith(`grafana/${name}/`) && path.endsWith('.json')) {
      const dashboard: Data = JSON.parse(text);
      dashboards.set(String(dashboard.uid ?? path), dashboard);
    }
    if (new RegExp(`^(helm|terraform[^/]*)/${name}/`).test(path)) packaged.set(path, text);
  }
  const rules = [`prometheus/${name}/recording_rules.yml`, `prometheus/${name}/alert_rules.yml`];
  const environments = new Map<string, Data[]>();
  for (const path of files.keys()) {
    const [, owner, environment] =
      /^prometheus\/([^/]+)\/environments\/([^/]+)\/[^/]+\.yml$/.exec(path) ?? [];
    if (owner !== name || environment === undefined) continue;
    environments.set(environment, [
      ...(environments.get(environment) ?? []),
      ...recordsOf(yaml(path).groups),
    ]);
  }
  const environmentValues = new Map<string, Data>();
  const environmentVariables = new Map<string, Map<string, Data>>();
  for (const [path, text] of packaged) {
    const [, chart, values] = /^helm\/([^/]+)\/values-(.+)\.yaml$/.exec(path) ?? [];
    if (chart !== undefined && values !== undefined && values !== 'sample')
      environmentValues.set(values, yaml(path));
    const [, module, variables] = /^(terraform[^/]*)\/[^/]+\/([^/]+)\.tfvars$/.exec(path) ?? [];
    if (module === undefined || variables === undefined) continue;
    const ofModule = environmentVariables.get(module) ?? new Map<string, Data>();
    environmentVariables.set(module, ofModule.set(variables, readTfvars(text) ?? {}));
  }
  const { version } = yaml(`helm/${name}/Chart.yaml`);
  const variables = files.get(`terraform/${name}/variables.tf`) ?? '';
  return {
    name,
    version: stringOf(version),
    dashboards,
    groups: rules.flatMap((path) => recordsOf(yaml(path).groups)),
    environments,
    environmentValues,
    environmentVariables,
    tuning: yaml(`helm/${name}/files/alerts.yaml`),
    values: yaml(`helm/${name}/values.yaml`),
    variables: new Set(
      [...variables.matchAll(/^variable "([^"]+)"/gm)].map(([, variable]) => variable ?? ''),
    ),
    packaged,
  };
}
