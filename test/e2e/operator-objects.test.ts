// Objects for operators, enabled: chart and module have those of the plain manifests, with unique names.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { conform, identities, type KubernetesObject, template } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { initialised, plan } from './support/module.js';
import { type Data, type Packages, shippedPackages, trickyPackages } from './support/packages.js';
import type { Workspace } from './support/terraform.js';
import { objectSections } from './support/value-effects.js';

type Section = keyof typeof objectSections;

const folder = temporaryFolder('operator-objects');
afterAll(() => removeFolder(folder));
const all = [...shippedPackages(), await trickyPackages(folder)];

const valuesOf = ({ chart }: Packages) => load(readFileSync(join(chart, 'values.yaml'), 'utf8')) as Data;
const sectionsOf = (packages: Packages): Section[] => {
  const values = valuesOf(packages);
  return (Object.keys(objectSections) as Section[]).filter((section) => section in values);
};
const packages = all.filter((each) => sectionsOf(each).length > 0);

const switches: Readonly<Record<Section, string>> = {
  podMonitors: 'create_pod_monitors',
  serviceMonitors: 'create_service_monitors',
  instrumentations: 'create_instrumentations',
  grafanaOperator: 'create_grafana_dashboards',
};
const kinds: readonly string[] = Object.values(objectSections);

let schemas: string;
beforeAll(async () => {
  schemas = await kubeSchemas();
});

/** What an object is about, whatever its name. */
const facts = (objects: readonly Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata' | 'spec'>[]) =>
  objects
    .map(({ apiVersion, kind, metadata: { namespace }, spec }) => ({ apiVersion, kind, namespace, spec }))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
const sortKey = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const ofOperators = ({ objects }: { readonly objects: readonly KubernetesObject[] }) =>
  objects.filter(({ kind }) => kinds.includes(kind));

test('the charts of bundles that define them contain them', () => {
  expect(Object.fromEntries(packages.map((each) => [each.name, sectionsOf(each)]))).toEqual({
    agui: ['podMonitors', 'instrumentations'],
    multi_agent: ['serviceMonitors', 'grafanaOperator'],
    Tricky_Bundle: Object.keys(objectSections),
  });
});

describe.each(packages)('the objects of $name', (bundle) => {
  const { chart, module, manifests } = bundle;
  const sections = sectionsOf(bundle);
  const on = Object.fromEntries(sections.map((section) => [section, { enabled: true }]));
  const plain = readdirSync(manifests)
    .map((file) => load(readFileSync(join(manifests, file), 'utf8')) as KubernetesObject)
    .filter(({ kind }) => kinds.includes(kind));

  let copy: Workspace;
  beforeAll(async () => {
    copy = await initialised(module);
  });
  afterAll(() => copy?.remove());
  const created = Object.fromEntries(sections.map((section) => [switches[section], true]));

  test('are off in chart and module by default', async () => {
    expect(ofOperators(await template(chart))).toEqual([]);
    expect((await plan(copy)).objects).toEqual([]);
  });

  test('are those of the plain manifests, with both Helm versions', async () => {
    const rendering = await template(chart, { values: on });
    const objects = ofOperators(rendering);
    expect(plain.length).toBeGreaterThan(0);
    expect(facts(objects)).toEqual(facts(plain));
    expect((await template(chart, { values: on, binary: 'helm4' })).objects).toEqual(rendering.objects);
  });

  test('are those of the plain manifests, from the module', async () => {
    const { objects, outputs } = await plan(copy, created);
    expect(facts(objects as unknown as KubernetesObject[])).toEqual(facts(plain));
    const told = sections.flatMap((section) =>
      Object.values(outputs[switches[section].replace('create_', '')] as Data),
    );
    expect(told).toHaveLength(objects.length);
    expect(told).toEqual(
      expect.arrayContaining(objects.map(({ metadata: { name, namespace } }) => ({ name, namespace }))),
    );
  });

  test('have the same names and labels in chart and module', async () => {
    const changes = { app: 'own', 'app.kubernetes.io/managed-by': 'x', 'app.kubernetes.io/instance': 'y' };
    const rendering = await template(chart, {
      values: { ...on, fullnameOverride: 'same', commonLabels: changes },
    });
    const planned = await plan(copy, { ...created, name: 'same', labels: changes });
    const named = (objects: readonly { kind: string; metadata: KubernetesObject['metadata'] }[]) =>
      objects
        .map(({ kind, metadata: { name, namespace, labels } }) => {
          const { 'helm.sh/chart': _, ...others } = labels;
          return { kind, name, namespace, labels: others };
        })
        .sort((a, b) => (`${a.kind}/${a.name}` < `${b.kind}/${b.name}` ? -1 : 1));
    expect(named(planned.objects)).toEqual(named(ofOperators(rendering)));
    for (const { labels } of named(planned.objects)) expect(labels).toMatchObject(changes);
  });

  test('conform to their schemas, if there are any, with unknown fields rejected', async () => {
    const values = Object.fromEntries(
      sections
        .filter((section) => section.endsWith('Monitors'))
        // Azure's monitors are the operator's in another API group.
        .map((section) => [section, { enabled: true, apiVersion: 'monitoring.coreos.com/v1' }]),
    );
    const monitors = ofOperators(await template(chart, { values }));
    expect(monitors.length).toBeGreaterThan(0);
    const { stdout } = await conform(schemas, monitors.map((object) => dump(object)).join('---\n'));
    expect(stdout).toContain(`Valid: ${monitors.length}, Invalid: 0, Errors: 0, Skipped: 0`);
  });

  test('have valid names, different for each release', async () => {
    const releases = await Promise.all(
      ['one', 'b'.repeat(53)].map((release) => template(chart, { release, values: on })),
    );
    const names = releases.flatMap((rendering) => identities(ofOperators(rendering)));
    expect(names.length).toBe(2 * plain.length);
    expect(new Set(names).size).toBe(names.length);
    for (const { metadata } of releases.flatMap(ofOperators)) {
      expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/);
      expect(metadata.name.length).toBeLessThanOrEqual(63);
    }
  });

  test('stay separate in one namespace', async () => {
    const together = Object.fromEntries(
      sections.map((section) => [section, { enabled: true, namespace: 'one' }]),
    );
    const names = identities(ofOperators(await template(chart, { values: together })));
    expect(names).toHaveLength(plain.length);
    expect(new Set(names).size).toBe(names.length);
  });

  test('are applied by the module, and a second plan changes nothing', async () => {
    await plan(copy, created);
    expect(await copy.tofu('apply', '-auto-approve', 'test.plan')).toMatchObject({ code: 0 });
    const again = await copy.tofu('plan', '-var-file=test.tfvars.json', '-detailed-exitcode');
    expect(again).toMatchObject({ code: 0 });
    expect(await copy.tofu('destroy', '-var-file=test.tfvars.json', '-auto-approve')).toMatchObject({
      code: 0,
    });
  });
});

