import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadAlertmanager, loadEngine } from '../../src/engine/index.js';
import { previewSource } from '../../src/pipeline/preview.js';
import { siteBundle } from '../../src/preview/bundle.js';
import type { SiteAlert, SiteMetric } from '../../src/preview/model.js';
import { asAsked } from '../../src/preview/simulated/as-asked.js';
import { loadDataset, longestWindowIn } from '../../src/preview/simulated/dataset.js';
import { combinations, simulateMetric } from '../../src/preview/simulated/simulate.js';
import { timesOf } from '../../src/preview/simulated/spans.js';
import { boundsOf, isOfOne, wellMetrics } from '../../src/preview/simulated/well.js';
import { usedRecords } from '../../src/prove/compile/used-records.js';

const hour = 3_600_000;
const end = Date.UTC(2026, 0, 14, 15);
const span = { start: end - 6 * hour, end, stepMs: 60_000 };
const labels = { job: ['shop'], status: ['200', '404', '500'] };
const metrics: readonly SiteMetric[] = [
  { name: 'requests_total', kind: 'counter', help: '', labels },
  { name: 'busy', kind: 'gauge', help: '', unit: 'percentunit', range: [0, 1], labels },
  { name: 'queue_length', kind: 'gauge', help: '', labels: {} },
  { name: 'took_seconds', kind: 'histogram', help: '', unit: 's', buckets: [0.1, 0.5, 1, 5], labels },
  { name: 'sizes', kind: 'native_histogram', help: '', labels },
  { name: 'waited_seconds', kind: 'summary', help: '', unit: 's', labels },
];

type Series = { readonly labels: Readonly<Record<string, string>>; readonly values: readonly number[] };

/** The series of a metric with numeric samples. */
function columns(metric: SiteMetric, range = span): readonly Series[] {
  return simulateMetric(metric, timesOf([range])).flatMap((series) =>
    'times' in series ? [{ labels: series.labels, values: Array.from(series.values) }] : [],
  );
}

function falls(values: readonly number[]): boolean {
  return values.some((value, index) => value < (values[index - 1] ?? value));
}

