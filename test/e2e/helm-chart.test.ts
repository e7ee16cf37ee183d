// What a chart does with each of its values, on the bundle whose names and texts are hard: the templates are the
// same in every chart.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { dashboardsIn, template, tryTemplate } from './support/helm.js';
import { alertsOf, type Data, trickyPackages } from './support/packages.js';
import { mustRun, tool } from './support/tools.js';

const folder = temporaryFolder('chart');
afterAll(() => removeFolder(folder));
const { chart, dashboards, groups } = await trickyPackages(folder);

describe('values', () => {
  const labelled = async (values: Data) =>
    (await template(chart, { values })).objects.map(({ metadata }) => metadata);

  test('names', async () => {
    for (const { name } of await labelled({ nameOverride: 'short' }))
      expect(name).toMatch(/^release-short(-|$)/);
    for (const { name } of await labelled({ fullnameOverride: 'Full_Name' }))
      expect(name).toMatch(/^full-name(-|$)/);
    const { rules } = await template(chart, { values: { prometheusRule: { name: 'Own_Rules' } } });
    expect(rules[0]?.metadata.name).toBe('own-rules');
  });

  test('labels and annotations', async () => {
    const all = await labelled({
      commonLabels: { a: 'b', 'helm.sh/chart': 'mine' },
      commonAnnotations: { c: 'd' },
    });
    for (const { labels, annotations } of all) {
      expect(labels).toMatchObject({ a: 'b', 'helm.sh/chart': 'mine' });
      expect(annotations).toMatchObject({ c: 'd' });
    }
    const { configMaps, rules } = await template(chart, {
      values: {
        grafanaDashboards: { label: 'dash', labelValue: '', labels: { e: 'f' }, annotations: { g: 'h' } },
        prometheusRule: { labels: { release: 'stack' }, annotations: { i: 'j' } },
      },
    });
    expect(configMaps[0]?.metadata.labels).toMatchObject({ dash: '', e: 'f' });
    expect(configMaps[0]?.metadata.labels).not.toHaveProperty('grafana_dashboard');
    expect(configMaps[0]?.metadata.annotations).toMatchObject({
      g: 'h',
      grafana_folder: 'Tricky | ${bundle}',
    });
    expect(rules[0]?.metadata.labels).toMatchObject({ release: 'stack' });
    expect(rules[0]?.metadata.annotations).toEqual({ i: 'j' });
  });

  test('namespaces and folders', async () => {
    const { configMaps, rules } = await template(chart, {
      values: {
        grafanaDashboards: {
          namespace: 'grafana',
          folder: 'Elsewhere',
          folderAnnotation: 'k8s-sidecar-target',
        },
        prometheusRule: { namespace: 'prometheus' },
      },
    });
    expect(configMaps.map(({ metadata }) => metadata.namespace)).toEqual(configMaps.map(() => 'grafana'));
    expect(configMaps[0]?.metadata.annotations).toEqual({ 'k8s-sidecar-target': 'Elsewhere' });
    expect(configMaps[1]?.metadata.annotations).toEqual({ 'k8s-sidecar-target': 'Elsewhere: {{ folder }}' });
    expect(rules[0]?.metadata.namespace).toBe('prometheus');
    const none = await template(chart, { values: { grafanaDashboards: { folderAnnotation: '' } } });
    for (const { metadata } of none.configMaps) expect(metadata.annotations).toBeUndefined();
  });

  test('links and labels of alerts', async () => {
    const { rules } = await template(chart, {
      values: {
        prometheusRule: {
          runbookUrl: 'https://wiki.example.com/{slug}?x',
          grafanaUrl: 'https://dash.example.com/',
          alertLabels: { cluster: 'a', team: 'not taken: the alert has one' },
        },
      },
    });
    const alert = alertsOf(rules[0]?.spec?.groups ?? []).get('RatioHigh');
    expect(alert).toMatchObject({
      labels: { cluster: 'a', team: 'core', severity: 'critical' },
      annotations: {
        runbook_url: 'https://wiki.example.com/ratio-high?x',
        dashboard_url: 'https://dash.example.com/d/tricky-overview?viewPanel=1',
      },
    });
  });

  test('as the former chart had them', async () => {
    const values = {
      fullnameOverride: 'tricky_bundle-prod',
      commonLabels: { team: 'monitoring', component: 'seamless' },
      grafanaDashboards: {
        enabled: true,
        folder: 'Seamless',
        dashboards: [
          { uid: 'Tricky_Overview', title: 'The same but for case' },
          { uid: 'own', title: 'Own', panels: [], json: '{\n  "uid": "own"\n}' },
        ],
      },
      prometheusRule: { enabled: true, namespace: 'monitoring', name: 'tricky_bundle-recording-rules' },
    };
    const { configMaps, rules } = await template(chart, { values });
    expect(Object.values(dashboardsIn(configMaps))).toEqual([
      dashboards['Tricky_Overview.json'],
      { uid: 'own' },
    ]);
    expect(configMaps.map(({ metadata }) => metadata.name)).toEqual([
      expect.stringMatching(/^tricky-bundle-prod-tricky-overview-[0-9a-f]{8}$/),
      'tricky-bundle-prod-own',
    ]);
    expect(rules[0]?.metadata).toMatchObject({
      name: 'tricky-bundle-recording-rules',
      namespace: 'monitoring',
    });
    expect(rules[0]?.spec?.groups).toEqual(groups);
  });
});

