import { describe, expect, test } from 'vitest';
import type { Rule, RuleRun, SeriesInput } from '../../../src/engine/index.js';
import { high, life, minute, run } from './run.js';

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

  test(`that is pending for less than its \`for\` never fires`, () => {
    expect(life(run([{ ...high, for: '15m' }]).alerts[0])).toBe('5m pending, 15m inactive');
  });

  test('fires at once without for, and longer with keep_firing_for', () => {
    const { for: _, ...atOnce } = high as { for?: string } & Rule;
    expect(life(run([{ ...atOnce, keep_firing_for: '3m' }]).alerts[0])).toBe('5m firing, 18m inactive');
  });

  test('becomes active again after it was inactive', () => {
    const series: SeriesInput = { series: 'load', values: '10 0 10 0', intervalMs: minute };
    const timeline = run([{ ...high, for: '0s' }], { series: [series], end: 3 * minute }).alerts[0];
    expect(life(timeline)).toBe('0m firing, 1m inactive, 2m firing, 3m inactive');
  });

  test('has a separate state for each label set', () => {
    const series: SeriesInput[] = ['b', 'a'].map((job) => ({
      series: `load{job="${job}"}`,
      values: '10x20',
      intervalMs: minute,
    }));
    expect(run([high], { series }).alerts.map((one) => one.labels.job)).toEqual(['a', 'b']);
  });

  test('that was never active has no states', () => {
    expect(run([{ ...high, expr: 'load > 100' }]).alerts).toEqual([]);
  });
});

describe('annotations and labels', () => {
  const annotate = (text: string, more: Partial<RuleRun> & { series?: SeriesInput[] } = {}) =>
    run([{ alert: 'A', expr: 'load > 5', annotations: { text } }], more).alerts[0]?.moments[0]?.annotations
      .text;

  test('are expanded as Prometheus templates', () => {
    expect(annotate('{{ $value | humanizePercentage }} {{ humanizeDuration 3661 }}')).toBe('1000% 1h 1m 1s');
    expect(annotate('{{ $labels.missing }}.')).toBe('.');
    expect(annotate('plain')).toBe('plain');
    expect(annotate('{{ now }}')).toBe('300');
  });

  test('have external labels and the external URL', () => {
    const known = { externalLabels: { cluster: 'c1' }, externalUrl: 'http://prometheus:9090/path' };
    expect(
      annotate('{{ $externalLabels.cluster }} {{ $externalURL }} {{ externalURL }} {{ pathPrefix }}', known),
    ).toBe('c1 http://prometheus:9090/path http://prometheus:9090/path /path');
  });

  test('may query the series at that time', () => {
    const text = '{{ range query "sum(load) + time()" }}{{ .Value }}{{ end }}';
    expect(annotate(text)).toBe('310');
  });

  test('that query see results of earlier rules, but not of later ones', () => {
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

  test('that fail contain the error message', () => {
    expect(annotate('{{ query "sum(" }}')).toContain('<error expanding template:');
    expect(annotate('{{ first (query "nothing") }}')).toContain('first() called on vector with no elements');
    expect(annotate('{{ humanize "x" }}')).toContain('<error expanding template:');
  });

  test('in labels distinguish alerts', () => {
    const { alerts } = run([{ alert: 'A', expr: 'load > 5', labels: { level: 'l{{ $value }}' } }]);
    expect(alerts[0]?.labels).toEqual({ alertname: 'A', job: 'a', level: 'l10' });
  });

  test('are recorded without a state change on request', () => {
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
