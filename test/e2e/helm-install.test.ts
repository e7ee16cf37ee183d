// Charts on a real API server, with Helm 3 and Helm 4: the objects in the cluster are those in dist/.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { dashboardsIn } from './support/helm.js';
import { type Kubernetes, startKubernetes } from './support/kubernetes.js';
import { type Packages, shippedPackages, trickyPackages } from './support/packages.js';
import {
  type HelmBinary,
  type HelmClient,
  helmClient,
  installedObjects,
  previousChart,
} from './support/releases.js';

const folder = temporaryFolder('install');
const packages = [...shippedPackages(), await trickyPackages(folder)];
const binaries: readonly HelmBinary[] = ['helm', 'helm4'];

let kubernetes: Kubernetes;
beforeAll(async () => {
  kubernetes = await startKubernetes();
  // Namespaces in the samples.
  await kubernetes.kubectl('create', 'namespace', 'monitoring');
});
afterAll(async () => {
  await kubernetes?.stop();
  removeFolder(folder);
});

const own = { uid: 'own', title: '{{ .Values }} `x`', panels: [] };

/** Compares a release with dist/: exactly its dashboards and groups. */
async function expectShipped(
  { dashboards, groups }: Packages,
  namespace: string,
  release: string,
  extra = {},
) {
  const { configMaps, rules } = await installedObjects(kubernetes, namespace, release);
  expect(dashboardsIn(configMaps)).toEqual({ ...dashboards, ...extra });
  expect(configMaps).toHaveLength(Object.keys({ ...dashboards, ...extra }).length);
  expect(rules.flatMap(({ spec }) => spec?.groups ?? [])).toEqual(groups);
}

const cases = packages.flatMap((bundle) => binaries.map((binary) => ({ name: bundle.name, bundle, binary })));

describe.each(cases)('the chart of $name with $binary', ({ bundle, binary }) => {
  test('installs, upgrades, rolls back and uninstalls, next to a second release', async () => {
    const { chart, dashboards } = bundle;
    const helm = helmClient(binary, kubernetes.kubeconfig);
    const namespace = await kubernetes.freshNamespace();
    const inNamespace = ['--namespace', namespace];
    const previous = await previousChart(chart, helm);
    const { [previous.without]: _, ...before } = dashboards;

    await helm.must('install', 'one', previous.archive, ...inNamespace);
    await helm.must('install', 'two', chart, ...inNamespace);
    await expectShipped({ ...bundle, dashboards: before }, namespace, 'one');
    await expectShipped(bundle, namespace, 'two');

    const added = helm.values({ grafanaDashboards: { extraDashboards: [{ name: 'own', json: own }] } });
    await helm.must('upgrade', 'one', chart, ...inNamespace, '--values', added);
    const { configMaps } = await installedObjects(kubernetes, namespace, 'one');
    const file = configMaps
      .flatMap(({ data }) => Object.keys(data ?? {}))
      .find((name) => /-own\.json$/.test(name));
    await expectShipped(bundle, namespace, 'one', { [file ?? '']: own });

    await helm.must('rollback', 'one', '1', ...inNamespace);
    await expectShipped({ ...bundle, dashboards: before }, namespace, 'one');

    await helm.must('uninstall', 'one', ...inNamespace);
    expect((await installedObjects(kubernetes, namespace, 'one')).objects).toEqual([]);
    await expectShipped(bundle, namespace, 'two');
  });
});

test.each(cases)(
  'the chart of $name accepts its sample values, with $binary',
  async ({ bundle: { chart, dashboards, groups }, binary }) => {
    const helm = helmClient(binary, kubernetes.kubeconfig);
    const namespace = await kubernetes.freshNamespace();
    const sample = join(chart, 'values-sample.yaml');
    await helm.must('install', 'sampled', chart, '--namespace', namespace, '--values', sample);
    const { objects, configMaps, rules } = await installedObjects(kubernetes, 'monitoring', 'sampled');
    for (const { metadata } of objects) expect(metadata.labels).toMatchObject({ team: 'observability' });
    expect(dashboardsIn(configMaps)).toEqual(dashboards);
    expect(rules.flatMap(({ spec }) => spec?.groups.map(({ name }) => name))).toEqual(
      groups.map(({ name }) => name),
    );
    await helm.must('uninstall', 'sampled', '--namespace', namespace);
    expect((await installedObjects(kubernetes, 'monitoring', 'sampled')).objects).toEqual([]);
  },
);

