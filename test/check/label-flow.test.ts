import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/check/analysis/analyse.js';
import type { SeriesLookup } from '../../src/check/analysis/analysis.js';
import { bundleSubject, collectRules } from '../../src/check/collect/index.js';
import { modelOf } from '../../src/check/collect/model.js';
import { textsOf } from '../../src/check/collect/texts.js';
import { settingsOf } from '../../src/check/settings.js';
import { loadEngine } from '../../src/engine/index.js';
import { mayHave } from '../../src/query/promql/labels/index.js';
import { resolved } from './support.js';

const engine = await loadEngine();
const bundle = resolved({
  records: [['job:lag:max', 'max by (job) (lag_seconds)', { labels: { tier: 'gold' } }]],
});
const subject = bundleSubject(bundle);
const rules = collectRules(bundle, subject);
const parse = (text: string) => {
  const [result] = engine.parse([text], { features: 'all' });
  if (!result) throw new Error('no result');
  return result;
};
const model = modelOf(bundle, subject, rules, parse, textsOf(engine, rules, {}), settingsOf({}));
const lookup: SeriesLookup = (name) => model.lookup(name);

function flowOf(expr: string) {
  const result = parse(expr);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join());
  return analyse(result.ast, lookup, new Set()).root.flow;
}

/**
 * Labels as `guaranteed`, `possible?`, and `…` for an open set, with `-gone` for those that it cannot
 * have.
 */
function labelsOf(expr: string): string {
  const flow = flowOf(expr);
  const known = [...flow.possible].sort().map((label) => (flow.guaranteed.has(label) ? label : `${label}?`));
  const gone = [...flow.gone].sort().map((label) => `-${label}`);
  return [...known, ...(flow.open ? ['…', ...gone] : [])].join(' ');
}

const cases: Readonly<Record<string, string>> = {
  lag_seconds: 'instance job topic',
  took_seconds_bucket: 'instance job le path',
  took_seconds_sum: 'instance job path',
  gc_seconds: 'instance job quantile',
  up: 'instance job …',
  'job:lag:max': 'job tier',
  unheard_of: '…',
  'unheard_of{a="b"}': 'a …',
  'unheard_of{a=""}': '… -a',
  'unheard_of{a=~".+"}': 'a …',
  'unheard_of{a=~".*"}': '…',
  'sum(lag_seconds)': '',
  'sum by (topic) (lag_seconds)': 'topic',
  'sum by (nonsense) (lag_seconds)': '',
  'sum by (a) (unheard_of)': 'a?',
  'sum without (instance) (lag_seconds)': 'job topic',
  'sum without (a) (unheard_of)': '… -a',
  'sum by (a) (sum without (a) (unheard_of))': '',
  'topk by (job) (5, lag_seconds)': 'instance job topic',
  'count_values by (job) ("n", lag_seconds)': 'job n',
  'rate(requests_total[5m])': 'instance job path status',
  'max_over_time(sum by (topic) (lag_seconds)[1h:1m])': 'topic',
  'histogram_quantile(0.9, sum by (le, path) (rate(took_seconds_bucket[5m])))': 'path',
  'quantile_over_time(0.9, lag_seconds[1h])': 'instance job topic',
  'sum by (job, instance) (took_seconds_bucket) / on (instance) group_left (job) up': 'instance job',
  'lag_seconds / on (instance, topic) (lag_limit_seconds > 1)': 'instance topic',
  'sum by (topic) (lag_seconds) / on (topic) sum by (topic) (lag_limit_seconds)': 'topic',
  'sum by (topic, job) (lag_seconds) / ignoring (job) sum by (topic) (lag_limit_seconds)': 'topic',
  'limitk by (job) (1, lag_seconds)': 'instance job topic',
  'absent(nothing{topic="a",job=~"b"})': 'topic',
  'group by (status) (requests_total)': 'status',
  'quantile by (path) (0.5, requests_total)': 'path',
  'sort_by_label(requests_total, "path")': 'instance job path status',
  'histogram_fraction(0, 1, rate(took_seconds_bucket[5m]))': 'instance job path',
  'timestamp(lag_seconds)': 'instance job topic',
  'hour()': '',
  'clamp_max(lag_seconds, 5)': 'instance job topic',
  'predict_linear(lag_seconds[5m], 60)': 'instance job topic',
  'label_replace(lag_seconds, "topic", "$1", "topic", "(o).*")': 'instance job topic?',
  'sum(lag_seconds) or sum by (topic) (lag_seconds)': 'topic?',
  'absent(lag_seconds{topic="a",job="b",job="c",instance=~"d"})': 'topic',
  'absent(sum(lag_seconds))': '',
  'absent_over_time(lag_seconds{topic="a"}[5m])': 'topic',
  'vector(1)': '',
  'time()': '',
  'label_replace(lag_seconds, "new", "$1", "topic", "(.*)")': 'instance job new? topic',
  'label_replace(sum(lag_seconds), "new", "fixed", "", "")': 'new',
  'label_replace(lag_seconds, "topic", "", "job", "x")': 'instance job topic?',
  'label_join(lag_seconds, "new", "-", "job", "topic")': 'instance job new topic',
  'info(lag_seconds)': 'instance job topic …',
  'lag_seconds * 2': 'instance job topic',
  '2 * lag_seconds': 'instance job topic',
  '-lag_seconds': 'instance job topic',
  'lag_seconds > lag_limit_seconds': 'instance job topic',
  'lag_seconds / on (topic) lag_limit_seconds': 'topic',
  'lag_seconds / ignoring (instance) lag_limit_seconds': 'job topic',
  'lag_seconds * on (job) group_left () fill_ratio': 'instance job topic',
  'fill_ratio * on (job) group_right () lag_seconds': 'instance job topic',
  'fill_ratio * on (job) group_left (topic) lag_seconds': 'instance job topic',
  'fill_ratio * on (job) group_left (a) unheard_of': 'a? instance job',
  'fill_ratio * on (job) group_left (nonsense) lag_seconds': 'instance job',
  'unheard_of / on (a, topic) lag_seconds': 'topic',
  'lag_seconds and on (job) fill_ratio': 'instance job topic',
  'lag_seconds unless on (job) fill_ratio': 'instance job topic',
  'lag_seconds or fill_ratio': 'instance job topic?',
  'lag_seconds or unheard_of': 'instance? job? topic? …',
  'lag_seconds > scalar(fill_ratio)': 'instance job topic',
};

