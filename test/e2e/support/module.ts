import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Data, Group } from './packages.js';
import { type Workspace, workspace } from './terraform.js';
import type { RunResult } from './tools.js';

export interface PlannedConfigMap {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

export interface PlannedRule {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly groups: readonly Group[] };
}

/** An object of an operator. */
export interface PlannedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: PlannedRule['metadata'];
  readonly spec: Data;
}

export interface Plan {
  /** In the order of the dashboards' names. */
  readonly configMaps: readonly PlannedConfigMap[];
  /** Without null fields, as the provider sends it. */
  readonly rules: readonly PlannedRule[];
  /** The same with the null fields. */
  readonly manifests: readonly PlannedRule[];
  /** Objects for other operators, also without nulls. */
  readonly objects: readonly PlannedObject[];
  /** The same with the null fields. */
  readonly allObjects: readonly PlannedObject[];
  readonly outputs: Data;
}

/** A copy of a module, initialised. */
export async function initialised(module: string): Promise<Workspace> {
  const copy = workspace({ from: module });
  const { code, stderr } = await copy.tofu('init');
  if (code !== 0) throw new Error(`tofu init of ${module}: ${stderr}`);
  return copy;
}

/** `tofu plan` with variables, whatever its result. */
export function tryPlan(module: Workspace, variables: Data = {}, ...args: string[]): Promise<RunResult> {
  writeFileSync(join(module.folder, 'test.tfvars.json'), JSON.stringify(variables));
  return module.tofu('plan', '-var-file=test.tfvars.json', '-out=test.plan', ...args);
}

/** What a plan would create. */
export async function plan(module: Workspace, variables: Data = {}, ...args: string[]): Promise<Plan> {
  const { code, stderr } = await tryPlan(module, variables, ...args);
  if (code !== 0) throw new Error(`tofu plan: ${stderr}`);
  const { stdout } = await module.tofu('show', '-json', 'test.plan');
  const { planned_values: planned } = JSON.parse(stdout) as PlanFile;
  const resources = planned.root_module.resources ?? [];
  const all = resources.flatMap(({ type, values }) =>
    type === 'kubernetes_manifest' ? [values.manifest] : [],
  );
  const manifests = all.filter(({ kind }) => kind === 'PrometheusRule');
  const others = all.filter(
    ({ kind }) => kind !== 'PrometheusRule',
  ) as readonly object[] as readonly PlannedObject[];
  return {
    configMaps: resources.flatMap(({ type, values }) =>
      type === 'kubernetes_config_map_v1' ? [{ ...values.metadata[0], data: values.data }] : [],
    ),
    rules: manifests.map((manifest) => withoutNulls(manifest) as PlannedRule),
    manifests,
    objects: others.map((manifest) => withoutNulls(manifest) as PlannedObject),
    allObjects: others,
    outputs: Object.fromEntries(Object.entries(planned.outputs).map(([name, { value }]) => [name, value])),
  };
}

interface PlanFile {
  readonly planned_values: {
    readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
    readonly root_module: {
      readonly resources?: readonly {
        readonly type: string;
        readonly values: {
          readonly metadata: readonly [Omit<PlannedConfigMap, 'data'>];
          readonly data: Readonly<Record<string, string>>;
          readonly manifest: PlannedRule & { readonly kind: string };
        };
      }[];
    };
  };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, content]) =>
      content === null ? [] : [[key, withoutNulls(content)]],
    ),
  );
}
