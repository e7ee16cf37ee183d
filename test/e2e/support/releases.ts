import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dump, load } from 'js-yaml';
import { temporaryFolder } from './folders.js';
import type { KubernetesObject, Rendering } from './helm.js';
import type { Kubernetes } from './kubernetes.js';
import type { Data } from './packages.js';
import { mustRun, type RunResult, run, tool } from './tools.js';

export type HelmBinary = 'helm' | 'helm4';

/** A Helm for one API server, with its own folders instead of the user's. */
export interface HelmClient {
  /** Arguments as on the command line; an error with Helm's output if it fails. */
  must(...args: string[]): Promise<RunResult>;
  /** The same, whatever its result. */
  try(...args: string[]): Promise<RunResult>;
  /** A file with values, for `--values`. */
  values(values: Data): string;
}

export function helmClient(binary: HelmBinary, kubeconfig?: string): HelmClient {
  const folder = temporaryFolder(binary);
  const env = { ...helmEnvironment(folder), ...(kubeconfig !== undefined && { KUBECONFIG: kubeconfig }) };
  let count = 0;
  return {
    must: (...args) => mustRun(tool(binary), args, { env }),
    try: (...args) => run(tool(binary), args, { env }),
    values(values) {
      count += 1;
      const file = join(folder, `values-${count}.yaml`);
      writeFileSync(file, dump(values));
      return file;
    },
  };
}

/** Helm's folders, so that nothing of the user's is read or changed. */
export function helmEnvironment(folder: string): Record<string, string> {
  return {
    HOME: folder,
    HELM_CACHE_HOME: join(folder, 'cache'),
    HELM_CONFIG_HOME: join(folder, 'config'),
    HELM_DATA_HOME: join(folder, 'data'),
    DOCKER_CONFIG: join(folder, 'docker'),
  };
}

/** The objects of a release in the API server, by name. */
export async function installedObjects(
  kubernetes: Kubernetes,
  namespace: string,
  release: string,
  kinds = 'configmaps,prometheusrules',
): Promise<Omit<Rendering, 'text'>> {
  const answer = await kubernetes.kubectl(
    'get',
    kinds,
    '--namespace',
    namespace,
    '--selector',
    `app.kubernetes.io/instance=${release}`,
    '--output=json',
  );
  const { items: objects } = JSON.parse(answer) as { items: KubernetesObject[] };
  return {
    objects,
    configMaps: objects.filter(({ kind }) => kind === 'ConfigMap'),
    rules: objects.filter(({ kind }) => kind === 'PrometheusRule'),
  };
}

export interface PreviousChart {
  /** The packaged chart. */
  readonly archive: string;
  /** The file of the dashboard that it does not have. */
  readonly without: string;
}

/** The chart before its last change: a lower version, and one dashboard less. */
export async function previousChart(chart: string, helm: HelmClient): Promise<PreviousChart> {
  const folder = temporaryFolder('previous');
  const copy = join(folder, basename(chart));
  cpSync(chart, copy, { recursive: true });
  edit(join(copy, 'Chart.yaml'), (file) => ({ ...file, version: '0.0.1' }));
  const without = readdirSync(join(copy, 'files/dashboards')).sort()[0] ?? '';
  rmSync(join(copy, 'files/dashboards', without));
  edit(join(copy, 'values.yaml'), (values) => {
    const section = values.grafanaDashboards as { dashboards: { file: string }[] };
    const dashboards = section.dashboards.filter(({ file }) => basename(file) !== without);
    return { ...values, grafanaDashboards: { ...section, dashboards } };
  });
  await helm.must('package', copy, '--destination', folder);
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
  return { archive: join(folder, archive), without };
}

function edit(file: string, change: (content: Data) => Data): void {
  writeFileSync(file, dump(change(load(readFileSync(file, 'utf8')) as Data)));
}