test.each(binaries)('monitors are installed if enabled, and listed, with %s', async (binary) => {
  const helm = helmClient(binary, kubernetes.kubeconfig);
  const namespace = await kubernetes.freshNamespace();
  const { chart } = packages.at(-1) ?? expect.fail('there is a bundle');
  const monitors = {
    enabled: true,
    apiVersion: 'monitoring.coreos.com/v1',
    namespace,
    targetNamespaces: ['apps'],
  };
  const values = helm.values({ podMonitors: monitors, serviceMonitors: monitors });
  const upgrade = ['upgrade', '--install', 'release', chart, '--namespace', namespace];
  const { stdout } = await helm.must(...upgrade, '--values', values);
  const kinds = 'podmonitors,servicemonitors';
  const { objects } = await installedObjects(kubernetes, namespace, 'release', kinds);
  expect(objects).toHaveLength(4);
  for (const { kind, metadata, spec } of objects) {
    expect(spec?.namespaceSelector).toEqual({ matchNames: ['apps'] });
    expect(stdout).toContain(`${kind} ${metadata.name} in namespace ${namespace}.`);
  }
  expect(stdout).toContain('grafanaOperator: none, because grafanaOperator.enabled is false.');
  await helm.must(...upgrade, '--reset-values');
  expect((await installedObjects(kubernetes, namespace, 'release', kinds)).objects).toEqual([]);
});

test.each(binaries)('releases with names of maximum length stay separate, with %s', async (binary) => {
  const helm = helmClient(binary, kubernetes.kubeconfig);
  const namespace = await kubernetes.freshNamespace();
  const bundle = packages.at(-1) ?? expect.fail('there is a bundle');
  // Helm: at most 53 characters, because of its labels.
  const releases = ['c', 'd'].map((end) => `a${'b'.repeat(51)}${end}`);
  for (const release of releases) await helm.must('install', release, bundle.chart, '--namespace', namespace);
  for (const release of releases) await expectShipped(bundle, namespace, release);
  const tooLong = await helm.try('install', 'a'.repeat(54), bundle.chart, '--namespace', namespace);
  expect(tooLong).toMatchObject({ code: 1, stderr: expect.stringContaining('must not be longer than 53') });
});

describe("a cluster without the operator's CRDs", () => {
  let bare: Kubernetes;
  beforeAll(async () => {
    bare = await startKubernetes({ operator: false });
  });
  afterAll(() => bare?.stop());
  const { chart, dashboards } =
    packages.find(({ groups }) => groups.length > 0) ?? expect.fail('there are rules');

  test.each(binaries)('explains what to do, and installs only the dashboards, with %s', async (binary) => {
    const helm: HelmClient = helmClient(binary, bare.kubeconfig);
    const namespace = await bare.freshNamespace();
    const install = ['install', 'release', chart, '--namespace', namespace];
    const refused = await helm.try(...install);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('does not have the type PrometheusRule');
    expect(refused.stderr).toContain('prometheusRule.enabled=false');
    // Argo CD and others apply the CRDs in the same sync: then the API server decides.
    const unchecked = await helm.try(...install, '--set', 'prometheusRule.requireCRDs=false');
    expect(unchecked.stderr).toContain('ensure CRDs are installed first');
    await helm.must(...install, '--set', 'prometheusRule.enabled=false');
    const { configMaps } = await installedObjects(bare, namespace, 'release', 'configmaps');
    expect(dashboardsIn(configMaps)).toEqual(dashboards);
  });
});
