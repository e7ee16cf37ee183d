// AlertmanagerConfig objects of charts and modules: off by default, the same in both, and valid for the operator's
// type.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { routing } from 'dashwright';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alertmanagerConfigManifest } from '../../src/emit/kubernetes/alertmanager-config.js';
import { alertBy, alerting, everyReceiver } from '../fixtures/alerting-bundle.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { conform, type Rendering, template, tryTemplate } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { startKubernetes } from './support/kubernetes.js';
import { initialised, plan } from './support/module.js';
import { definedBundles } from './support/outputs.js';
import { type Packages, shippedPackages } from './support/packages.js';
import { helmClient } from './support/releases.js';
import type { Workspace } from './support/terraform.js';

const routed = (await definedBundles())
  .filter(({ source }) => source.options.routing)
  .map(({ name }) => name);
const packages = shippedPackages().filter(({ name }) => routed.includes(name));

const temporary = temporaryFolder('alertmanager-config');
afterAll(() => removeFolder(temporary));

const configsIn = ({ objects }: Pick<Rendering, 'objects'>) =>
  objects.filter(({ kind }) => kind === 'AlertmanagerConfig');
const on = { alertmanagerConfigs: { enabled: true } };

test('all bundles with routing have one in their packages', () => {
  expect(packages.map(({ name }) => name).sort()).toEqual([...routed].sort());
  expect(packages.length).toBeGreaterThanOrEqual(5);
});

describe.each(packages)('the AlertmanagerConfig of $name', ({ chart, module }: Packages) => {
  let copy: Workspace;
  beforeAll(async () => {
    copy = await initialised(module);
  });
  afterAll(() => copy?.remove());

  test('is off by default', async () => {
    expect(configsIn(await template(chart))).toEqual([]);
    expect((await plan(copy)).objects).toEqual([]);
  });

  test('is the same in chart and module, in the configured namespace and with the configured labels', async () => {
    const own = { namespace: 'monitoring', labels: { release: 'stack' } };
    const values = { fullnameOverride: 'same', alertmanagerConfigs: { enabled: true, ...own } };
    const [config, ...others] = configsIn(await template(chart, { values }));
    expect(others).toEqual([]);
    expect(config).toMatchObject({ metadata: { name: 'same-routing', ...own } });
    const { objects } = await plan(copy, {
      name: 'same',
      create_alertmanager_configs: true,
      alertmanager_config_namespace: own.namespace,
      alertmanager_config_labels: own.labels,
    });
    expect(objects).toMatchObject([
      { apiVersion: config?.apiVersion, metadata: { name: 'same-routing', ...own }, spec: config?.spec },
    ]);
  });

  test('has the configured annotations', async () => {
    const values = { alertmanagerConfigs: { enabled: true, annotations: { note: 'own' } } };
    const [config] = configsIn(await template(chart, { values }));
    expect(config).toMatchObject({ metadata: { annotations: { note: 'own' } } });
  });

  test.each([
    ['enabled', 'yes'],
    ['requireCRDs', 'no'],
    ['namespace', 'A_B'],
    ['labels', { release: 1 }],
    ['annotations', { note: 1 }],
  ])('%s is rejected if invalid, with its name', async (key, wrong) => {
    const { code, stderr } = await tryTemplate(chart, { values: { alertmanagerConfigs: { [key]: wrong } } });
    expect(code).not.toBe(0);
    expect(stderr).toContain(`at '/alertmanagerConfigs/${key}`);
  });

  test("requires the operator's type, unless the check is off", async () => {
    const helm = helmClient('helm');
    const args = (...settings: string[]) => [
      ...['template', 'release', chart, '--api-versions', 'v1/ConfigMap'],
      ...['--api-versions', 'monitoring.coreos.com/v1/PrometheusRule'],
      ...['alertmanagerConfigs.enabled=true', ...settings].flatMap((setting) => ['--set', setting]),
    ];
    const refused = await helm.try(...args());
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('this cluster does not have the type AlertmanagerConfig');
    await helm.must(...args('alertmanagerConfigs.requireCRDs=false'));
    await helm.must(...args(), '--api-versions', 'monitoring.coreos.com/v1alpha1/AlertmanagerConfig');
  });

  test('refers to a Secret, and contains none', async () => {
    const [config] = configsIn(await template(chart, { values: on }));
    const text = JSON.stringify(config);
    expect(text).toMatch(/"key":"[a-z0-9.-]+","name":"[a-z0-9-]+"|"name":"[a-z0-9-]+","key":"[a-z0-9.-]+"/);
    expect(text).not.toMatch(/_file|\/etc\/alertmanager/);
  });
});

test('one with every field, routes and time intervals is accepted by the API server', async () => {
  const kubernetes = await startKubernetes();
  try {
    const namespace = await kubernetes.freshNamespace();
    const alerts = { A: alertBy(['host'], 'warning'), P: alertBy(['host'], 'critical') };
    const every = alerting('every', alerts, { routing: routing(everyReceiver()) });
    const manifest = alertmanagerConfigManifest(every, {}) as { metadata: object } | undefined;
    expect(manifest).toBeDefined();
    const file = join(temporary, 'config.json');
    writeFileSync(file, JSON.stringify({ ...manifest, metadata: { ...manifest?.metadata, namespace } }));
    const answer = await kubernetes.kubectl('apply', '--validate=strict', '-f', file);
    expect(answer).toMatch(/alertmanagerconfig\S* created/);
  } finally {
    await kubernetes.stop();
  }
});

test("all conform to the operator's type, with unknown fields rejected", async () => {
  const schemas = await kubeSchemas();
  const rendered = await Promise.all(packages.map(({ chart }) => template(chart, { values: on })));
  const alerts = { A: alertBy(['host'], 'warning'), P: alertBy(['host'], 'critical') };
  const every = alerting('every', alerts, { routing: routing(everyReceiver()) });
  const shown = alertmanagerConfigManifest(every, {});
  const objects: object[] = [...rendered.flatMap(configsIn), ...(shown ? [shown] : [])];
  expect(objects).toHaveLength(packages.length + 1);
  const { stdout } = await conform(schemas, objects.map((object) => dump(object)).join('---\n'));
  expect(stdout).toContain(`Valid: ${objects.length}, Invalid: 0, Errors: 0, Skipped: 0`);
});
