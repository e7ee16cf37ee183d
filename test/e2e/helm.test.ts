import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { conform, dashboardsIn, identities, template } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { shippedPackages, trickyPackages } from './support/packages.js';
import { mustRun, tool } from './support/tools.js';

const folder = temporaryFolder('charts');
afterAll(() => removeFolder(folder));
const packages = [...shippedPackages(), await trickyPackages(folder)];

let schemas: string;
beforeAll(async () => {
  schemas = await kubeSchemas();
});

/** RFC 1123 subdomain. */
const objectName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const longRelease = `a${'b'.repeat(51)}c`;

describe.each(packages)('the chart of $name', ({ name, chart, samples, dashboards, groups }) => {
  const files = [join(chart, 'values-sample.yaml')];
  const hasRules = groups.length > 0 ? 1 : 0;

  test('passes helm lint --strict, with defaults and with the sample', async () => {
    await mustRun(tool('helm'), ['lint', '--strict', chart]);
    await mustRun(tool('helm'), ['lint', '--strict', chart, '--values', join(chart, 'values-sample.yaml')]);
    await mustRun(tool('helm4'), ['lint', '--strict', chart]);
  });

  test('installs one ConfigMap per dashboard, with the JSON of dist/grafana, and the rules of dist/prometheus', async () => {
    const { text, objects, configMaps, rules } = await template(chart);
    await conform(schemas, text);
    expect(dashboardsIn(configMaps)).toEqual(dashboards);
    expect(configMaps).toHaveLength(Object.keys(dashboards).length);
    for (const { metadata, data } of configMaps) {
      expect(metadata.namespace).toBe('apps');
      expect(metadata.labels).toMatchObject({
        grafana_dashboard: '1',
        'app.kubernetes.io/instance': 'release',
      });
      expect(metadata.annotations?.grafana_folder).toMatch(/./);
      for (const json of Object.values(data ?? {})) expect(json.trim()).not.toContain('\n');
    }
    expect(rules).toHaveLength(hasRules);
    expect(rules.flatMap(({ spec }) => spec?.groups ?? [])).toEqual(groups);
    expect(objects).toHaveLength(configMaps.length + hasRules);
    expect(new Set(identities(objects)).size).toBe(objects.length);
  });

  test('gives the same objects with Helm 4', async () => {
    expect((await template(chart, { binary: 'helm4' })).objects).toEqual((await template(chart)).objects);
  });

  test('accepts its sample and the one in dist/samples', async () => {
    const { text, objects, configMaps, rules } = await template(chart, { files });
    await conform(schemas, text);
    for (const { metadata } of objects) {
      expect(metadata.namespace).toBe('monitoring');
      expect(metadata.labels).toMatchObject({ team: 'observability', environment: 'production' });
    }
    expect(dashboardsIn(configMaps)).toEqual(dashboards);
    for (const { metadata, spec } of rules) {
      expect(metadata.labels.release).toBe('kube-prometheus-stack');
      const labelled = groups.map((group) => ({
        ...group,
        rules: group.rules.map((rule) =>
          rule.alert ? { ...rule, labels: { ...(rule.labels as object), environment: 'production' } } : rule,
        ),
      }));
      expect(spec?.groups).toEqual(labelled);
    }
    const outside = await template(chart, { files: [join(samples, `${name}.helm-values.yaml`)] });
    expect(outside.objects).toEqual(objects);
  });

  test('has valid names for any release, and different ones for two releases', async () => {
    const releases = ['r', 'another', longRelease, `${longRelease.slice(0, 52)}d`, 'v1.2', '1'];
    const all = await Promise.all(releases.map((release) => template(chart, { release })));
    for (const { objects, text } of all) {
      for (const { metadata } of objects) {
        expect(metadata.name).toMatch(objectName);
        expect(metadata.name.length).toBeLessThanOrEqual(63);
      }
      await conform(schemas, text);
    }
    const names = all.flatMap(({ objects }) => identities(objects));
    expect(new Set(names).size).toBe(names.length);
  });

  test('can be packaged, and the package installs the same', async () => {
    const target = join(folder, `package-${name}`);
    await mustRun(tool('helm'), ['package', chart, '--destination', target]);
    const archive = readdirSync(target).find((file) => file.endsWith('.tgz')) ?? expect.fail('no package');
    expect((await template(join(target, archive))).objects).toEqual((await template(chart)).objects);
  });

  test('prints after the installation how dashboards and rules are found', async () => {
    // Helm 3 contacts a cluster even for a dry run.
    const { stdout } = await mustRun(tool('helm4'), ['install', 'release', chart, '--dry-run=client']);
    expect(stdout).toContain('has been installed as release');
    if (Object.keys(dashboards).length > 0) expect(stdout).toContain('grafana_dashboard=1');
    if (groups.length > 0) expect(stdout).toContain('set prometheusRule.labels.release');
  });
});
