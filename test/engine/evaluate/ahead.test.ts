import { describe, expect, test } from 'vitest';
import type { Rule, RuleGroup, SeriesInput } from '../../../src/engine/index.js';
import { engine, high, life, minute } from './run.js';

describe('evaluation of many steps at once', () => {
  const series: SeriesInput[] = [
    { series: 'a_total{job="x",i="1"}', values: '0+7x20 3+5x20 stale _x10 0+1x50', intervalMs: 17_000 },
    { series: 'a_total{job="x",i="2"}', values: '_x5 0+2x80', intervalMs: 15_000 },
    { series: 'b{job="x"}', values: '1 5 3 NaN -1 stale 2 2 2x30 -Inf 4x20', intervalMs: 31_000 },
    {
      series: 'h',
      values: '{{schema:0 sum:5 count:4 buckets:[1 2 1]}}+{{schema:0 sum:2 count:1 buckets:[0 1]}}x30',
      intervalMs: 30_000,
    },
  ];
  const expressions = [
    'rate(a_total[1m])',
    'sum by (job) (increase(a_total[2m])) > 30',
    'b > 1 or a_total < 10',
    'a_total / on (job) group_left () b',
    'absent(b)',
    'topk(1, a_total)',
    'avg_over_time(rate(a_total[1m])[3m:20s])',
    'b offset 1m',
    'b offset -1m',
    'b @ 300',
    'max_over_time(b[5m] @ end())',
    'histogram_quantile(0.9, rate(h[2m]))',
    'h',
    'time() - timestamp(b)',
    'count_values("v", b)',
    'changes(b[3m]) + resets(a_total[3m])',
    'vector(time() % 90 > bool 30) == 1',
    'sum({__name__=~"a_total|b"})',
    'sort_desc(a_total)',
    'predict_linear(a_total[2m], 60) > 100',
    'rate(b[1m]) unless on (job) (a_total > 50)',
  ];

  test.each(expressions)('gives the same as step by step: %s', (expr) => {
    const rules: Rule[] = [
      { record: 'copy', expr },
      {
        alert: 'A',
        expr,
        for: '1m',
        annotations: {
          v: '{{ $value }} {{ $labels }} {{ now }}',
          q: '{{ range query "a_total" }}{{ .Labels.i }}:{{ .Value }} {{ end }}',
        },
      },
      { record: 'same', expr: 'a_total' },
      { alert: 'B', expr: 'copy', for: '30s', keep_firing_for: '1m', annotations: { v: '{{ $value }}' } },
    ];
    const loaded = engine.loadSeries(series);
    const outcome = (oneByOne: boolean) => {
      const result = loaded.evaluateRules({
        groups: [{ name: 'g', interval: '15s', rules }],
        start: 0,
        end: 20 * minute,
        capture: 'every',
        samples: [{ expr: '{__name__=~"copy|ALERTS.*"}[30m]', at: 20 * minute }],
        oneByOne,
      });
      return result;
    };
    const ahead = outcome(false);
    expect(ahead.alerts.length + ahead.evaluations).toBeGreaterThan(40);
    expect(ahead).toEqual(outcome(true));
    loaded.dispose();
  });

  test('skips evaluations that change nothing, and gives the same', () => {
    const loaded = engine.loadSeries([
      {
        series: 'load{job="a"}',
        values: '0x20 10x20 0x20 10x4 stale _x100 10x3 0x90',
        intervalMs: minute / 2,
      },
      { series: 'other', values: '0x200 7x5 0x50', intervalMs: minute / 2 },
    ]);
    const groups: RuleGroup[] = [
      { name: 'alerts', interval: '30s', rules: [{ ...high, keep_firing_for: '3m' }] },
      { name: 'late', interval: '1m', query_offset: '2m', rules: [{ record: 'late', expr: 'load > 5' }] },
      {
        name: 'both',
        rules: [
          { record: 'copy', expr: 'other > 5' },
          { alert: 'Failing', expr: 'label_replace(load > 5, "x", "$1", "job", ".*") * on () load' },
        ],
      },
    ];
    const outcome = (oneByOne: boolean) =>
      loaded.evaluateRules({
        groups,
        start: 0,
        end: 140 * minute,
        capture: 'every',
        samples: [{ expr: '{__name__=~"copy|late|ALERTS.*"}[3h]', at: 140 * minute }],
        oneByOne,
      });
    const ahead = outcome(false);
    expect(ahead.evaluations).toBe(281 + 141 + 141);
    expect(ahead.alerts.map(life).join()).toContain('inactive');
    expect(ahead).toEqual(outcome(true));
    loaded.dispose();
  });

  test('continues beyond the maximum number of steps per call', () => {
    const loaded = engine.loadSeries([{ series: 'x', values: '0+1x5000', intervalMs: 1000 }]);
    const { evaluations, samples } = loaded.evaluateRules({
      groups: [{ name: 'g', interval: '1s', rules: [{ record: 'copy', expr: 'x' }] }],
      start: 0,
      end: 5_000_000,
      samples: [{ expr: 'sum_over_time(copy[2h])', at: 5_000_000 }],
    });
    expect(evaluations).toBe(5001);
    expect(samples).toMatchObject([{ result: { samples: [{ value: (5000 * 5001) / 2 }] } }]);
    loaded.dispose();
  });
});

test('takes milliseconds for one alert over 20 minutes at 15 seconds, once warm', () => {
  const loaded = engine.loadSeries([
    { series: 'requests_total', values: '0+60x100', intervalMs: 15_000 },
    { series: 'failures_total', values: '0x20 0+6x80', intervalMs: 15_000 },
  ]);
  const rule: Rule = {
    alert: 'FailureRateHigh',
    expr: 'sum(rate(failures_total[5m])) / sum(rate(requests_total[5m])) > 0.05',
    for: '5m',
    annotations: { summary: '{{ $value | humanizePercentage }} fail' },
  };
  const groups = [{ name: 'g', rules: [rule] }];
  const once = () => loaded.evaluateRules({ groups, start: 0, end: 20 * minute, intervalMs: 15_000 });
  for (let i = 0; i < 50; i++) once();
  const start = process.cpuUsage();
  for (let i = 0; i < 20; i++) expect(once().alerts).toHaveLength(1);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000 / 20).toBeLessThan(100);
  loaded.dispose();
});
