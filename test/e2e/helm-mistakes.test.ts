import { afterAll, describe, expect, test } from 'vitest';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { dashboardsIn, template, tryTemplate } from './support/helm.js';
import { type Data, trickyPackages } from './support/packages.js';

const folder = temporaryFolder('mistakes');
afterAll(() => removeFolder(folder));
const { chart } = await trickyPackages(folder);

describe('mistakes', () => {
  const entry = (extra: Data) => ({ grafanaDashboards: { extraDashboards: [extra] } });
  test.each<[string, Data, string]>([
    [
      'an unknown alert',
      { alerts: { Foo: {} } },
      'alerts.Foo: this chart has no such alert; it has BalanceLow, LagHigh, RatioHigh',
    ],
    [
      'an alert called __proto__',
      { alerts: JSON.parse('{"__proto__":{"threshold":1}}') },
      'alerts.__proto__: this chart has no such alert',
    ],
    [
      'a group called __proto__',
      { prometheusRule: { rules: JSON.parse('{"__proto__":false}') } },
      'prometheusRule.rules.__proto__: this chart has no such group of rules',
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
      'a group that does not exist',
      { prometheusRule: { rules: { Foo: false } } },
      'prometheusRule.rules.Foo: this chart has no such group of rules; it has ',
    ],
    [
      'switches of groups that are replaced',
      { prometheusRule: { rules: { lag: false }, groups: [{ name: 'g', rules: [] }] } },
      'which prometheusRule.groups replaces',
    ],
    [
      'a text for a number',
      { alerts: { RatioHigh: { threshold: '1 %' } } },
      "at '/alerts/RatioHigh/threshold': '1 %' does not match pattern",
    ],
    [
      'a number that is too large, which Helm makes 0',
      { alerts: { RatioHigh: { threshold: '1e400' } } },
      'alerts.RatioHigh.threshold: 1e400 is too large or too small',
    ],
    [
      'a number whose percentage is too large',
      { alerts: { RatioHigh: { threshold: -1e308 } } },
      'alerts.RatioHigh.threshold: -1e+308 is too large or too small',
    ],
    [
      'a label that Prometheus sets',
      { alerts: { RatioHigh: { labels: { alertname: 'Mine' } } } },
      'alerts.RatioHigh.labels.alertname: Prometheus sets this label itself',
    ],
    [
      'an internal label on all alerts',
      { prometheusRule: { alertLabels: { __tmp: 'a' } } },
      'prometheusRule.alertLabels.__tmp: Prometheus sets this label itself',
    ],
    [
      'a Grafana with a query',
      { prometheusRule: { grafanaUrl: 'https://g.example.com/?orgId=2' } },
      "at '/prometheusRule/grafanaUrl'",
    ],
    [
      'a duration without a unit',
      { alerts: { RatioHigh: { for: 5 } } },
      "at '/alerts/RatioHigh/for': got number, want null or string",
    ],
    ['an unknown value', { grafanaDashboard: {} }, "additional properties 'grafanaDashboard' not allowed"],
    [
      'an unknown API group',
      { podMonitors: { apiVersion: 'monitoring.example.com/v1' } },
      "at '/podMonitors/apiVersion': value must be one of '', 'monitoring.coreos.com/v1', 'azmonitoring.coreos.com/v1'",
    ],
    [
      'a value that objects have not',
      { instrumentations: { apiVersion: 'opentelemetry.io/v1' } },
      "at '/instrumentations': additional properties 'apiVersion' not allowed",
    ],
    [
      'a namespace for a list of them',
      { serviceMonitors: { targetNamespaces: 'apps' } },
      "at '/serviceMonitors/targetNamespaces': got string, want null or array",
    ],
    [
      'two GrafanaDashboards of one name',
      {
        ...entry({ name: 'tricky-overview', json: '{"uid":"a"}' }),
        grafanaOperator: { enabled: true },
      },
      'two dashboards are named "tricky-overview"',
    ],
    [
      'a label that is not text',
      { commonLabels: { a: 1 } },
      "at '/commonLabels/a': got number, want null or string",
    ],
    ['an invalid namespace', { prometheusRule: { namespace: 'A_B' } }, "at '/prometheusRule/namespace'"],
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
    ['invalid JSON', entry({ name: 'a', json: '{"a"' }), '"a" is not a JSON object'],
    ['two JSON objects', entry({ name: 'a', json: '{"uid":"a"}, {"uid":"b"}' }), '"a" is not a JSON object'],
    ['text for a dashboard', entry({ name: 'a', json: '"x"' }), '"a" is not a JSON object'],
    ['a dashboard without a uid', entry({ name: 'a', json: '{"title":"A"}' }), '"a" has no uid'],
    ['a dashboard with the uid null', entry({ name: 'a', json: { uid: null } }), '"a" has no uid'],
    ['a dashboard with an empty uid', entry({ name: 'a', json: '{"uid":""}' }), '"a" has the uid ""'],
    ['a uid that Grafana refuses', entry({ name: 'a', json: '{"uid":"a b"}' }), '"a" has the uid "a b"'],
    [
      'a dashboard with the uid of another',
      entry({ name: 'a', json: '{"uid":"tricky-overview"}' }),
      '"a" has the uid "tricky-overview" of "tricky-overview"',
    ],
    ['a list for a dashboard', entry({ name: 'a', json: '[]' }), '"a" is not a JSON object'],
    [
      'two dashboards of one name',
      entry({ name: 'tricky-overview', json: '{"uid":"a"}' }),
      'two dashboards are named "tricky-overview"',
    ],
    [
      'two groups of one name',
      { prometheusRule: { extraGroups: [{ name: 'lag', rules: [] }] } },
      'two groups are named "lag"',
    ],
    [
      'a dashboard of more than 1 MiB',
      entry({ name: 'a', json: JSON.stringify({ uid: 'a', a: 'x'.repeat(1_048_576) }) }),
      'a ConfigMap takes 1048576',
    ],
  ])('%s is refused with words that help', async (_, values, message) => {
    const { code, stderr } = await tryTemplate(chart, { values });
    expect(code).not.toBe(0);
    expect(stderr).toContain(message);
  });

  test.each(['helm', 'helm4'] as const)('a dashboard may have a key Error: %s', async (binary) => {
    const json = { uid: 'a', Error: 'no error' };
    const { configMaps } = await template(chart, { binary, values: entry({ name: 'a', json }) });
    expect(Object.values(dashboardsIn(configMaps))).toContainEqual(json);
  });
});
