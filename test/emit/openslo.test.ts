// Objectives as OpenSLO: objects according to the specification, which are imported as the same objectives.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  catalog,
  counter,
  gauge,
  histogram,
  nativeHistogram,
  rate,
  runbook,
  type Sli,
  sli,
  slo,
  sum,
} from 'dashwright';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { emitBackstage } from '../../src/emit/backstage/index.js';
import { emitOpenSlo } from '../../src/emit/openslo/index.js';
import { alertBy, alerting } from '../fixtures/alerting-bundle.js';
import { project } from '../support/project.js';

const labels = { code: ['200', '500'], namespace: ['shop'] } as const;
const metrics = catalog({
  requests_total: counter({ help: 'Requests.', labels }),
  took_seconds: histogram({ help: 'How long.', unit: 's', labels: {}, buckets: [0.1, 0.5] }),
  native_seconds: nativeHistogram({ help: 'How long.', unit: 's', labels: {} }),
  up_state: gauge({ help: 'Health.', labels: {} }),
});
const requests = metrics.requests_total;
const made = <L extends string>(name: string, indicator: Sli<L>, more: object = {}) =>
  slo({ service: 'Shop_API', name, objective: 99, sli: indicator, runbook: runbook('r'), ...more });
const slos = [
  made('events', sli.events({ errors: requests.where({ code: '500' }), total: requests })),
  made('latency', sli.latency({ histogram: metrics.took_seconds, threshold: 0.5 }), { period: '28d' }),
  made('native', sli.latencyNative({ histogram: metrics.native_seconds, threshold: 0.5 })),
  made('health', sli.gauge(metrics.up_state), {
    alerts: { ticketFast: false, pageSlow: { factor: 5, for: '90s' } },
  }),
  made(
    'ratio',
    sli.ratio({ errors: sum(rate(requests.where({ code: '500' }))), total: sum(rate(requests)) }),
  ),
];
const bundle = alerting(
  'shop',
  { A: alertBy(['host'], 'warning') },
  { metrics, slos, selectors: { namespace: 'shop' } },
);

/** Fields of each part according to the specification; those with `!` are required. */
const fields: Readonly<Record<string, string>> = {
  object: 'apiVersion! kind! metadata! spec!',
  metadata: 'name! displayName labels annotations',
  SLO: 'description service! indicator timeWindow budgetingMethod! objectives! alertPolicies',
  indicator: 'metadata spec!',
  Service: 'description',
};
function hold(value: unknown, which: string): Readonly<Record<string, unknown>> {
  const given = value as Readonly<Record<string, unknown>>;
  const names = (fields[which] ?? '').split(' ');
  expect(names.map((name) => name.replace('!', ''))).toEqual(expect.arrayContaining(Object.keys(given)));
  for (const name of names.filter((one) => one.endsWith('!')))
    expect(given).toHaveProperty(name.slice(0, -1));
  return given;
}

test('objects have the fields of OpenSLO v1, and RFC 1123 names', () => {
  const files = emitOpenSlo(bundle);
  expect(files.map(({ path }) => path)).toEqual([
    'openslo/shop/service-shop-api.yml',
    ...['events', 'latency', 'native', 'health', 'ratio'].map(
      (name) => `openslo/shop/slo-shop-api-${name}.yml`,
    ),
  ]);
  for (const { content } of files) {
    const object = hold(load(String(content)), 'object');
    expect(object.apiVersion).toBe('openslo/v1');
    const metadata = hold(object.metadata, 'metadata');
    expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
    const spec = hold(object.spec, String(object.kind));
    if (object.kind !== 'SLO') continue;
    hold(spec.indicator, 'indicator');
    expect(spec.timeWindow).toEqual([{ duration: expect.stringMatching(/^\d+[mhdwMQY]$/), isRolling: true }]);
    expect(spec.objectives).toMatchObject([{ target: 0.99 }]);
  }
  const events = load(String(files[1]?.content)) as object;
  expect(events).toMatchObject({
    spec: {
      indicator: {
        spec: {
          ratioMetric: {
            counter: true,
            bad: { metricSource: { spec: { query: 'sum(requests_total{code="500",namespace="shop"})' } } },
          },
        },
      },
    },
  });
});

test('importing them gives the same objectives', async () => {
  const own = project();
  try {
    for (const { path, content } of emitOpenSlo(bundle)) {
      mkdirSync(dirname(own.path(path)), { recursive: true });
      writeFileSync(own.path(path), content as string);
    }
    const { code, errors, out } = await own.run(
      'import',
      own.path('openslo'),
      '--out',
      own.path('definitions/b'),
      '--verify',
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('5 objectives\nverified: a build produces the same');
    const text = readFileSync(own.path('definitions/b/slos.ts'), 'utf8');
    expect(text).toContain("service: 'Shop_API',\n  name: 'events'");
    expect(text).toContain("pageSlow: { factor: 5, for: '2m', severity: 'critical' }");
  } finally {
    own.remove();
  }
});

test("a Backstage component has the annotations of the plugins, and the bundle's owner", () => {
  const owned = alerting(
    'shop',
    { A: alertBy(['host'], 'warning') },
    {
      folder: "Shop's",
      backstage: { owner: 'team-shop', system: 'shop' },
    },
  );
  const [file] = emitBackstage(owned);
  expect(file?.path).toBe('backstage/shop/catalog-info.yaml');
  expect(load(String(file?.content))).toEqual({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop-monitoring',
      title: 'shop',
      annotations: { 'grafana/alert-label-selector': 'bundle=shop', 'prometheus.io/alert': 'A' },
      links: [{ url: 'https://r.example.com/r', title: 'Runbook: r', icon: 'docs' }],
    },
    spec: { type: 'monitoring', lifecycle: 'production', owner: 'team-shop', system: 'shop' },
  });
});
