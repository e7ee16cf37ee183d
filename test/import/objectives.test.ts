// Objectives of Sloth and OpenSLO as objectives of a bundle, with the same target and indicator.
import { existsSync, readFileSync } from 'node:fs';
import { dump } from 'js-yaml';
import { afterEach, describe, expect, test } from 'vitest';
import { type Project, project } from '../support/project.js';

let open: Project | undefined;
afterEach(() => open?.remove());

async function imported(files: Readonly<Record<string, string>>, ...args: string[]) {
  open = project(files);
  const { path, run } = open;
  const ran = await run('import', path('in'), '--out', path('definitions/a'), ...args);
  return {
    ...ran,
    written: existsSync(path('definitions/a')),
    read: (file: string) => readFileSync(path('definitions/a', file), 'utf8'),
  };
}

const sloth = `
version: prometheus/v1
service: shop
labels: { owner: team }
slos:
  - name: availability
    objective: 99.9
    description: Requests succeed.
    sli:
      events:
        error_query: sum(rate(requests_total{job="shop",code=~"5.."}[{{.window}}]))
        total_query: sum(rate(requests_total{job="shop"}[{{ .window }}]))
    alerting:
      name: ShopErrors
      labels: { category: availability }
      annotations: { summary: Many errors, runbook: https://runbooks.example.com/shop }
      page_alert: { labels: { severity: page } }
      ticket_alert: { disable: true }
  - name: satisfaction
    objective: 95
    labels: { kind: ratio }
    sli:
      raw:
        error_ratio_query: |
          1 - (
            sum(sum_over_time(satisfaction_ratio[{{.window}}]))
            /
            sum(count_over_time(satisfaction_ratio[{{.window}}]))
          )
    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }
`;