describe('simulated data', () => {
  test('is the same each time, whatever range is requested', () => {
    for (const metric of metrics) {
      expect(simulateMetric(metric, timesOf([span]))).toEqual(simulateMetric(metric, timesOf([span])));
    }
    const gauge = metrics[2] as SiteMetric;
    const [later] = columns(gauge, { ...span, start: end - hour });
    expect(later?.values).toEqual(columns(gauge)[0]?.values.slice(-61));
    expect(later?.values).toHaveLength(61);
  });

  test('has a series for each combination of example values, or an even selection if there are many', () => {
    expect(combinations(labels, 16)).toHaveLength(3);
    const many = combinations({ a: [...'abcdefghij'], b: [...'klmnopqrst'] }, 16);
    expect(many).toHaveLength(16);
    expect(new Set(many.map(({ b }) => b)).size).toBeGreaterThan(7);
  });

  test('has counters that increase and never decrease', () => {
    for (const name of ['requests_total', 'took_seconds', 'waited_seconds']) {
      const metric = metrics.find((one) => one.name === name) as SiteMetric;
      for (const { labels: own, values } of columns(metric)) {
        if ('quantile' in own) continue;
        expect(falls(values), name).toBe(false);
        expect(values.at(-1), name).toBeGreaterThan(values[0] ?? Number.POSITIVE_INFINITY);
      }
    }
  });

  test('keeps gauges within their range', () => {
    for (const { values } of columns(metrics[1] as SiteMetric)) {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(1);
    }
  });

  test.each([
    ['State of a deployment: 0 = healthy, 1 = partial outage, 2 = outage.', 0],
    ['Breaker: 0 closed, 1 half open, 2 open.', 0],
    ['1 is ready, 0 is not.', 1],
  ])('has gauges that are well as their help says: %s', (help, value) => {
    const [series] = columns({ name: 'state', kind: 'gauge', help, range: [0, 2], labels: {} });
    expect(new Set(series?.values)).toEqual(new Set([value]));
  });

  test.each([
    ['kube_pod_info', '', undefined, 1],
    ['pods', 'One series per pod, always 1.', 'objects', 1],
    ['scraped', '1 while the scrape of a pod succeeds, 0 while it fails.', undefined, 1],
    ['node_filesystem_readonly', '1 if the file system is read-only.', 'objects', 0],
    ['last_terminated_reason', '1 for the reason for which the container ended last.', 'objects', 1],
  ])('has the state of a healthy system in %s: %s', (name, help, unit, value) => {
    const [series] = columns({ name, kind: 'gauge', help, unit, labels: {} });
    expect(new Set(series?.values)).toEqual(new Set([value]));
  });

  test('has bytes and cores under one name, by their resource', () => {
    const metric: SiteMetric = {
      name: 'kube_pod_container_resource_limits',
      kind: 'gauge',
      help: '',
      labels: { resource: ['cpu', 'memory'] },
    };
    const [cores, memory] = columns(metric).map(({ values }) => values.at(-1) ?? 0);
    expect(cores).toBeLessThan(16);
    expect(memory).toBeGreaterThan(1e8);
  });

  test('has limits of what is counted far above it', () => {
    const [series] = columns({
      name: 'max_connections',
      kind: 'gauge',
      help: '',
      unit: 'connections',
      labels: {},
    });
    expect(new Set(series?.values)).toEqual(new Set([100]));
  });

  test('has times of what was last done that are a few seconds old, without jumps', () => {
    const [series] = columns({
      name: 'read_timestamp',
      kind: 'gauge',
      help: '',
      unit: 'timestamp',
      labels: {},
    });
    const ages = (series?.values ?? []).map((value, at) => (span.start + at * span.stepMs) / 1000 - value);
    const steps = ages.slice(1).map((age, at) => Math.abs(age - (ages[at] ?? 0)));
    expect(Math.max(...ages)).toBeLessThan(15);
    expect(Math.max(...steps)).toBeLessThan(2);
    expect(falls(series?.values ?? [])).toBe(false);
  });

  test('hardly ever has restarts', () => {
    const [series] = columns({ name: 'restarts_total', kind: 'counter', help: '', labels: {} });
    const values = series?.values ?? [];
    expect((values.at(-1) ?? 0) - (values[0] ?? 0)).toBeLessThan(0.5);
  });

  test('has cumulative buckets, and +Inf equals the count', () => {
    const series = columns(metrics[3] as SiteMetric);
    const column = (status: string, suffix: string, le?: string): readonly number[] =>
      series.find(
        ({ labels: own }) =>
          own.__name__ === `took_seconds${suffix}` && own.status === status && own.le === le,
      )?.values ?? [];
    for (const status of labels.status) {
      const buckets = ['0.1', '0.5', '1.0', '5.0', '+Inf'].map((le) => column(status, '_bucket', le));
      for (const [index, wider] of buckets.slice(1).entries()) {
        expect(wider).toHaveLength(361);
        expect(wider.every((value, at) => value >= (buckets[index]?.[at] ?? Number.NaN))).toBe(true);
      }
      expect(column(status, '_count')).toEqual(buckets.at(-1));
    }
  });

  test('has empty buckets far from the usual values', () => {
    const wide = { ...(metrics[3] as SiteMetric), buckets: [0.001, 0.1, 0.2, 10, 1000], labels: {} };
    const last = Object.fromEntries(columns(wide).map((one) => [one.labels.le, one.values.at(-1)]));
    expect(last['0.001']).toBe(0);
    expect(last['10.0']).toBe(last['+Inf']);
  });

  test('has native histograms whose buckets never decrease', () => {
    for (const series of simulateMetric(metrics[4] as SiteMetric, timesOf([span]))) {
      const counts = 'samples' in series ? Array.from(series.samples, ([, value]) => value) : [];
      expect(falls(counts.map((value) => (typeof value === 'object' ? value.count : Number.NaN)))).toBe(
        false,
      );
      expect(counts).toHaveLength(361);
    }
  });
});

