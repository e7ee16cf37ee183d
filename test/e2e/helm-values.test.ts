import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectKey } from '../../src/emit/packaging/names.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { conform, dashboardsIn, template } from './support/helm.js';
import { kubeSchemas } from './support/kube-schemas.js';
import { alertsOf, shippedPackages, trickyPackages, tuningOf } from './support/packages.js';
import { mustRun, tool } from './support/tools.js';

const folder = temporaryFolder('values');
afterAll(() => removeFolder(folder));
const packages = [...shippedPackages(), await trickyPackages(folder)];

let schemas: string;
beforeAll(async () => {
  schemas = await kubeSchemas();
});

const own = { uid: 'own', title: '{{ .Values }} "<b>" & `x`', panels: [] };

describe.each(packages)('values of the chart of $name', ({ chart, dashboards, groups }) => {
  test('extraDashboards adds dashboards, as a string and as an object', async () => {
    const extraDashboards = [
      { name: 'own', json: own },
      { name: 'Own_Dashboard', json: JSON.stringify({ ...own, uid: 'mine' }, null, 2), folder: 'Mine' },
    ];
    const { text, configMaps } = await template(chart, {
      values: { grafanaDashboards: { extraDashboards } },
    });
    await conform(schemas, text);
    expect(dashboardsIn(configMaps)).toMatchObject(dashboards);
    const added = configMaps.slice(-2);
    expect(Object.values(dashboardsIn(added))).toEqual([own, { ...own, uid: 'mine' }]);
    // Object names are derived from names in values by the same rule as for a bundle's dashboards.
    expect(added[1]?.metadata.name).toMatch(new RegExp(`-${objectKey('Own_Dashboard')}$`));
    expect(added[1]?.metadata.annotations).toEqual({ grafana_folder: 'Mine' });
  });

  test('dashboards replaces them; an empty list leaves none', async () => {
    const replaced = await template(chart, {
      values: { grafanaDashboards: { dashboards: [{ name: 'own', json: own }] } },
    });
    expect(Object.values(dashboardsIn(replaced.configMaps))).toEqual([own]);
    const none = await template(chart, { values: { grafanaDashboards: { dashboards: [] } } });
    expect(none.configMaps).toEqual([]);
  });

  test('dashboards and rules can be disabled separately', async () => {
    const rulesOff = await template(chart, { values: { prometheusRule: { enabled: false } } });
    expect(rulesOff.objects).toEqual(rulesOff.configMaps);
    const dashboardsOff = await template(chart, { values: { grafanaDashboards: { enabled: false } } });
    expect(dashboardsOff.objects).toEqual(dashboardsOff.rules);
  });

  test('groups replaces and extraGroups adds groups; they are not evaluated as templates', async () => {
    const group = {
      name: 'own',
      rules: [{ alert: 'Own', expr: 'up == 0', annotations: { summary: '{{ $labels.x }}' } }],
    };
    const replaced = await template(chart, {
      values: { prometheusRule: { enabled: true, groups: [group] } },
    });
    expect(replaced.rules[0]?.spec?.groups).toEqual([group]);
    const added = await template(chart, {
      values: { prometheusRule: { enabled: true, extraGroups: [group] } },
    });
    expect(added.rules[0]?.spec?.groups).toEqual([...groups, group]);
  });

  test('every alert can be changed by name, and stays a valid rule', async () => {
    const tuning = [...tuningOf(join(chart, 'files/alerts.yaml'))];
    const alerts = Object.fromEntries(
      tuning.map(([name, { threshold }]) => [
        name,
        {
          ...(threshold && { threshold: threshold.value * 2 + 12345.5 }),
          for: '17m',
          severity: 'page',
          labels: { added: 'yes' },
        },
      ]),
    );
    const { rules } = await template(chart, { values: { alerts } });
    const changed = alertsOf(rules.flatMap(({ spec }) => spec?.groups ?? []));
    const before = alertsOf(groups);
    expect([...changed.keys()]).toEqual([...before.keys()]);
    for (const [name, { threshold }] of tuning) {
      const { expr, labels, for: held } = changed.get(name) ?? {};
      expect({ labels, held }).toMatchObject({ labels: { severity: 'page', added: 'yes' }, held: '17m' });
      if (threshold) expect(expr).toContain(String(threshold.value * 2 + 12345.5));
      else expect(expr).toBe(before.get(name)?.expr);
    }
    const file = join(folder, 'changed.yml');
    writeFileSync(file, dump({ groups: rules[0]?.spec?.groups ?? [] }));
    await mustRun(tool('promtool'), ['check', 'rules', '--lint-fatal', file]);
  });

  test('alerts can be removed, down to none', async () => {
    const names = [...alertsOf(groups).keys()];
    const alerts = Object.fromEntries(names.map((name) => [name, { enabled: false }]));
    const { rules } = await template(chart, { values: { alerts } });
    const left = rules.flatMap(({ spec }) => spec?.groups ?? []);
    expect(alertsOf(left).size).toBe(0);
    expect(left).toEqual(groups.filter((group) => group.rules.some((rule) => rule.record)));
  });
});
