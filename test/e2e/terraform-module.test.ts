// The effect of each variable of a module, for the bundle with difficult names and texts: the code is the same in
// every module.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { humanNumber } from '../../src/define/alerting/value-format.js';
import { objectKey } from '../../src/emit/packaging/names.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { initialised, plan, tryPlan } from './support/module.js';
import { alertsOf, type Data, trickyPackages } from './support/packages.js';
import type { Workspace } from './support/terraform.js';

const folder = temporaryFolder('module');
const { module, dashboards, groups } = await trickyPackages(folder);

let copy: Workspace;
beforeAll(async () => {
  copy = await initialised(module);
});
afterAll(() => {
  copy?.remove();
  removeFolder(folder);
});

const own = '{"uid": "own", "title": "${x} %{y} {{ z }}"}';
const group = {
  name: 'own',
  limit: 5,
  rules: [{ alert: 'Own', expr: 'up == 0', annotations: { s: '{{ $labels.x }}' } }],
};

describe('variables', () => {
  test('names', async () => {
    const { configMaps, rules } = await plan(copy, { name: 'Own_Name', prometheus_rule_name: 'Own_Rules' });
    for (const { name } of configMaps) expect(name).toMatch(/^own-name-/);
    expect(rules[0]?.metadata.name).toBe('own-rules');
    const long = await plan(copy, { name: 'a'.repeat(63) });
    expect(new Set(long.configMaps.map(({ name }) => name)).size).toBe(long.configMaps.length);
    for (const { name } of long.configMaps) expect(name).toHaveLength(63);
  });

  test('labels, annotations, namespaces and folders', async () => {
    const { configMaps, rules } = await plan(copy, {
      namespace: 'a',
      labels: { all: 'yes' },
      annotations: { every: 'yes' },
      dashboard_namespace: 'grafana',
      dashboard_label: 'dash',
      dashboard_label_value: 'board',
      dashboard_labels: { b: 'c' },
      dashboard_annotations: { d: 'e' },
      dashboard_folder: 'Mine',
      dashboard_folders: { 'tricky-overview': 'Its own' },
      dashboard_folder_annotation: 'folder',
      prometheus_rule_namespace: 'prometheus',
      prometheus_rule_labels: { release: 'stack' },
      prometheus_rule_annotations: { f: 'g' },
    });
    for (const { namespace, labels, annotations } of configMaps) {
      expect(namespace).toBe('grafana');
      expect(labels).toMatchObject({ all: 'yes', dash: 'board', b: 'c' });
      expect(annotations).toMatchObject({ every: 'yes', d: 'e' });
    }
    expect(configMaps.map(({ annotations }) => annotations.folder).sort()).toEqual([
      'Elsewhere: {{ folder }}',
      'Its own',
      'Mine',
    ]);
    expect(rules[0]?.metadata).toMatchObject({
      namespace: 'prometheus',
      labels: { all: 'yes', release: 'stack' },
      annotations: { every: 'yes', f: 'g' },
    });
    const none = await plan(copy, { dashboard_folder_annotation: '' });
    for (const { annotations } of none.configMaps) expect(annotations ?? {}).toEqual({});
    const top = await plan(copy, { dashboard_folder: '' });
    expect(top.configMaps.flatMap(({ annotations }) => annotations?.grafana_folder ?? [])).toEqual([
      'Elsewhere: {{ folder }}',
    ]);
  });

  test('switches', async () => {
    const { configMaps, rules, outputs } = await plan(copy, {
      create_grafana_configmap: false,
      create_prometheus_rule: false,
    });
    expect({ configMaps, rules }).toEqual({ configMaps: [], rules: [] });
    expect(outputs).toMatchObject({ dashboards: {}, alerts: [] });
  });

  test("a user's own dashboards", async () => {
    const added = await plan(copy, { name: 'n', extra_dashboards: { 'My Own': own } });
    expect(added.configMaps).toHaveLength(Object.keys(dashboards).length + 1);
    const name = `n-${objectKey('My Own')}`;
    expect(added.configMaps.find((map) => map.name === name)?.data).toEqual({ [`${name}.json`]: own });
    const replaced = await plan(copy, { dashboards: { own } });
    expect(replaced.configMaps.map(({ data }) => Object.values(data))).toEqual([[own]]);
    expect((await plan(copy, { dashboards: {} })).configMaps).toEqual([]);
  });

  test("a user's own rules", async () => {
    const added = await plan(copy, { extra_rule_groups: [group] });
    expect(added.rules[0]?.spec.groups).toEqual([...groups, group]);
    const replaced = await plan(copy, { rule_groups: [group] });
    expect(replaced.rules[0]?.spec.groups).toEqual([group]);
  });
});