test('a specification of Sloth', async () => {
  const { code, errors, out, read } = await imported({ 'in/slo.yml': sloth }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('2 objectives\nverified: a build produces the same');
  expect(read('slos.ts')).toContain(`  sli: sli.events({
    errors: metrics.requests_total.where({ job: 'shop', code: /5../ }),
    total: metrics.requests_total.where({ job: 'shop' }),
  }),
  alerts: {
    pageFast: {
      for: '0s',
      severity: 'page',
      labels: { category: 'availability' },
      summary: 'Many errors',
      annotations: { runbook: 'https://runbooks.example.com/shop' },
    },`);
  expect(read('slos.ts')).toContain(
    "ticketFast: false,\n    ticketSlow: false,\n  },\n  labels: { owner: 'team' },",
  );
  expect(read('slos.ts')).toContain('sli: sli.errorRatio(');
  expect(read('runbooks/shop-availability.md')).toContain('Requests succeed.');
});

test('a PrometheusServiceLevel, and queries without typed functions', async () => {
  const object = dump({
    apiVersion: 'sloth.slok.dev/v1',
    kind: 'PrometheusServiceLevel',
    metadata: { name: 'shop' },
    spec: {
      service: 'shop',
      slos: [
        {
          name: 'wifi',
          objective: 99,
          sli: {
            events: {
              errorQuery: 'sum(rate({__name__=~"errors.*"}[{{.window}}])) OR on() vector(0)',
              totalQuery: 'sum without () (rate({__name__=~"requests.*"}[{{.window}}]))',
            },
          },
          alerting: { pageAlert: { labels: { severity: 'home' } } },
        },
      ],
    },
  });
  const { code, errors, out, read } = await imported({ 'in/slo.yml': object }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('verified: a build produces the same');
  expect(read('slos.ts')).toContain('promql`sum without () (rate({__name__=~"requests.*"}[${window}]))`');
  expect(read('slos.ts')).toContain('rate(series({ where: { __name__: /errors.*/ } }))');
});

const ratio = (good: string, total: string, counter = true) => ({
  ratioMetric: {
    counter,
    good: { metricSource: { type: 'Prometheus', spec: { query: good } } },
    total: { metricSource: { type: 'Prometheus', spec: { query: total } } },
  },
});
const openSlo = (name: string, spec: object, kind = 'SLO') =>
  dump({ apiVersion: 'openslo/v1', kind, metadata: { name, displayName: name }, spec });
const rolling = { timeWindow: [{ duration: '28d', isRolling: true }] };

test('OpenSLO objects and their references', async () => {
  const files = {
    'in/slo.yml': openSlo('shop-good', {
      ...{ service: 'shop', budgetingMethod: 'Occurrences', indicatorRef: 'requests', ...rolling },
      objectives: [{ target: 0.999 }, { targetPercent: 99.5, displayName: 'less' }],
      alertPolicies: [{ alertPolicyRef: 'burning' }],
    }),
    'in/sli.yml': openSlo('requests', ratio('sum(requests_total{code!~"5.."})', 'requests_total'), 'SLI'),
    'in/policy.yml': openSlo(
      'burning',
      {
        alertWhenBreaching: true,
        conditions: [{ conditionRef: 'fast' }],
        notificationTargets: [{ targetRef: 'mail' }],
      },
      'AlertPolicy',
    ),
    'in/condition.yml': openSlo(
      'fast',
      {
        severity: 'page',
        condition: { kind: 'burnrate', op: 'gt', threshold: 13.44, lookbackWindow: '1h', alertAfter: '5m' },
      },
      'AlertCondition',
    ),
    'in/service.yml': openSlo('shop', { description: 'The shop.' }, 'Service'),
  };
  const { code, errors, out, read } = await imported(files, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('2 objectives\nverified: a build produces the same');
  expect(out).toMatch(/notifies mail: notifications are defined by routes/);
  const slos = read('slos.ts');
  expect(slos).toContain("name: 'good-1'");
  expect(slos).toContain("period: '28d'");
  expect(slos).toContain("pageFast: { factor: 13.44, for: '5m', severity: 'page' },\n    pageSlow: false,");
  expect(slos).toContain('total: sum(rate(metrics.requests_total)),');
});

test("alert windows of Sloth's own are a difference", async () => {
  const windows = dump({ apiVersion: 'sloth.slok.dev/v1', kind: 'AlertWindows', spec: { sloPeriod: '7d' } });
  const { code, out } = await imported({ 'in/7d.yaml': windows, 'in/slo.yml': sloth }, '--verify');
  expect(code).toBe(1);
  expect(out).toMatch(/7d\.yaml: defines alert windows for Sloth/);
});

test('what OpenSLO calls a service to people', async () => {
  const objective = (name: string, service: string) =>
    openSlo(name, {
      ...{ service, budgetingMethod: 'Occurrences', ...rolling },
      indicator: { spec: ratio('good_total', 'all_total') },
      objectives: [{ target: 0.99 }],
    });
  const service = (name: string, displayName: string) =>
    dump({ apiVersion: 'openslo/v1', kind: 'Service', metadata: { name, displayName }, spec: {} });
  const { code, out, read } = await imported(
    {
      'in/a.yml': objective('shop-good', 'my-shop'),
      'in/b.yml': objective('cart-good', 'cart'),
      'in/cart.yml': service('cart', 'What people put in'),
      'in/shop.yml': service('my-shop', 'My_Shop'),
    },
    '--verify',
  );
  expect(code).toBe(0);
  expect(read('slos.ts')).toContain("service: 'My_Shop'");
  expect(read('slos.ts')).toContain("service: 'cart'");
  expect(out).toMatch(/cart\.yml.*displayName.*is not in the bundle/);
});

test('thresholds and time slices become ratios of time', async () => {
  const source = { metricSource: { type: 'Prometheus', spec: { query: 'latency_seconds' } } };
  const files = {
    'in/a.yml': openSlo('threshold', {
      ...{ service: 'shop', budgetingMethod: 'Occurrences', ...rolling },
      indicator: { spec: { thresholdMetric: source } },
      objectives: [{ op: 'lte', value: 0.5, target: 0.99 }],
    }),
    'in/b.yml': openSlo('slices', {
      ...{ service: 'shop', budgetingMethod: 'Timeslices', ...rolling },
      indicator: { spec: ratio('good_total', 'all_total') },
      objectives: [{ target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: '5m' }],
    }),
  };
  const { code, errors, out } = await imported(files, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('2 objectives\nverified: a build produces the same');
});

test('what bundles do not support is a difference: plugins, composites, calendar windows', async () => {
  const files = {
    'in/a.yml': openSlo('calendar', {
      ...{ service: 'shop', budgetingMethod: 'Occurrences' },
      timeWindow: [
        { duration: '1M', isRolling: false, calendar: { startTime: '2026-01-01 00:00:00', timeZone: 'UTC' } },
      ],
      indicator: { spec: ratio('good_total', 'all_total') },
      objectives: [{ target: 0.99 }],
    }),
    'in/b.yml': openSlo('composite', {
      ...{ service: 'shop', budgetingMethod: 'Occurrences', ...rolling },
      objectives: [{ target: 0.99, indicatorRef: 'a', compositeWeight: 2 }],
    }),
    'in/c.yml':
      'version: prometheus/v1\nservice: shop\nslos:\n  - name: p\n    objective: 99\n    sli: { plugin: { id: x } }\n',
  };
  const { code, out } = await imported(files, '--verify');
  expect(code).toBe(1);
  expect(out).toContain('3 differences');
  expect(out).toMatch(
    /a\.yml: spec\.timeWindow\[0\]: is a calendar window: the imported objective covers the last 30d/,
  );
  expect(out).toMatch(/b\.yml: spec\.objectives\[0\]: is part of a composite objective/);
  expect(out).toMatch(/c\.yml: slos\[0\]\.sli\.plugin: is a plugin of Sloth/);
});

const refused: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
  'an unknown field': [
    sloth.replace('error_query', 'errors_query'),
    /slo\.yml:11: slos\[0\]\.sli\.events\.errors_query: field errors_query not found; did you mean error_query\?/,
  ],
  'a query without window': [
    sloth.replace('[{{ .window }}]', '[5m]'),
    /slo\.yml:12: .*total_query: expected a query with \{\{\.window\}\}/,
  ],
  'a query that is no PromQL': [
    sloth.replace('sum(rate(requests_total{job="shop"}', 'sum(rate((requests_total{job="shop"}'),
    /slo\.yml:6: slos\[0\]: has a query that is not valid PromQL/,
  ],
  'a ratio in place of a percentage': [
    sloth.replace('objective: 99.9', 'objective: 0.999'),
    /slo\.yml:6: slos\[0\]: .*an objective of 0\.999 is 0\.999 %/,
  ],
  'an indicator that there is not': [
    openSlo('a', {
      service: 'shop',
      budgetingMethod: 'Occurrences',
      indicatorRef: 'none',
      objectives: [{ target: 0.9 }],
      ...rolling,
    }),
    /slo\.yml:9: spec\.indicatorRef: there is no SLI none/,
  ],
};

describe('invalid objectives are reported with their place, and nothing is written', () => {
  test.each(Object.entries(refused))('%s', async (_, [text, says]) => {
    const { code, errors, written } = await imported({ 'in/slo.yml': text });
    expect(errors).toMatch(says);
    expect(code).toBe(2);
    expect(written).toBe(false);
  });
});
