// What a query selects is there in simulated data, whatever values its variables have given it.
import { describe, expect, test } from 'vitest';
import { loadEngine } from '../../src/engine/index.js';
import type { SiteBundle, SiteMetric } from '../../src/preview/model.js';
import { interpolate } from '../../src/preview/page/src/dashboard/interpolate.js';
import type { VariableJson } from '../../src/preview/page/src/dashboard/json.js';
import { type Ask, resolveVariables } from '../../src/preview/page/src/dashboard/variables.js';
import { matchingTexts } from '../../src/preview/simulated/matching-text.js';
import { lazyDataset } from '../../src/preview/simulated/parts.js';

const engine = await loadEngine();
const end = Date.UTC(2026, 0, 14, 14, 30);
const range = { start: end - 3_600_000, end };

const metric = (name: string, labels: SiteMetric['labels'], more: Partial<SiteMetric> = {}): SiteMetric => ({
  name,
  kind: 'gauge',
  help: '',
  labels: { instance: ['a:9090', 'b:9090'], ...labels },
  ...more,
});
const metrics = [
  metric('requests_total', { pod: ['a', 'b'], tls: ['true'], code: ['200'] }, { kind: 'counter' }),
  metric('limits', { pod: ['a', 'b'], resource: ['cpu', 'memory'] }),
  metric('policy_info_total', { type: ['a', 'b'] }, { kind: 'counter' }),
  metric('duration_seconds', { pod: ['a'] }, { kind: 'histogram' }),
];

/** Labels of the series of an answer, and how many. */
function answered(expr: string, { guessed = true, records = [] as SiteBundle['records'] } = {}) {
  const data = lazyDataset(engine, { metrics, records, guessed }, [expr], range);
  const { loaded, lookbackMs } = data.forQuery({ expr, ...range, stepMs: 60_000, instant: true });
  const result = loaded.instantQuery({ expr, at: end, lookbackMs });
  data.dispose();
  return result.type === 'vector' ? result.samples : [];
}

describe('a series is there for each selector', () => {
  test.each([
    ['an unknown value', 'limits{resource="disk"}'],
    ['a pattern', 'limits{pod=~"web-.*"}'],
    ['a pattern of several parts', 'limits{pod=~"(data-)?[0-9]+-(blue|green)"}'],
    ['a value that is all there is, excluded', 'rate(requests_total{tls!="true"}[5m])'],
    ['all known values excluded by a pattern', 'rate(requests_total{pod!~"a|b"}[5m])'],
    ['a label that must be empty', 'limits{pod=""}'],
    ['a class of codes', 'sum(rate(requests_total{code=~"5.."}[5m])) / sum(rate(requests_total[5m]))'],
    ['two sides', 'limits{pod=~"web-.*", resource="cpu"} and on(pod) limits{resource="memory"}'],
    ['a name by a pattern', '{__name__=~"lim.*", resource="cpu"}'],
    ['a name with an escaped underscore', String.raw`{__name__=~"lim\\_?its", resource="cpu"}`],
    ['a value that a query compares', 'count(policy_info_total{type="a"} == 1)'],
    ['a bucket', 'rate(duration_seconds_bucket{le="0.3"}[5m])'],
    ['a short window', 'rate(requests_total[5s])'],
  ])('%s', (_, expr) => {
    expect(answered(expr)).not.toEqual([]);
  });

  test('and nothing is added where there are some', () => {
    expect(answered('limits{resource="cpu"}')).toHaveLength(4);
  });

  test('unless its matchers exclude each other', () => {
    expect(answered('limits{resource="disk", resource="tape"}')).toEqual([]);
  });
});

