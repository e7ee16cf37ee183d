// Every field of groups and rules, parsed from the files.
import {
  above,
  alert,
  type BundleOptions,
  bundle,
  logql,
  lokiAlert,
  lokiRecord,
  record,
  ruleGroup,
} from 'dashwright';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import { partsOf, targets } from '../../src/pipeline/targets.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { latency, levelled, levelledOptions, metrics } from '../fixtures/levelled-bundle.js';

const engine = loadEngine();

async function emitted(more: Partial<BundleOptions>): Promise<ReadonlyMap<string, string>> {
  const resolved = resolveBundle(bundle(levelledOptions(more)), { 'latency-high': '# Latency high' });
  const parts = await partsOf(resolved, [], await engine);
  const files = new Map<string, string>();
  for (const target of targets) {
    const emit = await target.load();
    for (const { path, content } of emit(resolved, parts))
      files.set(path, Buffer.from(content).toString('utf8'));
  }
  return files;
}

interface File {
  readonly groups: readonly (Record<string, unknown> & {
    readonly name: string;
    readonly rules: readonly Record<string, unknown>[];
  })[];
}
const read = (files: ReadonlyMap<string, string>, path: string) =>
  load(files.get(path) ?? expect.fail(`no ${path} in ${[...files.keys()].join(' ')}`)) as File;

const High = alert({
  name: 'High latency',
  when: above(latency, 1),
  severity: 'warning',
  json: { labels: { team: 'a' }, annotations: { owner: '{{ $labels.host }}' }, new_field: { deep: [1] } },
});
const ratio = record('level:latency_milliseconds:min', {
  expr: metrics.latency_milliseconds,
  json: { labels: { x: 'y' } },
});

const everything = ruleGroup({
  name: 'all of it',
  interval: '2m',
  limit: 7,
  queryOffset: '30s',
  labels: { of: 'the group' },
  partialResponseStrategy: 'warn',
  sourceTenants: ['a', 'b'],
  alignEvaluationTimeOnInterval: true,
  remoteWrite: ['https://metrics.example.com/api/v1/write'],
  json: { evaluation_delay: '5m' },
  rules: [ratio, High],
});

const fields = {
  name: 'all of it',
  interval: '2m',
  limit: 7,
  query_offset: '30s',
  labels: { of: 'the group' },
  partial_response_strategy: 'warn',
};
const rules = [
  { record: 'level:latency_milliseconds:min', expr: 'latency_milliseconds', labels: { x: 'y' } },
  {
    alert: 'High latency',
    expr: 'max by (host) (latency_milliseconds) > 1',
    labels: { bundle: 'levelled', severity: 'warning', team: 'a' },
    annotations: { owner: '{{ $labels.host }}', dashboard_url: expect.any(String) },
  },
];