describe('thresholds', () => {
  test.each([
    [0.2, 'above 20%'],
    [1, 'above 100%'],
    [0.001, 'above 0.1%'],
  ])('%d: the alert fires above it and says so', async (threshold, said) => {
    const { rules } = await template(chart, { values: { alerts: { RatioHigh: { threshold } } } });
    const summary = alertsOf(rules[0]?.spec?.groups ?? []).get('RatioHigh')?.annotations;
    writeFileSync(join(folder, 'rules.yml'), dump({ groups: rules[0]?.spec?.groups ?? [] }));
    writeFileSync(join(folder, 'test.yml'), dump(firing(said, summary as Data)));
    await mustRun(tool('promtool'), ['test', 'rules', join(folder, 'test.yml')]);
  });

  test('the one that is shipped changes nothing', async () => {
    const { rules } = await template(chart, { values: { alerts: { RatioHigh: { threshold: 0.05 } } } });
    expect(rules[0]?.spec?.groups).toEqual(groups);
  });

  /** Twice as many failures as requests, and what the alert must say then. */
  function firing(said: string, { runbook_url, dashboard_url, description }: Data) {
    const expand = (text: unknown) =>
      String(text).replaceAll(/\{\{ [\d.]+ \| humanizePercentage \}\}/g, said.slice(6));
    return {
      rule_files: ['rules.yml'],
      tests: [
        {
          interval: '1m',
          input_series: [
            { series: 'failures_total', values: '0+20x30' },
            { series: 'requests_total', values: '0+10x30' },
          ],
          alert_rule_test: [
            {
              eval_time: '20m',
              alertname: 'RatioHigh',
              exp_alerts: [
                {
                  exp_labels: { severity: 'critical', team: 'core' },
                  exp_annotations: {
                    summary: `\`200%\` ${said}`,
                    description: expand(description).replace('{{ "x" }}', 'x'),
                    runbook_url,
                    dashboard_url,
                  },
                },
              ],
            },
          ],
        },
      ],
    };
  }

  test('negative and large numbers are written as PromQL reads them', async () => {
    const { rules } = await template(chart, {
      values: { alerts: { BalanceLow: { threshold: -1e22 }, RatioHigh: { threshold: 5_000_000_000 } } },
    });
    const alerts = alertsOf(rules[0]?.spec?.groups ?? []);
    expect(alerts.get('RatioHigh')?.expr).toContain('> 5000000000 or');
    expect(alerts.get('BalanceLow')?.expr).toBe('balance < -1e+22');
  });
});

describe('mistakes', () => {
  const entry = (extra: Data) => ({ grafanaDashboards: { extraDashboards: [extra] } });
  test.each<[string, Data, string]>([
    [
      'an alert that does not exist',
      { alerts: { Foo: {} } },
      'alerts.Foo: this chart has no such alert; it has BalanceLow, LagHigh, RatioHigh',
    ],
    [
      'a threshold where there is none',
      { alerts: { LagHigh: { threshold: 1 } } },
      'LagHigh is not a comparison with one number',
    ],
    [
      'overrides of alerts that are replaced',
      { alerts: { LagHigh: {} }, prometheusRule: { groups: [{ name: 'g', rules: [] }] } },
      'which prometheusRule.groups replaces',
    ],
    [
      'a text for a number',
      { alerts: { RatioHigh: { threshold: '1' } } },
      "at '/alerts/RatioHigh/threshold': got string, want number",
    ],
    ['an unknown value', { grafanaDashboard: {} }, "additional properties 'grafanaDashboard' not allowed"],
    ['a label that is not text', { commonLabels: { a: 1 } }, "at '/commonLabels/a': got number, want string"],
    ['a namespace that is none', { prometheusRule: { namespace: 'A_B' } }, "at '/prometheusRule/namespace'"],
    ['a dashboard without content', entry({ name: 'a' }), '"a" needs a file of the chart or json'],
    [
      'a dashboard with two contents',
      entry({ name: 'a', json: '{}', file: 'a.json' }),
      '"a" has both a file and json',
    ],
    [
      'a file that is not packed',
      entry({ name: 'a', file: 'a.json' }),
      'not in the chart; there are files/dashboards/',
    ],
    ['an unknown uid', entry({ uid: 'nobody' }), 'files/dashboards/nobody.json, which is not in the chart'],
    ['JSON that is none', entry({ name: 'a', json: '{"a"' }), '"a" is not a JSON object'],
    ['a list for a dashboard', entry({ name: 'a', json: '[]' }), '"a" is not a JSON object'],
    [
      'two dashboards of one name',
      entry({ name: 'tricky-overview', json: '{}' }),
      'two dashboards are named "tricky-overview"',
    ],
    [
      'two groups of one name',
      { prometheusRule: { extraGroups: [{ name: 'lag', rules: [] }] } },
      'two groups are named "lag"',
    ],
    [
      'a dashboard of more than 1 MiB',
      entry({ name: 'a', json: JSON.stringify({ a: 'x'.repeat(1_048_576) }) }),
      'a ConfigMap takes 1048576',
    ],
  ])('%s is refused with words that help', async (_, values, message) => {
    const { code, stderr } = await tryTemplate(chart, { values });
    expect(code).not.toBe(0);
    expect(stderr).toContain(message);
  });
});