describe('a healthy system', async () => {
  const engine = await loadEngine();

  test.each([
    ['rate(a_total[5m]) > 0.1', ['rate(a_total[5m]) above 0.1']],
    ['5 < a', ['a above 5']],
    ['(a > 1 or (b < -2)) and on (x) c > 3', ['a above 1', 'b below -2']],
    ['up == 0 and on (job) a > 4', ['a above 4']],
    ['a{b="ü"} > 1 unless c > 2', ['a{b="ü"} above 1']],
    ['a > bool 1', []],
    ['absent(a)', []],
    ['rate(a[3d]) > 1 and rate(a[5m]) > 1', ['rate(a[5m]) above 1']],
  ])('of %s: the thresholds that must not be reached are known', (expr, expected) => {
    const [parsed] = engine.parse([expr]);
    const found = parsed?.ok ? boundsOf(parsed.ast, expr, (text) => !text.includes('3d')) : [];
    expect(found.map((one) => `${one.expr} ${one.above ? 'above' : 'below'} ${one.value}`)).toEqual(expected);
  });

  test('an alert on some series of a metric scales these', () => {
    const rate = (status: string) => {
      const expr = `sum(rate(requests_total{status="${status}"}[5m]))`;
      const alert: SiteAlert = {
        name: 'Missing',
        severity: 'warning',
        expr: 'rate(requests_total{status="404"}[5m]) / rate(requests_total[5m]) > 1e-6',
        for: '0s',
        group: 'shop',
        labels: {},
        annotations: {},
        receivers: [],
        scenarios: [],
      };
      const alerts = [alert];
      const source = { metrics: wellMetrics({ metrics, alerts, records: [] }, engine), records: [] };
      const { loaded } = loadDataset(engine, source, [expr], { ...span, start: end - hour });
      const result = loaded.instantQuery({ expr, at: end });
      loaded.dispose();
      return result.type === 'vector' ? result.samples[0]?.value : undefined;
    };
    expect(rate('200')).toBeGreaterThan(1);
    expect(rate('404')).toBeLessThan(1e-5);
  });

  const definitions = fileURLToPath(new URL('../../definitions', import.meta.url));
  const { bundles } = await previewSource({ definitions, names: [] }, engine);
  test.each(bundles.map(({ resolved }) => [resolved.name, resolved] as const))(
    '%s: no alert with a threshold fires',
    async (_, resolved) => {
      const bundle = await siteBundle(resolved, [], [], () => undefined, loadAlertmanager);
      const alerts = bundle.alerts.filter(({ expr }) => {
        const [parsed] = engine.parse([expr]);
        const used = usedRecords(bundle.records, [expr]).map((record) => record.expr);
        const isShort = longestWindowIn([expr, ...used]) <= hour;
        const bounds = parsed?.ok ? boundsOf(parsed.ast, expr) : [];
        return (
          isShort &&
          bounds.some((bound) => !/\b(and|or|unless)\b/.test(bound.expr) || isOfOne(bound, bundle.metrics))
        );
      });
      const source = { metrics: wellMetrics(bundle, engine), records: bundle.records };
      const expressions = alerts.map(({ expr }) => expr);
      const { loaded, lookbackMs } = loadDataset(engine, source, expressions, {
        start: end - hour,
        end,
        stepMs: 60_000,
      });
      const firing = alerts.filter(({ expr }) => {
        const result = loaded.instantQuery({ expr, at: end, lookbackMs });
        return result.type === 'vector' && result.samples.length > 0;
      });
      loaded.dispose();
      expect(alerts.length).toBeGreaterThan(0);
      expect(firing.map(({ name }) => name)).toEqual([]);
    },
  );
});

