import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { dashboardsIn, template } from './support/helm.js';
import { initialised, type PlannedRule, plan, tryPlan } from './support/module.js';
import { alertsOf, type Data, shippedPackages, trickyPackages, tuningOf } from './support/packages.js';
import { tofu, type Workspace } from './support/terraform.js';

const folder = temporaryFolder('modules');
afterAll(() => removeFolder(folder));
const packages = [...shippedPackages(), await trickyPackages(folder)];

/** Paths of the null fields. */
function nullsIn(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, content]) => nullsIn(content, `${path}.${name}`));
}

/** RFC 1123 subdomain. */
const objectName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

describe.each(packages)('the module of $name', ({ name, module, chart, samples, dashboards, groups }) => {
  let copy: Workspace;
  beforeAll(async () => {
    copy = await initialised(module);
  });
  afterAll(() => copy?.remove());

  const groupsOf = (rules: readonly PlannedRule[]) => rules.flatMap(({ spec }) => spec.groups);
  const jsonOf = (maps: readonly { data: Readonly<Record<string, string>> }[]) =>
    Object.fromEntries(
      maps.flatMap(({ data }) =>
        Object.entries(data).map(([file, json]) => [file, JSON.parse(json) as Data]),
      ),
    );

  test('is formatted and valid', async () => {
    expect(await tofu(module, 'fmt', '-check', '-diff', '-recursive')).toMatchObject({ code: 0, stdout: '' });
    expect(await copy.tofu('validate')).toMatchObject({ code: 0 });
  });

  test('plans the ConfigMaps of dist/grafana and the rules of dist/prometheus', async () => {
    const { configMaps, rules, outputs } = await plan(copy);
    expect(jsonOf(configMaps)).toEqual(dashboards);
    expect(configMaps).toHaveLength(Object.keys(dashboards).length);
    for (const { name: object, namespace, labels, annotations } of configMaps) {
      expect(object).toMatch(objectName);
      expect(object.length).toBeLessThanOrEqual(63);
      expect(namespace).toBe('monitoring');
      expect(labels.grafana_dashboard).toBe('1');
      expect(annotations.grafana_folder).toMatch(/./);
    }
    expect(new Set(configMaps.map(({ name: object }) => object)).size).toBe(configMaps.length);
    expect(groupsOf(rules)).toEqual(groups);
    expect(outputs.alerts).toEqual([...alertsOf(groups).keys()]);
  });

  test('plans the same objects as the chart', async () => {
    const { configMaps, rules } = await plan(copy, { name: 'same', namespace: 'apps' });
    const rendering = await template(chart, { values: { fullnameOverride: 'same' } });
    const named = <Value>(values: readonly (readonly [string, Value])[]) => Object.fromEntries(values);
    expect(
      named(configMaps.map((map) => [map.name, { data: map.data, annotations: map.annotations }])),
    ).toEqual(
      named(
        rendering.configMaps.map(({ metadata, data }) => [
          metadata.name,
          { data, annotations: metadata.annotations },
        ]),
      ),
    );
    expect(groupsOf(rules)).toEqual(rendering.rules.flatMap(({ spec }) => spec?.groups ?? []));
    expect(rules.map(({ metadata }) => metadata.name)).toEqual(
      rendering.rules.map(({ metadata }) => metadata.name),
    );
    expect(dashboardsIn(rendering.configMaps)).toEqual(jsonOf(configMaps));
  });

  const switches = [
    ...readFileSync(join(module, 'variables.tf'), 'utf8').matchAll(/variable "(create_\w+)"/g),
  ];
  const everything = Object.fromEntries(switches.map(([, name]) => [name, true]));
  /** Names of the module's contents, to change it. */
  const [first = '', second = ''] = tuningOf(join(chart, 'files/alerts.yaml')).keys();
  const rules = [
    { record: 'x', expr: 1 },
    { alert: 'Own', expr: 'up == 0', for: '5m' },
  ];

  /** Kinds of changes, one after the other; each contains all variables that are set then. */
  const changes: readonly (readonly [string, Data])[] = [
    ['as shipped', {}],
    ['every kind of object', everything],
    ['labels and annotations', { ...everything, labels: { team: 'core' }, annotations: { note: 'x' } }],
    [
      'without annotations',
      { ...everything, labels: { team: 'core', none: null }, annotations: { note: null } },
    ],
    ['an alert changed', { alerts: { [first]: { for: '17m', severity: 'page', labels: { added: 'yes' } } } }],
    ['an alert undone', { alerts: { [first]: null } }],
    ['an alert less', { alerts: { [first]: { enabled: false, for: null }, [second]: { severity: null } } }],
    ['rules of all shapes', { extra_rule_groups: [{ name: 'own', limit: 5, labels: { a: 'b' }, rules }] }],
    [
      'rules with nulls',
      {
        extra_rule_groups: [
          {
            name: 'own',
            limit: null,
            interval: null,
            labels: null,
            rules: rules.map((rule) => ({ labels: null, for: null, ...rule })),
          },
          {
            name: 'other',
            labels: { a: null },
            rules: [{ alert: 'A', expr: 'up', annotations: { a: null, b: 'c' } }],
          },
        ],
      },
    ],
    ['only own rules', { rule_groups: [{ name: 'own', rules }] }],
    [
      'links and labels of alerts',
      { grafana_url: 'https://g.example.com', alert_labels: { a: 'b', c: null } },
    ],
  ];

  test('applies, and a second plan is empty, whatever has been changed', async () => {
    for (const [change, variables] of changes) {
      const changed = await plan(copy, variables);
      expect(nullsIn([...changed.manifests, ...changed.allObjects]), change).toEqual([]);
      expect(await copy.tofu('apply', 'test.plan'), change).toMatchObject({ code: 0 });
      expect(await tryPlan(copy, variables, '-detailed-exitcode'), change).toMatchObject({ code: 0 });
    }
    expect(await copy.tofu('destroy', '-auto-approve')).toMatchObject({ code: 0 });
  });

  test('accepts its sample and the one in dist/samples', async () => {
    const sample = join(module, 'terraform.tfvars.example');
    const outside = join(samples, `${name}.terraform.tfvars`);
    expect(readFileSync(outside, 'utf8')).toBe(readFileSync(sample, 'utf8'));
    const { configMaps, rules } = await plan(copy, {}, `-var-file=${outside}`);
    for (const { labels } of configMaps) expect(labels).toMatchObject({ team: 'observability' });
    for (const { metadata } of rules) expect(metadata.labels.release).toBe('kube-prometheus-stack');
    for (const alert of alertsOf(groupsOf(rules)).values())
      expect(alert.labels).toMatchObject({ environment: 'production' });
    expect(jsonOf(configMaps)).toEqual(dashboards);
  });

  test('changes alerts as the chart does', async () => {
    const tuning = [...tuningOf(join(chart, 'files/alerts.yaml'))];
    const alerts = Object.fromEntries(
      tuning.map(([alert, { threshold }], index) => [
        alert,
        {
          ...(threshold && { threshold: threshold.value * 2 + 12345.5 }),
          for: '17m',
          severity: 'page',
          labels: { added: 'yes' },
          enabled: index !== 1,
        },
      ]),
    );
    const { rules } = await plan(copy, {
      alerts,
      alert_labels: { cluster: 'a' },
      runbook_url: 'https://wiki.example.com/{slug}',
      grafana_url: 'https://dash.example.com//',
    });
    const rendering = await template(chart, {
      values: {
        alerts,
        prometheusRule: {
          alertLabels: { cluster: 'a' },
          runbookUrl: 'https://wiki.example.com/{slug}',
          grafanaUrl: 'https://dash.example.com/',
        },
      },
    });
    expect(groupsOf(rules)).toEqual(rendering.rules.flatMap(({ spec }) => spec?.groups ?? []));
  });
});

test('modules of different bundles have no object name in common', async () => {
  const names: string[] = [];
  for (const { module } of packages) {
    const copy = await initialised(module);
    const { configMaps, rules } = await plan(copy);
    copy.remove();
    names.push(
      ...configMaps.map((map) => `ConfigMap ${map.name}`),
      ...rules.map(({ metadata }) => metadata.name),
    );
  }
  expect(new Set(names).size).toBe(names.length);
});
