import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, loadAll } from 'js-yaml';
import { temporaryFolder } from './folders.js';
import type { Data, Group } from './packages.js';
import { mustRun, type RunResult, run, tool } from './tools.js';

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: { readonly groups: readonly Group[]; readonly [field: string]: unknown };
}

export interface Rendering {
  readonly text: string;
  readonly objects: readonly KubernetesObject[];
  readonly configMaps: readonly KubernetesObject[];
  readonly rules: readonly KubernetesObject[];
}

export interface RenderOptions {
  readonly release?: string;
  /** Values, or several that override each other. */
  readonly values?: Data | readonly Data[];
  readonly files?: readonly string[];
  readonly binary?: 'helm' | 'helm4';
}

let folder: string | undefined;
let count = 0;

function valuesFile(values: Data): string {
  folder ??= temporaryFolder('helm');
  count += 1;
  const file = join(folder, `values-${count}.yaml`);
  writeFileSync(file, dump(values));
  return file;
}

/** `helm template`, whatever its result. */
export function tryTemplate(chart: string, options: RenderOptions = {}): Promise<RunResult> {
  const values = options.values === undefined ? [] : [options.values].flat();
  const files = [...(options.files ?? []), ...values.map(valuesFile)];
  return run(tool(options.binary ?? 'helm'), [
    'template',
    options.release ?? 'release',
    chart,
    '--namespace',
    'apps',
    ...files.flatMap((file) => ['--values', file]),
  ]);
}

/** `helm template`, with the rendered objects. */
export async function template(chart: string, options: RenderOptions = {}): Promise<Rendering> {
  const { stdout, stderr, code } = await tryTemplate(chart, options);
  if (code !== 0) throw new Error(`helm template ${chart}: ${stderr}`);
  const objects = (loadAll(stdout) as (KubernetesObject | null)[]).filter((object) => object !== null);
  return {
    text: stdout,
    objects,
    configMaps: objects.filter(({ kind }) => kind === 'ConfigMap'),
    rules: objects.filter(({ kind }) => kind === 'PrometheusRule'),
  };
}

/** Dashboards by file name, from ConfigMaps with one each. */
export function dashboardsIn(configMaps: readonly KubernetesObject[]): Record<string, Data> {
  return Object.fromEntries(
    configMaps.flatMap(({ data }) =>
      Object.entries(data ?? {}).map(([file, json]) => [file, JSON.parse(json) as Data]),
    ),
  );
}

/** Names and namespaces of objects, to check that they are unique. */
export function identities(objects: readonly KubernetesObject[]): string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
}

/** The report of kubeconform on rendered objects, with the schemas of a real API server. */
export function conform(schemas: string, text: string): Promise<RunResult> {
  return mustRun(tool('kubeconform'), ['-strict', '-summary', '-schema-location', schemas, '-'], {
    input: text,
  });
}