test('thresholds are written in PromQL notation', async () => {
  const expressions = async (alerts: Data) => {
    const { rules } = await plan(copy, { alerts });
    return alertsOf(rules.flatMap(({ spec }) => spec.groups));
  };
  for (const [threshold, written] of [
    [-1e22, '-1e+22'],
    [2.5e-7, '2.5e-7'],
    ['1e3', '1000'],
    [0.1, '0.1'],
  ] as const) {
    const found = await expressions({ BalanceLow: { threshold } });
    expect(found.get('BalanceLow')?.expr).toBe(`balance < ${written}`);
    expect(found.get('BalanceLow')).toMatchObject({
      annotations: { summary: `below ${humanNumber(Number(threshold), 'none')}` },
    });
  }
});

test('groups are disabled, alerts keep firing and get annotations, all or one', async () => {
  const changed = await plan(copy, {
    rules: { lag: null },
    alert_annotations: { owner: 'core', summary: 'never' },
    keep_firing_for: '10m',
    alerts: {
      RatioHigh: { keep_firing_for: '15m', annotations: { summary: 'Own', owner: null } },
      LagHigh: { keep_firing_for: '0s' },
    },
  });
  const found = alertsOf(changed.rules.flatMap(({ spec }) => spec.groups));
  expect(found.get('RatioHigh')).toMatchObject({
    keep_firing_for: '15m',
    annotations: { summary: 'Own', owner: 'core' },
  });
  expect(found.get('LagHigh')).not.toHaveProperty('keep_firing_for');
  expect(found.get('BalanceLow')).toMatchObject({ keep_firing_for: '10m', annotations: { owner: 'core' } });
  const fewer = await plan(copy, { rules: { lag: false } });
  expect(fewer.rules.flatMap(({ spec }) => spec.groups.map(({ name }) => name))).toEqual(
    groups.map(({ name }) => name).filter((name) => name !== 'lag'),
  );
  // A setting that is not overridden stays as defined.
  const plain = alertsOf((await plan(copy)).rules.flatMap(({ spec }) => spec.groups));
  expect(plain.get('LagHigh')).toMatchObject({ keep_firing_for: '5m' });
});

