import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AlertTimeline,
  type Engine,
  loadEngine,
  type Rule,
  type RuleGroup,
  type RuleRun,
  type RuleRunOutcome,
  type SeriesInput,
} from '../../src/engine/index.js';

const minute = 60_000;

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

/** 0 for five minutes, 10 for ten, 0 again. */
const load: SeriesInput = { series: 'load{job="a"}', values: '0x4 10x9 0x20', intervalMs: minute };

const high: Rule = {
  alert: 'High',
  expr: 'load > 5',
  for: '2m',
  labels: { severity: 'page' },
  annotations: { summary: 'load is {{ $value }} on {{ $labels.job }}' },
};

function run(rules: Rule[], more: Partial<RuleRun> & { series?: SeriesInput[] } = {}): RuleRunOutcome {
  const { series = [load], ...options } = more;
  return engine.evaluateRules({
    series,
    groups: [{ name: 'g', rules }],
    start: 0,
    end: 30 * minute,
    ...options,
  });
}

/** `5m pending, 7m firing` */
function life(timeline: AlertTimeline | undefined): string {
  return (timeline?.moments ?? []).map(({ at, state }) => `${at / minute}m ${state}`).join(', ');
}

describe('an alert', () => {
  test('goes from pending to firing to inactive', () => {
    const { alerts, errors, evaluations } = run([high]);
    expect(errors).toEqual([]);
    expect(evaluations).toBe(31);
    expect(alerts).toEqual([
      {
        group: 'g',
        rule: 0,
        alert: 'High',
        labels: { alertname: 'High', job: 'a', severity: 'page' },
        moments: [
          { at: 5 * minute, state: 'pending', changed: true, value: 10, annotations: expect.anything() },
          { at: 7 * minute, state: 'firing', changed: true, value: 10, annotations: expect.anything() },
          { at: 15 * minute, state: 'inactive', changed: true, value: 10, annotations: expect.anything() },
        ],
      },
    ]);
    for (const moment of alerts[0]?.moments ?? []) {
      expect(moment.annotations).toEqual({ summary: 'load is 10 on a' });
    }
  });

  test('that is pending too short never fires', () => {
    expect(life(run([{ ...high, for: '15m' }]).alerts[0])).toBe('5m pending, 15m inactive');
  });

  test('fires at once without for, and longer with keep_firing_for', () => {
    const { for: _, ...atOnce } = high as { for?: string } & Rule;
    expect(life(run([{ ...atOnce, keep_firing_for: '3m' }]).alerts[0])).toBe('5m firing, 18m inactive');
  });

  test('comes back after it was inactive', () => {
    const series: SeriesInput = { series: 'load', values: '10 0 10 0', intervalMs: minute };
    const timeline = run([{ ...high, for: '0s' }], { series: [series], end: 3 * minute }).alerts[0];
    expect(life(timeline)).toBe('0m firing, 1m inactive, 2m firing, 3m inactive');
  });

  test('has one life for each label set', () => {
    const series: SeriesInput[] = ['b', 'a'].map((job) => ({
      series: `load{job="${job}"}`,
      values: '10x20',
      intervalMs: minute,
    }));
    expect(run([high], { series }).alerts.map((one) => one.labels.job)).toEqual(['a', 'b']);
  });

  test('that was never active has none', () => {
    expect(run([{ ...high, expr: 'load > 100' }]).alerts).toEqual([]);
  });
});

