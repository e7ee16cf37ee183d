import { describe, expect, it } from 'vitest';
import { analyse, type SeriesLookup } from '../../src/check/analyse.js';
import { bundleSubject, collectRules } from '../../src/check/collect/index.js';
import { mayHave } from '../../src/check/label-flow.js';
import { modelOf } from '../../src/check/model.js';
import { settingsOf } from '../../src/check/settings.js';
import { loadEngine } from '../../src/engine/index.js';
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
const model = modelOf(bundle, subject, rules, parse, settingsOf({}));
const lookup: SeriesLookup = (name) => model.lookup(name);

function flowOf(expr: string) {
  const result = parse(expr);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join());
  return analyse(result.ast, lookup, new Set()).root.flow;
}

/** Labels as `guaranteed`, `possible?`, and `…` for an open set without `-gone`. */
function labelsOf(expr: string): string {
  const flow = flowOf(expr);
  const known = [...flow.possible].sort().map((label) => (flow.guaranteed.has(label) ? label : `${label}?`));
  const gone = [...flow.gone].sort().map((label) => `-${label}`);
  return [...known, ...(flow.open ? ['…', ...gone] : [])].join(' ');
}

describe('labels of', () => {
  const cases: Readonly<Record<string, string>> = {
    lag_seconds: 'instance job topic',
    took_seconds_bucket: 'instance job le path',
    took_seconds_sum: 'instance job path',
    gc_seconds: 'instance job quantile',
    up: 'cluster? container? endpoint? instance job namespace? node? pod? service?',
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
  for (const [expr, expected] of Object.entries(cases)) {
    it(expr, () => expect(labelsOf(expr)).toBe(expected));
  }
});

describe('an open flow', () => {
  it('may have any label that is not gone', () => {
    const flow = flowOf('sum without (a) (unheard_of)');
    expect(mayHave(flow, 'b')).toBe(true);
    expect(mayHave(flow, 'a')).toBe(false);
  });
});