describe('a metric that nobody has declared', () => {
  test('is there where metrics are guessed from queries, with the labels that it is grouped by', () => {
    const found = answered('sum by (queue) (rate(vault_route_create_a_count{job="x"}[5m]))');
    expect(found.map(({ labels }) => labels.queue)).toEqual(['orders', 'payments']);
    expect(answered('histogram_quantile(0.9, sum by (le) (rate(other_bucket[5m])))')).toHaveLength(1);
  });
  test('is not there where a bundle has a catalog, nor where a rule records it', () => {
    expect(answered('vault_route_create_a_count', { guessed: false })).toEqual([]);
    const records = [{ record: 'job:x:sum', expr: 'absent(limits)', labels: {} }];
    expect(answered('job:x:sum{job="a"}', { records })).toEqual([]);
  });
});

describe('texts for a pattern look like values of labels', () => {
  test.each([
    ['data(-[0-9]+)?-web-.*', ['data-0-web-0']],
    ['(.+)/alertmanager', ['example/alertmanager']],
    ['5..', ['500']],
    ['(G1 |PS )?Eden Space', ['G1 Eden Space']],
    ['(mail|web)', ['mail', 'web']],
    ['/topics/[^/]+/partitions/[0-9]+', ['/topics/example/partitions/0']],
    ['^.+-bridge$', ['example-bridge']],
    [String.raw`(?i)a\.b[[:digit:]]`, ['a.b0']],
    ['[', []],
  ])('%s', (pattern, texts) => {
    expect(matchingTexts(pattern)).toEqual(texts);
  });
});

describe('variables', () => {
  const labels = { __name__: 'up', pod: 'kafka-broker-0', name: 'Web "one"' };
  const ask: Ask = async ({ expr }) => ({
    ok: true,
    series: expr.includes('nothing')
      ? []
      : [{ labels, times: Float64Array.of(1), values: Float64Array.of(1) }],
    more: 0,
  });
  const optionsOf = async (json: Partial<VariableJson>, isExample = true) => {
    const cluster: VariableJson = { name: 'cluster', type: 'constant', query: 'kafka' };
    const list = [cluster, { name: 'logs', type: 'datasource', query: 'loki' }];
    const one = { name: 'x', type: 'query', ...json };
    return (await resolveVariables([...list, one], {}, ask, isExample)).at(-1)?.options;
  };
  test.each([
    [
      'a selector gives series, and groups of the regex value and text',
      { query: 'up', regex: '/pod="(?<value>[^"]+)".*name="(?<text>\\w+)/' },
      [{ text: 'Web', value: 'kafka-broker-0' }],
    ],
    [
      'the regex has variables',
      { query: 'up', regex: '/pod="$cluster-([^"]+)/' },
      [{ text: 'broker-0', value: 'broker-0' }],
    ],
    [
      'each match of a group is a value',
      { query: 'up', regex: '/(\\w+)="/g' },
      ['pod', 'name'].map((value) => ({ text: value, value })),
    ],
    [
      'what finds nothing has an example',
      { query: 'label_values(nothing, node)' },
      [{ text: 'example-node', value: 'example-node' }],
    ],
    [
      'what the regex lets through',
      { query: 'up', regex: '/zone="([^"]+)"/' },
      [{ text: 'example', value: 'example' }],
    ],
    [
      'labels of Loki',
      { query: 'label_values({}, job)', datasource: { type: 'loki' } },
      [{ text: 'example-job', value: 'example-job' }],
    ],
    [
      'labels of Loki by its editor',
      { query: { label: 'job', stream: '' }, datasource: { uid: '$logs' } },
      [{ text: 'example-job', value: 'example-job' }],
    ],
    ['a query without text', { query: '' }, []],
  ])('%s', async (_, json, options) => {
    expect(await optionsOf(json)).toEqual(options);
  });
  test('live data have no examples', async () => {
    expect(await optionsOf({ query: 'label_values(nothing, node)' }, false)).toEqual([]);
  });
  test('what All stands for may have variables', () => {
    const values = { a: { values: ['x'], multi: false }, b: { values: [], multi: true, raw: '$a-$b.*' } };
    expect(interpolate('up{pod=~"$b"}', values, 'query')).toBe('up{pod=~"x-$b.*"}');
  });
});