describe('mistakes', () => {
  test.each<[string, Data, string]>([
    [
      'an unknown alert',
      { alerts: { Foo: {} } },
      'do not exist in this module: Foo. It has RatioHigh, LagHigh',
    ],
    [
      'a threshold where there is none',
      { alerts: { LagHigh: { threshold: 1 } } },
      'cannot override their threshold: LagHigh',
    ],
    ['an alert that is a text', { alerts: { RatioHigh: 'off' } }, 'element "RatioHigh": object required'],
    ['a text for a threshold', { alerts: { RatioHigh: { threshold: 'x' } } }, 'a number is required'],
    [
      'a number that is too large',
      { alerts: { RatioHigh: { threshold: '1e400' } } },
      'must be at most 1e+300, and not closer to 0 than 1e-300',
    ],
    [
      'a label that Prometheus sets',
      { alerts: { RatioHigh: { labels: { alertname: 'Mine' } } } },
      'Prometheus sets the labels alertname and alertstate',
    ],
    [
      'an internal label on all alerts',
      { alert_labels: { __tmp: 'a' } },
      'Prometheus sets these labels itself, so alert_labels cannot: __tmp.',
    ],
    [
      'a Grafana with a query',
      { grafana_url: 'https://g.example.com/?orgId=2' },
      'contain no spaces, query or fragment',
    ],
    ['a bad duration', { alerts: { RatioHigh: { for: '5 minutes' } } }, 'must be a duration such as 5m'],
    [
      'a bad duration to go on firing',
      { alerts: { RatioHigh: { keep_firing_for: '5' } } },
      'must be a duration such as 5m',
    ],
    ['no duration at all', { alerts: { RatioHigh: { for: '' } } }, 'must be a duration such as 5m'],
    ['an empty severity', { alerts: { RatioHigh: { severity: '' } } }, 'must not be empty'],
    [
      'an annotation with a bad name',
      { alerts: { RatioHigh: { annotations: { 'a-b': 'c' } } } },
      'keys of annotations of an alert in alerts must be names of Prometheus labels',
    ],
    ['an invalid switch', { alerts: { RatioHigh: { enabled: 'perhaps' } } }, 'a bool is required'],
    ['a group that does not exist', { rules: { Foo: false } }, 'do not exist in this module: Foo. It has '],
    [
      'switches of groups that are replaced',
      { rules: { lag: false }, rule_groups: [group] },
      'which rule_groups replaces',
    ],
    ['an invalid duration for all', { keep_firing_for: 'soon' }, 'must be empty or a duration'],
    [
      'annotations with bad names',
      { alert_annotations: { 'a-b': 'c' } },
      'names of Prometheus annotations: a-b',
    ],
    [
      'overrides of alerts that are replaced',
      { alerts: { LagHigh: {} }, rule_groups: [group] },
      'which rule_groups replaces',
    ],
    ['a label with a space', { labels: { a: 'b c' } }, "at most 63 letters, digits, '-', '_' and '.'"],
    ['a label with a bad name', { alert_labels: { 'a-b': 'c' } }, 'must be names of Prometheus labels: a-b'],
    ['an invalid namespace', { namespace: 'A_B' }, 'must be the name of a Kubernetes namespace'],
    ['an invalid name', { name: '-' }, 'name must consist of letters, digits'],
    [
      'invalid JSON',
      { extra_dashboards: { a: '{' } },
      'such as file() returns. These are not JSON objects: a',
    ],
    [
      'two dashboards of one name',
      { extra_dashboards: { 'tricky-overview': '{}' } },
      'has names that the dashboards of this module already have: tricky-overview',
    ],
    [
      'a dashboard without a uid',
      { extra_dashboards: { a: '{}' } },
      'The dashboard a needs a uid in its JSON, of 1 to 40 letters',
    ],
    [
      'a uid that Grafana refuses, as an object of the operator',
      {
        extra_dashboards: { a: '{"uid":"a b"}' },
        create_grafana_configmap: false,
        create_grafana_dashboards: true,
      },
      'The dashboard a needs a uid in its JSON',
    ],
    [
      'a dashboard with the uid of another',
      { extra_dashboards: { a: '{"uid":"tricky-overview"}' } },
      'Two dashboards have the same uid, but uids are unique in Grafana: tricky-overview',
    ],
    ['invalid groups', { extra_rule_groups: [{ name: 'a' }] }, 'as in a Prometheus rule file'],
    [
      'two groups of one name',
      { extra_rule_groups: [{ ...group, name: 'lag' }] },
      'Two rule groups have the same name',
    ],
    [
      'a data source of a type that dashboards have no variable for',
      { dashboard_datasources: { graphite: 'x' } },
      'types of data sources, prometheus, loki or tempo: graphite',
    ],
    [
      'an unknown API group',
      { pod_monitor_api_version: 'monitoring.example.com/v1' },
      'must be empty or one of monitoring.coreos.com/v1, azmonitoring.coreos.com/v1: monitoring.example.com/v1',
    ],
    [
      'an invalid target namespace',
      { service_monitor_target_namespaces: ['apps', 'A_B'] },
      'must contain names of Kubernetes namespaces',
    ],
    [
      'an invalid namespace of objects',
      { grafana_operator_namespace: 'A_B' },
      'grafana_operator_namespace must be the name of a Kubernetes namespace',
    ],
    [
      'a selector with a space',
      { grafana_operator_instance_selector: { a: 'b c' } },
      'grafana_operator_instance_selector must have values of at most 63 letters',
    ],
    ['an invalid period', { grafana_operator_resync_period: '5 minutes' }, 'must be a duration such as 10m'],
    ['a switch for words', { create_instrumentations: 'perhaps' }, 'a bool is required'],
    ['a URL without a scheme', { runbook_url: 'wiki' }, 'must begin with http:// or https://'],
    [
      'a dashboard of more than 1 MiB',
      { extra_dashboards: { a: JSON.stringify({ uid: 'a', a: 'x'.repeat(1_048_576) }) } },
      'a ConfigMap takes 1048576',
    ],
  ])('%s is refused with words that help', async (_, variables, message) => {
    const { code, stderr } = await tryPlan(copy, variables);
    expect(code).not.toBe(0);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(message);
  });
});
