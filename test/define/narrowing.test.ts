// Matchers are added to raw PromQL as to typed expressions: in rules, environments and dashboards.
import * as d from 'dashwright';
import { describe, expect, test } from 'vitest';
import { inEnvironment } from '../../src/resolve/environment.js';
import { resolveBundle } from '../../src/resolve/index.js';

const metrics = d.catalog(
  {
    http_requests_total: d.counter({ help: 'Requests.', labels: { status: ['200'] } }),
    took_seconds: d.histogram({ help: 'Took.', buckets: [1] }),
  },
  { targetLabels: ['job', 'instance', 'cluster'] },
);
const batch = d.catalog({
  'batch.size': d.gauge({ help: 'Size.' }),
  runs_total: d.counter({ help: 'Runs.' }),
});

function bundleOf(expr: d.Expression<never>, catalogs: readonly d.AnyCatalog[] = [metrics, batch]) {
  const shown = d.signal({ title: 'Shown', expr });
  return d.bundle({
    name: 'b',
    title: 'B',
    description: 'd',
    version: '1.0.0',
    metrics: catalogs,
    selectors: { job: 'shop' },
    recordingRules: { r: d.record('a:b:c', { expr }) },
    alerts: {
      High: d.alert({
        when: d.above(shown, 1),
        for: '5m',
        severity: 'warning',
        summary: 's',
        description: 'd',
        runbook: d.runbook('r'),
      }),
    },
    dashboards: [
      d.dashboard({
        uid: 'b',
        title: 'B',
        variables: [d.variable.custom({ name: 'cluster', values: ['stg', 'prod'], filters: 'cluster' })],
        rows: [d.panel.timeseries({ title: 'Shown', show: shown })],
      }),
    ],
    urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' },
  });
}
test('what Prometheus makes of a scrape has the labels that all targets have', () => {
  const inStaging = (catalogs: readonly d.AnyCatalog[]) => {
    const bundle = bundleOf(d.promql`up == 0`, catalogs);
    return resolveBundle(inEnvironment(bundle, { selectors: { cluster: 'stg' } })).recordingGroups[0]
      ?.rules[0]?.expr;
  };
  expect(inStaging([metrics])).toBe('up{job="shop",cluster="stg"} == 0');
  expect(inStaging([metrics, batch])).toBe('up{job="shop"} == 0');
});

function printed(expr: d.Expression<never>) {
  const bundle = bundleOf(expr);
  const own = resolveBundle(bundle);
  const there = resolveBundle(inEnvironment(bundle, { selectors: { cluster: 'stg' } }));
  const [item] = own.dashboards[0]?.items ?? [];
  return {
    recorded: own.recordingGroups[0]?.rules[0]?.expr,
    alert: own.alertGroups[0]?.rules[0]?.expr,
    environment: there.recordingGroups[0]?.rules[0]?.expr,
    panel: item?.type === 'panel' ? item.targets[0]?.expr : undefined,
  };
}

describe('raw PromQL', () => {
  test('gets the matchers of selectors, environments and filters', () => {
    expect(printed(d.promql`sum(rate(http_requests_total{status=~"5.."}[${d.window}]))`)).toEqual({
      recorded: 'sum(rate(http_requests_total{status=~"5..",job="shop"}[5m]))',
      alert: '(sum(rate(http_requests_total{status=~"5..",job="shop"}[5m]))) > 1',
      environment: 'sum(rate(http_requests_total{status=~"5..",job="shop",cluster="stg"}[5m]))',
      panel: 'sum(rate(http_requests_total{status=~"5..",cluster="$cluster"}[$__rate_interval]))',
    });
  });

  test.each([
    ['what is written of a label wins', 'http_requests_total{job=~".+",cluster="prod"}', undefined],
    ['parts of a histogram', 'took_seconds_bucket', 'took_seconds_bucket{job="shop",cluster="stg"}'],
    ['a metric without the label', 'runs_total', 'runs_total{job="shop"}'],
    ['a name in quotes', '{"batch.size"}', '{"batch.size",job="shop"}'],
    ['a name as a matcher', '{__name__="runs_total"}', '{__name__="runs_total",job="shop"}'],
    ['a pattern for names', '{__name__=~"took_.*"}', '{__name__=~"took_.*",job="shop",cluster="stg"}'],
    ['any of several', '{__name__=~"took_.*|runs_.*"}', '{__name__=~"took_.*|runs_.*",job="shop"}'],
    ['what Prometheus makes of a scrape', 'up', 'up{job="shop"}'],
    ['a recorded series', 'a:b:c', undefined],
    ['a comment at the end', 'runs_total # all', 'runs_total{job="shop"} # all\n'],
  ])('%s', (_what, written, narrowed) => {
    expect(printed(d.promql`${written}`).environment).toBe(narrowed ?? written);
  });

  test('may contain typed parts, which get them only once', () => {
    expect(printed(d.promql`sum(${metrics.http_requests_total} + runs_total)`).environment).toBe(
      'sum(http_requests_total{job="shop",cluster="stg"} + runs_total{job="shop"})',
    );
  });
});
