// The effect of each value of a chart, for the bundle with difficult names and texts: the templates are the same in
// every chart.
import { afterAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { dashboardsIn, template } from './support/helm.js';
import { alertsOf, type Data, trickyPackages } from './support/packages.js';

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
          grafanaUrl: 'https://dash.example.com//',
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

  test('of the former chart', async () => {
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
