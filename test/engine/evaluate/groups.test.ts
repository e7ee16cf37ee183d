import { describe, expect, test } from 'vitest';
import type { Rule, RuleGroup, SeriesInput } from '../../../src/engine/index.js';
import { engine, high, life, load, minute, run } from './run.js';

describe('groups', () => {
  const yaml = `groups:
- name: fast
  interval: 15s
  rules:
  - record: fast
    expr: time()
- name: slow
  rules:
  - record: slow
    expr: time()
`;
  const counts = ['fast', 'slow'].map((name) => ({ expr: `count_over_time(${name}[1h])`, at: 2 * minute }));

  test('run at their own interval, or all at the same', () => {
    const own = engine.evaluateRules({
      series: [],
      groups: yaml,
      start: 0,
      end: 2 * minute,
      samples: counts,
    });
    expect(own.evaluations).toBe(9 + 3);
    expect(own.samples).toMatchObject([
      { ok: true, result: { samples: [{ value: 9 }] } },
      { ok: true, result: { samples: [{ value: 3 }] } },
    ]);
    const same = engine.evaluateRules({
      series: [],
      groups: yaml,
      start: 0,
      end: 2 * minute,
      intervalMs: 30_000,
      ignoreGroupIntervals: true,
    });
    expect(same.evaluations).toBe(10);
  });

  test('run in the order of the file at the same time', () => {
    const groups: RuleGroup[] = [
      { name: 'z', rules: [{ record: 'one', expr: 'vector(time())' }] },
      { name: 'a', rules: [{ record: 'two', expr: 'one' }] },
    ];
    const { samples } = engine.evaluateRules({
      series: [],
      groups,
      start: 0,
      end: minute,
      samples: [{ expr: 'two', at: minute }],
    });
    expect(samples).toMatchObject([{ result: { samples: [{ value: 60 }] } }]);
  });

  test('with a mistake are rejected', () => {
    const refuse = (rule: Rule) => () => run([rule]);
    expect(refuse({ alert: 'A', expr: 'sum(' })).toThrow('could not parse expression');
    expect(refuse({ alert: 'A', expr: 'x', for: '5 minutes' })).toThrow('unknown unit');
    expect(refuse({ alert: 'A', expr: 'x', annotations: { a: '{{ foo }}' } })).toThrow(
      'function "foo" not defined',
    );
    expect(() => run([], { groups: 'groups: [' })).toThrow('yaml');
    expect(() =>
      run([], {
        groups: [
          { name: 'g', rules: [] },
          { name: 'g', rules: [] },
        ],
      }),
    ).toThrow('unique');
    expect(() => run([high], { intervalMs: 0 })).toThrow('the evaluation interval must be more than zero');
  });
});

describe('what rules record', () => {
  const record: Rule = { record: 'job:load:double', expr: '2 * load', labels: { kind: 'r' } };

  test('can be sampled, with the series of alerts', () => {
    const { samples } = run([record, high], {
      samples: [
        { expr: 'job:load:double', at: 10 * minute },
        { expr: 'ALERTS{alertstate="firing"}', at: 10 * minute },
        { expr: 'ALERTS_FOR_STATE', at: 10 * minute },
        { expr: 'sum(', at: 0 },
      ],
    });
    expect(samples).toMatchObject([
      { result: { samples: [{ labels: { __name__: 'job:load:double', job: 'a', kind: 'r' }, value: 20 }] } },
      { result: { samples: [{ labels: { alertname: 'High', alertstate: 'firing' }, value: 1 }] } },
      { result: { samples: [{ value: 300 }] } },
      { ok: false, error: expect.stringContaining('unclosed left parenthesis') },
    ]);
  });

  test('is read by later rules and becomes stale with its source', () => {
    const stale: SeriesInput = { series: 'load{job="a"}', values: '10x4 stale', intervalMs: minute };
    const alert: Rule = { alert: 'Doubled', expr: 'job:load:double > 5' };
    const { alerts } = run([record, alert], { series: [stale] });
    expect(life(alerts[0])).toBe('0m firing, 5m inactive');
  });

  test('is visible neither in the next run nor in the loaded series', () => {
    const loaded = engine.loadSeries([load]);
    const ask = { groups: [{ name: 'g', rules: [record] }], start: 0, end: 5 * minute };
    const first = loaded.evaluateRules({ ...ask, keep: true });
    const count = { expr: 'count_over_time({__name__=~"job:.*"}[1h])', at: 5 * minute };
    expect(first.recorded?.instantQuery(count)).toMatchObject({ samples: [{ value: 6 }] });
    expect(first.recorded?.instantQuery({ expr: 'load', at: 5 * minute })).toMatchObject({
      samples: [{ value: 10 }],
    });
    const second = loaded.evaluateRules({ ...ask, samples: [count] });
    expect(second.samples).toMatchObject([{ result: { samples: [{ value: 6 }] } }]);
    expect(second.recorded).toBeUndefined();
    expect(loaded.instantQuery(count)).toMatchObject({ samples: [] });
    first.recorded?.dispose();
    loaded.dispose();
  });

  test('is merged with a loaded series of the same name', () => {
    const given: SeriesInput = {
      series: 'job:load:double{job="a",kind="r"}',
      values: '1 1',
      intervalMs: 30_000,
    };
    const { samples, errors } = run([record], {
      series: [load, given],
      end: 2 * minute,
      samples: [{ expr: 'job:load:double[5m]', at: 2 * minute }],
    });
    expect(errors).toMatchObject([{ at: 0, count: 1, message: expect.stringContaining('duplicate sample') }]);
    expect(samples).toMatchObject([
      { result: { series: [{ times: new Float64Array([0, 30_000, minute, 2 * minute]) }] } },
    ]);
  });

  test('includes native histograms', () => {
    const series: SeriesInput = {
      series: 'h',
      values: '{{schema:0 sum:5 count:4 buckets:[1 2 1]}}x10',
      intervalMs: minute,
    };
    const { samples, errors } = run([{ record: 'copy', expr: 'h' }], {
      series: [series],
      end: 5 * minute,
      samples: [{ expr: 'histogram_sum(copy)', at: 5 * minute }],
    });
    expect(errors).toEqual([]);
    expect(samples).toMatchObject([{ result: { samples: [{ value: 5 }] } }]);
  });
});