describe('labels of', () => {
  for (const [expr, expected] of Object.entries(cases)) {
    it(expr, () => expect(labelsOf(expr)).toBe(expected));
  }
});

const instances = ['one:1', 'two:1'];
const combinations: Readonly<Record<string, readonly string[]>> = {
  lag_seconds: ['topic="orders"', 'topic="fills"'],
  lag_limit_seconds: ['topic="orders"', 'topic="fills"'],
  fill_ratio: [''],
  requests_total: ['path="/a",status="200"', 'path="/a",status="500"', 'path="/b",status="200"'],
  took_seconds_bucket: ['path="/a",le="0.1"', 'path="/a",le="1"', 'path="/a",le="+Inf"'],
  took_seconds_sum: ['path="/a"'],
  gc_seconds: ['quantile="0.5"', 'quantile="0.9"'],
  up: [''],
};
const series = Object.entries(combinations).flatMap(([name, labels]) =>
  labels.flatMap((own) =>
    instances.map((instance) => ({
      series: `${name}{${own === '' ? '' : `${own},`}job="shop",instance="${instance}"}`,
      values: '1+2x60',
      intervalMs: 60_000,
    })),
  ),
);

/**
 * Series that Prometheus' own engine returns for an expression; undefined if it rejects one-to-many
 * matching.
 */
function evaluated(expr: string): readonly Readonly<Record<string, string>>[] | undefined {
  let result: ReturnType<typeof engine.instantQuery>;
  try {
    result = engine.instantQuery({ expr, at: 3_600_000, series, features: 'all' });
  } catch {
    return undefined;
  }
  return result.type === 'vector' ? result.samples.map(({ labels }) => labels) : [];
}

describe("Prometheus' engine returns only possible labels, and all guaranteed ones, for", () => {
  const known = Object.keys(cases).filter((expr) => !/unheard_of|job:lag:max/.test(expr));
  let compared = 0;
  for (const expr of known) {
    it(expr, () => {
      const flow = flowOf(expr);
      for (const labels of evaluated(expr) ?? []) {
        compared += 1;
        for (const label of Object.keys(labels)) {
          if (label !== '__name__') expect(mayHave(flow, label), `${label} of ${expr}`).toBe(true);
        }
        for (const label of flow.guaranteed) expect(labels, `${label} of ${expr}`).toHaveProperty(label);
      }
    });
  }
  it('enough expressions for the test to be meaningful', () => expect(compared).toBeGreaterThan(80));
});

describe('an open label set', () => {
  it('may have any label that was not removed', () => {
    const flow = flowOf('sum without (a) (unheard_of)');
    expect(mayHave(flow, 'b')).toBe(true);
    expect(mayHave(flow, 'a')).toBe(false);
  });
});