describe('annotations and labels', () => {
  const annotate = (text: string, more: Partial<RuleRun> & { series?: SeriesInput[] } = {}) =>
    run([{ alert: 'A', expr: 'load > 5', annotations: { text } }], more).alerts[0]?.moments[0]?.annotations
      .text;

  test('are expanded by Prometheus’ templates', () => {
    expect(annotate('{{ $value | humanizePercentage }} {{ humanizeDuration 3661 }}')).toBe('1000% 1h 1m 1s');
    expect(annotate('{{ $labels.missing }}.')).toBe('.');
    expect(annotate('plain')).toBe('plain');
    expect(annotate('{{ now }}')).toBe('300');
  });

  test('know external labels and the external URL', () => {
    const known = { externalLabels: { cluster: 'c1' }, externalUrl: 'http://prometheus:9090/path' };
    expect(
      annotate('{{ $externalLabels.cluster }} {{ $externalURL }} {{ externalURL }} {{ pathPrefix }}', known),
    ).toBe('c1 http://prometheus:9090/path http://prometheus:9090/path /path');
  });

  test('may query the series of that time', () => {
    const text = '{{ range query "sum(load) + time()" }}{{ .Value }}{{ end }}';
    expect(annotate(text)).toBe('310');
  });

  test('that query see what earlier rules recorded, and not what later ones do', () => {
    const text = '{{ query "first" | len }} {{ query "second" | len }}';
    const { alerts } = run(
      [
        { record: 'first', expr: 'vector(1)' },
        { alert: 'A', expr: 'load > 5', annotations: { text } },
        { record: 'second', expr: 'vector(time()) >= 300' },
      ],
      { end: 5 * minute },
    );
    expect(alerts[0]?.moments[0]?.annotations.text).toBe('1 0');
    const firstTime = run(
      [
        { alert: 'A', expr: 'vector(1)', annotations: { text } },
        { record: 'second', expr: 'vector(1)' },
      ],
      { end: 0 },
    );
    expect(firstTime.alerts[0]?.moments[0]?.annotations.text).toBe('0 0');
  });

  test('that fail say so in their text', () => {
    expect(annotate('{{ query "sum(" }}')).toContain('<error expanding template:');
    expect(annotate('{{ first (query "nothing") }}')).toContain('first() called on vector with no elements');
    expect(annotate('{{ humanize "x" }}')).toContain('<error expanding template:');
  });

  test('in labels distinguish alerts', () => {
    const { alerts } = run([{ alert: 'A', expr: 'load > 5', labels: { level: 'l{{ $value }}' } }]);
    expect(alerts[0]?.labels).toEqual({ alertname: 'A', job: 'a', level: 'l10' });
  });

  test('are noted without a change when asked', () => {
    const series: SeriesInput = { series: 'load', values: '6+1x10', intervalMs: minute };
    const rule: Rule = { ...high, annotations: { v: '{{ $value }}' } };
    const every = run([rule], { series: [series], end: 3 * minute, capture: 'every' }).alerts[0]?.moments;
    expect(every?.map((one) => [one.state, one.changed, one.annotations.v])).toEqual([
      ['pending', true, '6'],
      ['pending', false, '7'],
      ['firing', true, '8'],
      ['firing', false, '9'],
    ]);
    const capture = [1.5 * minute, 3 * minute];
    const some = run([rule], { series: [series], end: 3 * minute, capture }).alerts[0]?.moments;
    expect(some?.map((one) => [one.at / minute, one.changed])).toEqual([
      [0, true],
      [1, false],
      [2, true],
      [3, false],
    ]);
  });
});

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

  test('run at their own interval, or all at one', () => {
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

  test('with a mistake are refused', () => {
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

  test('feeds later rules and goes stale with its source', () => {
    const stale: SeriesInput = { series: 'load{job="a"}', values: '10x4 stale', intervalMs: minute };
    const alert: Rule = { alert: 'Doubled', expr: 'job:load:double > 5' };
    const { alerts } = run([record, alert], { series: [stale] });
    expect(life(alerts[0])).toBe('0m firing, 5m inactive');
  });

  test('does not reach the next run nor the loaded series', () => {
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

  test('joins a loaded series of the same name', () => {
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

  test('native histograms included', () => {
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

describe('trouble', () => {
  test('of a rule is reported with its first time and its count', () => {
    const series: SeriesInput[] = ['b', 'c'].map((x) => ({
      series: `y{x="${x}"}`,
      values: '_x4 1x10',
      intervalMs: minute,
    }));
    const { errors } = run([{ alert: 'Many', expr: 'load + on () group_right () y + on () y' }], {
      series: [{ series: 'load', values: '1x20', intervalMs: minute }, ...series],
      end: 6 * minute,
    });
    expect(errors).toEqual([
      {
        group: 'g',
        rule: 0,
        name: 'Many',
        at: 4 * minute,
        count: 3,
        message: expect.stringContaining('many-to-many'),
      },
    ]);
  });

  test('with labels that alerts share is reported', () => {
    const series: SeriesInput[] = ['b', 'c'].map((x) => ({
      series: `y{x="${x}"}`,
      values: '1x5',
      intervalMs: minute,
    }));
    const { errors } = run([{ alert: 'A', expr: 'y', labels: { x: 'same' } }], { series, end: 0 });
    expect(errors[0]?.message).toContain('same labelset');
  });

  test('is announced by warnings', () => {
    const { warnings } = run([{ record: 'r', expr: 'rate(load[5m])' }]);
    expect(warnings).toEqual([
      { expr: 'rate(load[5m])', warnings: [], infos: [expect.stringContaining('might not be a counter')] },
    ]);
  });

  test('without end is bounded in time', () => {
    expect(() => run([high], { end: 1e12, intervalMs: 1000, timeoutMs: 100 })).toThrow(
      'it took longer than the limit of 100 ms',
    );
  });
});

describe('evaluating ahead', () => {
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

  test.each(expressions)('gives what evaluating one by one gives: %s', (expr) => {
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
    expect(ahead.alerts.length + ahead.evaluations).toBeGreaterThan(80);
    expect(ahead).toEqual(outcome(true));
    loaded.dispose();
  });

  test('goes on past the number of steps that are done at a time', () => {
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

test('one alert over 20 minutes at 15 seconds is a matter of milliseconds once warm', () => {
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