describe('the variables of the module', () => {
  const tricky = packages.find(({ name }) => name === 'Tricky_Bundle') ?? expect.fail('no tricky bundle');
  let copy: Workspace;
  beforeAll(async () => {
    copy = await initialised(tricky.module);
  });
  afterAll(() => copy?.remove());
  const created = Object.fromEntries(Object.values(switches).map((name) => [name, true]));

  test.each([
    ['pod_monitor', 'PodMonitor'],
    ['service_monitor', 'ServiceMonitor'],
    ['instrumentation', 'Instrumentation'],
    ['grafana_operator', 'GrafanaDashboard'],
  ])('%s: namespace, labels, annotations', async (prefix, kind) => {
    const { objects } = await plan(copy, {
      ...created,
      labels: { team: 'all' },
      annotations: { every: 'yes' },
      [`${prefix}_namespace`]: 'elsewhere',
      [`${prefix}_labels`]: { release: 'stack', team: 'own' },
      [`${prefix}_annotations`]: { a: 'b' },
    });
    const own = objects.filter((object) => object.kind === kind);
    expect(own.length).toBeGreaterThan(0);
    for (const { metadata } of own) {
      expect(metadata).toMatchObject({
        namespace: 'elsewhere',
        labels: { release: 'stack', team: 'own' },
        annotations: { every: 'yes', a: 'b' },
      });
    }
    for (const { metadata } of objects.filter((object) => object.kind !== kind)) {
      expect(metadata.namespace).not.toBe('elsewhere');
      expect(metadata.labels).toMatchObject({ team: 'all' });
      expect(metadata.annotations).toEqual({ every: 'yes' });
    }
  });

  test.each([
    ['pod_monitor', 'PodMonitor', 'monitoring.coreos.com/v1'],
    ['service_monitor', 'ServiceMonitor', 'azmonitoring.coreos.com/v1'],
  ])('%s: API group and target namespaces', async (prefix, kind, version) => {
    const { objects } = await plan(copy, {
      ...created,
      [`${prefix}_api_version`]: version,
      [`${prefix}_target_namespaces`]: ['one', 'two'],
    });
    const own = objects.filter((object) => object.kind === kind);
    expect(own.map(({ apiVersion }) => apiVersion)).toEqual(own.map(() => version));
    for (const { spec } of own) expect(spec.namespaceSelector).toEqual({ matchNames: ['one', 'two'] });
  });

  test('the objects of the Grafana Operator', async () => {
    const { objects } = await plan(copy, {
      create_grafana_dashboards: true,
      grafana_operator_instance_selector: { grafana: 'own' },
      grafana_operator_allow_cross_namespace_import: true,
      grafana_operator_resync_period: '1h30m',
    });
    expect(objects.length).toBeGreaterThan(0);
    for (const { spec } of objects) {
      expect(spec).toMatchObject({
        instanceSelector: { matchLabels: { grafana: 'own' } },
        allowCrossNamespaceImport: true,
        resyncPeriod: '1h30m',
      });
    }
  });

  test("a user's own dashboards are loaded in both ways, or in either", async () => {
    const own = '{"uid": "own", "title": "${x} %{y} {{ z }}"}';
    const variables = {
      extra_dashboards: { 'My Own': own },
      dashboard_datasources: { prometheus: 'Prometheus' },
      dashboard_folders: { 'My Own': 'Mine' },
    };
    const both = await plan(copy, { ...variables, create_grafana_dashboards: true });
    const shown = Object.fromEntries(both.objects.map(({ metadata, spec }) => [metadata.name, spec]));
    expect(Object.keys(shown)).toHaveLength(both.configMaps.length);
    for (const { name, data, annotations } of both.configMaps) {
      expect(shown[name]).toMatchObject({
        json: Object.values(data)[0]?.trimEnd(),
        folder: annotations.grafana_folder,
      });
    }
    const operator = { ...variables, create_grafana_dashboards: true, create_grafana_configmap: false };
    const alone = await plan(copy, operator);
    expect(alone.configMaps).toEqual([]);
    expect(alone.objects).toEqual(both.objects);
    const replaced = await plan(copy, { dashboards: { own }, create_grafana_dashboards: true });
    expect(replaced.objects.map(({ spec }) => spec.json)).toEqual([own]);
  });
});