describe('a group', () => {
  test('has all its fields, and its rules in order, in rule files', async () => {
    const files = await emitted({ alerts: {}, groups: [everything] });
    expect(files.has('prometheus/levelled/recording_rules.yml')).toBe(false);
    expect(read(files, 'prometheus/levelled/alert_rules.yml').groups).toEqual([
      {
        ...fields,
        source_tenants: ['a', 'b'],
        align_evaluation_time_on_interval: true,
        remote_write: [{ url: 'https://metrics.example.com/api/v1/write' }],
        evaluation_delay: '5m',
        rules: [rules[0], { ...rules[1], new_field: { deep: [1] } }],
      },
    ]);
  });

  test('has the supported fields in a PrometheusRule, in chart and module', async () => {
    const files = await emitted({ alerts: {}, groups: [everything] });
    // An API server would reject or drop fields that a PrometheusRule does not have.
    const expected = [{ ...fields, rules }];
    expect(read(files, 'helm/levelled/files/rules.yaml').groups).toEqual(expected);
    expect(read(files, 'terraform/levelled/rules.yaml').groups).toEqual(expected);
  });

  test('is one group in Grafana, with its rules in order', async () => {
    const files = await emitted({ alerts: {}, groups: [everything] });
    const [group] = read(files, 'grafana-alerting/levelled/rules.yaml').groups;
    expect(group).toMatchObject({ name: 'all of it', interval: '120s' });
    expect(group?.rules.map(({ title }) => title)).toEqual([
      'level:latency_milliseconds:min y',
      'High latency',
    ]);
    expect(group?.rules[1]).toMatchObject({ labels: { of: 'the group', team: 'a' } });
  });

  test('for Loki has its fields too', async () => {
    const lines = logql`sum(rate({app="shop"}[5m]))`;
    const files = await emitted({
      groups: { logs: { interval: '1m', limit: 5, remoteWrite: ['https://m.example.com/write'] } },
      logRules: [
        lokiAlert('Lines', {
          when: logql.above(lines, 1),
          group: 'logs',
          keepFiringFor: '3m',
          annotations: { 'any name': 'any text' },
          json: { labels: { more: 'yes' } },
        }),
        lokiRecord('app:lines:rate5m', { expr: lines, group: 'logs', json: { labels: { kind: 'lines' } } }),
      ],
    });
    expect(read(files, 'loki/levelled/rules.yml').groups).toEqual([
      {
        name: 'logs',
        interval: '1m',
        limit: 5,
        remote_write: [{ url: 'https://m.example.com/write' }],
        rules: [
          expect.objectContaining({
            alert: 'Lines',
            keep_firing_for: '3m',
            labels: { bundle: 'levelled', more: 'yes' },
            annotations: { 'any name': 'any text' },
          }),
          expect.objectContaining({ record: 'app:lines:rate5m', labels: { kind: 'lines' } }),
        ],
      },
    ]);
  });
});

describe('levels', () => {
  test('are in the values of the chart below their alert', async () => {
    const files = await emitted({});
    const schema = JSON.parse(files.get('helm/levelled/values.schema.json') ?? '');
    const { properties } = schema.properties.alerts;
    expect(Object.keys(properties)).toEqual(['LatencyHigh', 'SpaceLow', 'SlowInA', 'SlowInB', 'Worst/slow']);
    expect(Object.keys(properties.LatencyHigh.properties)).toEqual(['warning', 'critical']);
    expect(properties.LatencyHigh.properties.critical.properties.threshold.default).toBe(500);
    const { groups } = read(files, 'helm/levelled/files/rules.yaml');
    expect(groups.flatMap((group) => group.rules.map(({ alert: name, key }) => [name, key]))).toContainEqual([
      'LatencyHigh',
      'LatencyHigh.critical',
    ]);
    expect(
      files.get('samples/levelled/values.yaml') ?? files.get('helm/levelled/values-sample.yaml'),
    ).toContain('LatencyHigh:\n    warning:\n      threshold: 200');
  });

  test('share a page of the documentation', async () => {
    const files = await emitted({});
    const page = files.get('docs/levelled/alerts/LatencyHigh.md') ?? '';
    expect(page).toContain('**warning, critical**: ‹host› answers in ‹value›, above the threshold');
    expect(page).toContain('| warning | above 200 ms | 15m | 10m |');
    expect(page).toContain('| critical | above 500 ms | 5m | 10m |');
    expect(page).toContain(
      'While it fires with severity critical, it inhibits itself with severity warning if `host` is equal',
    );
    expect(page).toContain('| `severity` | `warning or critical` |');
    const index = files.get('docs/levelled/README.md') ?? '';
    for (const link of index.matchAll(/\(((?:alerts|runbooks)\/[^)]+)\)/g))
      expect(files.has(`docs/levelled/${link[1]}`), link[1]).toBe(true);
  });

  test('have different titles in Grafana, where titles are unique', async () => {
    const files = await emitted({});
    const titles = read(files, 'grafana-alerting/levelled/rules.yaml').groups.flatMap((group) =>
      group.rules.map(({ title }) => title),
    );
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toContain('LatencyHigh.critical');
  });

  test('are valid rules for Prometheus', async () => {
    const files = await emitted({});
    const running = await engine;
    for (const [path, content] of files)
      if (/^prometheus\/.*_rules\.yml$/.test(path)) expect(running.checkRules(content), path).toEqual([]);
  });
});

test('without levels, a bundle is tuned as before', () => {
  expect(levelled().alertGroups.map(({ name }) => name)).toEqual(['levelled', 'worst']);
});