describe('gauges of times', () => {
  const gauge = (name: string, unit?: string): SiteMetric => ({
    name,
    kind: 'gauge',
    help: '',
    unit,
    labels: {},
  });
  const value = (name: string, unit?: string) => columns(gauge(name, unit))[0]?.values.at(-1) ?? Number.NaN;
  const now = end / 1000;
  const days = (seconds: number) => seconds / 86_400;

  test.each(['process_start_time_seconds', 'kube_pod_created', 'node_boot_time_seconds', 'node_boot_time'])(
    '%s began days ago, and stays the same',
    (name) => {
      const [series] = columns(gauge(name));
      expect(new Set(series?.values).size).toBe(1);
      expect(days(now - value(name))).toBeGreaterThanOrEqual(1);
      expect(days(now - value(name))).toBeLessThan(11);
    },
  );

  test('what lasts is as old as it may be, in the unit of its name', () => {
    expect(days(value('redis_uptime_in_seconds'))).toBeGreaterThanOrEqual(1);
    expect(days(value('app_uptime_milliseconds') / 1000)).toBeLessThan(11);
    expect(days(value('app_uptime', 'ms') / 1000)).toBeGreaterThanOrEqual(1);
  });

  test.each(['certmanager_certificate_expiration_timestamp_seconds', 'ssl_cert_not_after_seconds'])(
    '%s is weeks ahead',
    (name) => {
      expect(days(value(name) - now)).toBeGreaterThanOrEqual(30);
      expect(days(value(name) - now)).toBeLessThan(92);
    },
  );

  test('what was last done was done just now, and distances of time are none', () => {
    expect(now - value('backup_last_success_timestamp_seconds')).toBeLessThan(120);
    expect(value('cert_expiry_days_remaining')).toBeLessThan(1000);
    expect(value('expired_keys')).toBeLessThan(1000);
  });

  test('a part is less than the whole', () => {
    for (const [whole, part] of [
      ['node_memory_MemTotal_bytes', 'node_memory_MemFree_bytes'],
      ['node_filesystem_size_bytes', 'node_filesystem_avail_bytes'],
      ['cluster_capacity_total_bytes', 'cluster_used_bytes'],
    ] as const)
      expect(value(whole, 'bytes'), whole).toBeGreaterThan(
        Math.max(...(columns(gauge(part, 'bytes'))[0]?.values ?? [])),
      );
  });
});

describe('metrics of dashboards from files', async () => {
  const engine = await loadEngine();
  const asked = (metric: readonly SiteMetric[], ...queries: readonly string[]) =>
    asAsked(
      metric,
      engine.parse([...queries]).flatMap((parsed) => (parsed.ok ? parsed.ast : [])),
    );
  const counter = (name: string): SiteMetric => ({ name, kind: 'counter', help: '', labels: {} });

  test('are counters only if a query takes a rate of them', () => {
    const found = asked(
      [counter('backends_total'), counter('requests_total'), counter('errors_total')],
      'sum(backends_total)',
      'rate(requests_total[5m]) / requests_total',
      'max_over_time(errors_total[5m:1m])',
    );
    expect(found.map(({ kind }) => kind)).toEqual(['gauge', 'counter', 'counter']);
  });

  test('are one of those that a pattern of a rate means, unless others are asked for by name', () => {
    const metrics = [counter('pg_old_req'), counter('pg_new_req'), counter('pg_third_req')];
    const query = 'rate({__name__=~"pg_(old|new|third)_req"}[5m])';
    expect(asked(metrics, query).map(({ name }) => name)).toEqual(['pg_old_req']);
    expect(asked(metrics, query, 'rate(pg_new_req[5m])').map(({ name }) => name)).toEqual([
      'pg_old_req',
      'pg_new_req',
    ]);
  });
});