describe('GrafanaDashboards of the chart', () => {
  const { chart } = packages.find(({ name }) => name === 'Tricky_Bundle') ?? expect.fail('no tricky bundle');
  const own = { uid: 'own', title: '{{ .Values }} "<b>" & `x`', panels: [] };

  test('have the dashboards of the ConfigMaps, with and without them', async () => {
    const values = {
      grafanaOperator: { enabled: true },
      grafanaDashboards: {
        datasources: { prometheus: 'Prometheus' },
        extraDashboards: [{ name: 'Own_Dashboard', json: own, folder: 'Mine' }],
      },
    };
    const both = await template(chart, { values });
    const shown = new Map(ofOperators(both).map(({ metadata, spec }) => [metadata.name, spec]));
    expect(shown.size).toBe(both.configMaps.length);
    for (const { metadata, data } of both.configMaps) {
      expect(shown.get(metadata.name)).toMatchObject({
        json: Object.values(data ?? {})[0]?.trimEnd(),
        folder: metadata.annotations?.grafana_folder,
      });
    }
    const alone = await template(chart, { values: [values, { grafanaDashboards: { enabled: false } }] });
    expect(alone.configMaps).toEqual([]);
    expect(ofOperators(alone)).toEqual(ofOperators(both));
  });

  test('are those of a list that replaces, and in no folder if none is set', async () => {
    const { objects } = await template(chart, {
      values: {
        grafanaOperator: { enabled: true },
        grafanaDashboards: { dashboards: [{ name: 'own', json: own }], folder: '' },
      },
    });
    const specs = ofOperators({ objects }).map(({ spec }) => spec);
    expect(specs.map((spec) => JSON.parse(String(spec?.json)) as Data)).toEqual([own]);
    expect(specs[0]).not.toHaveProperty('folder');
  });
});
