// Annotations that contain a threshold which is an expression: how Prometheus' own engine expands them.
import {
  above,
  alert,
  and,
  both,
  bundle,
  type Condition,
  catalog,
  gauge,
  max,
  mod,
  mul,
  promql,
  runbook,
  signal,
} from 'dashwright';
import { describe, expect, test } from 'vitest';
import { composeText } from '../../src/define/alerting/message.js';
import { alertGroups } from '../../src/emit/prometheus/index.js';
import { type Labels, loadEngine, type SeriesInput } from '../../src/engine/index.js';
import { resolveBundle } from '../../src/resolve/index.js';

const engine = await loadEngine();
const labels = { topic: ['orders', 'fills'], shard: ['1', '2'] };
const metrics = catalog({
  lag_seconds: gauge({ help: 'Lag.', unit: 's', labels }),
  limit_seconds: gauge({ help: 'Limit.', unit: 's', labels }),
  factor: gauge({ help: 'Factor.', labels: { topic: ['orders'] } }),
  used: gauge({ help: 'Used.', labels: { 'service.name': ['cart'] } }),
  allowed: gauge({ help: 'Allowed.', labels: { 'service.name': ['cart'] } }),
});
const byTopic = { by: ['topic'] } as const;
const lag = signal({ title: 'Lag', expr: max(metrics.lag_seconds, byTopic) });
const each = signal({ title: 'Lag', expr: metrics.lag_seconds });

/** The annotations of the firing alerts. */
function said<L extends string>(
  when: Condition<L>,
  series: readonly (readonly [string, Labels, number])[],
): string[] {
  const Lag = alert<L>({
    when,
    severity: 'warning',
    summary: ({ value, threshold }) => `${value} above ${threshold}.`,
    description: ({ threshold }) => `${threshold}; ${threshold}`,
    runbook: runbook('lag'),
  });
  const resolved = resolveBundle(
    bundle({
      name: 'queue',
      title: 'Queue',
      description: '',
      version: '1.0.0',
      metrics,
      alerts: { Lag },
      urls: { grafana: 'https://g.example', runbooks: 'https://r.example/{slug}' },
    }),
  );
  const { alerts, errors } = engine.evaluateRules({
    series: series.map(
      ([name, own, value]): SeriesInput => ({ labels: { __name__: name, ...own }, samples: [[0, value]] }),
    ),
    groups: alertGroups(resolved) as never,
    start: 0,
    end: 0,
  });
  expect(errors).toEqual([]);
  return alerts.map(({ moments }) => moments[0]?.annotations?.summary ?? expect.fail()).sort();
}

const a = { topic: 'orders', shard: '1', job: 'q', instance: 'a' };
const b = { topic: 'fills', shard: '2', job: 'q', instance: 'a' };

describe('a threshold that is an expression has its value in the annotations of the alert', () => {
  test.each([
    ['a quote', 'the "big" one'],
    ['a backslash', 'C:\\queue\\n'],
    ['a percent sign', '100%s %q'],
    ['a line break and a tab', 'a\n\tb'],
    ['another script', '주문 🙂'],
    ['braces and a backtick', '{{ x }} `y`'],
    ['a single quote', "it's"],
  ])('if the value of a label contains %s', (_, topic) => {
    const when = above(lag, max(metrics.limit_seconds, byTopic));
    expect(
      said(when, [
        ['lag_seconds', { ...a, topic }, 90],
        ['limit_seconds', { ...a, topic }, 60],
        ['limit_seconds', b, 7],
      ]),
    ).toEqual(['1m 30s above 1m 0s.']);
  });

  test('if the threshold contains a percent sign', () => {
    const bound = mod(max(metrics.limit_seconds.where({ shard: /[%]?1/ }), byTopic), 60);
    expect(
      said(above(lag, bound), [
        ['lag_seconds', a, 90],
        ['limit_seconds', a, 70],
      ]),
    ).toEqual(['1m 30s above 10s.']);
  });

  test('if it is not aggregated', () => {
    expect(
      said(above(each, metrics.limit_seconds), [
        ['lag_seconds', a, 90],
        ['limit_seconds', a, 60],
        ['lag_seconds', b, 50],
        ['limit_seconds', b, 10],
      ]),
    ).toEqual(['1m 30s above 1m 0s.', '50s above 10s.']);
  });

  test('if it is matched on some labels', () => {
    const one = signal({ title: 'Lag', expr: max(metrics.lag_seconds, { by: ['topic', 'shard'] }) });
    const series = [
      ['lag_seconds', a, 90],
      ['lag_seconds', b, 50],
      ['limit_seconds', { topic: 'orders' }, 60],
      ['limit_seconds', { topic: 'fills' }, 10],
    ] as const;
    const texts = ['1m 30s above 1m 0s.', '50s above 10s.'];
    const limit = max(metrics.limit_seconds, { without: ['job', 'instance'] });
    const manyToOne = above(one, limit, { ignoring: ['shard'], groupLeft: [] });
    expect(said(above(one, metrics.limit_seconds, { on: ['topic'] }), series)).toEqual(texts);
    expect(
      said(manyToOne, [
        ...series.slice(0, 2),
        ['limit_seconds', { topic: 'orders' }, 60],
        ['limit_seconds', { topic: 'fills', shard: '9' }, 10],
      ]),
    ).toEqual(texts);
  });

  test('if it contains two selectors', () => {
    const series = [
      ['lag_seconds', a, 90],
      ['lag_seconds', b, 90],
      ['limit_seconds', a, 60],
      ['limit_seconds', b, 40],
      ['factor', { topic: 'orders' }, 0.5],
      ['factor', { topic: 'fills' }, 0.25],
    ] as const;
    const limit = max(metrics.limit_seconds, byTopic);
    expect(said(above(lag, mul(limit, max(metrics.factor, byTopic))), series)).toEqual([
      '1m 30s above 10s.',
      '1m 30s above 30s.',
    ]);
    expect(said(above(lag, and(limit, max(metrics.factor, byTopic))), series)).toEqual([
      '1m 30s above 1m 0s.',
      '1m 30s above 40s.',
    ]);
  });

  test('if it is one number for all series', () => {
    expect(
      said(above(lag, promql`scalar(max(limit_seconds))` as never), [
        ['lag_seconds', a, 90],
        ['limit_seconds', a, 60],
      ]),
    ).toEqual(['1m 30s above 1m 0s.']);
    expect(
      said(above(signal({ title: 'Lag', expr: max(metrics.lag_seconds) }), max(metrics.limit_seconds)), [
        ['lag_seconds', a, 90],
        ['limit_seconds', b, 60],
      ]),
    ).toEqual(['1m 30s above 1m 0s.']);
  });

  test('if a label contains a dot', () => {
    const by = { by: ['service.name'] } as const;
    const used = signal({ title: 'Used', expr: max(metrics.used, by) });
    const series = [
      ['used', { 'service.name': 'cart "1"' }, 12],
      ['allowed', { 'service.name': 'cart "1"' }, 10],
      ['allowed', { 'service.name': 'till' }, 99],
    ] as const;
    expect(said(above(used, max(metrics.allowed, by)), series)).toEqual(['12 above 10.']);
    expect(said(above(used, metrics.allowed, { on: ['service.name'] }), series)).toEqual(['12 above 10.']);
  });

  test('if a matcher contains a backtick, in a combined condition', () => {
    const limits = metrics.limit_seconds.where({ shard: '`1`' });
    const series = [
      ['lag_seconds', { ...a, shard: '`1`' }, 90],
      ['limit_seconds', { ...a, shard: '`1`' }, 60],
      ['factor', { topic: 'orders' }, 2],
    ] as const;
    expect(said(above(lag, max(limits, byTopic)), series)).toEqual(['1m 30s above 1m 0s.']);
    const factor = signal({ title: 'F', expr: max(metrics.factor, byTopic) });
    expect(said(both(above(each, limits), above(factor, 1), { on: ['topic'] }), series)).toEqual([
      '1m 30s above 1m 0s.',
    ]);
  });

  test('if it is raw PromQL', () => {
    expect(
      said(above(lag, promql`max by (topic) (limit_seconds{shard=~"[%1]"}) % 50` as never), [
        ['lag_seconds', a, 90],
        ['limit_seconds', a, 60],
        ['lag_seconds', { ...b, shard: '1' }, 90],
        ['limit_seconds', { ...b, shard: '1' }, 70],
      ]),
    ).toEqual(['1m 30s above 10s.', '1m 30s above 20s.']);
  });
});

test('a signal whose unit is a point in time says dates, also of hand-written PromQL', () => {
  const last = signal({ title: 'Last run', expr: promql`max(last_run_seconds)`, unit: 'timestamp' });
  expect(said(above(last, 1.6e9), [['last_run_seconds', {}, 1.7e9]])).toEqual([
    '2023-11-14 22:13:20 UTC above 2020-09-13 12:26:40 UTC.',
  ]);
});

describe('a text', () => {
  test('is split at labels, value and threshold', () => {
    const text = composeText<string>(
      ({ labels: { topic }, value, threshold }) => `${topic}: ${value.fixed(1)} > ${threshold}`,
      's',
    );
    expect(text).toEqual([
      { type: 'label', label: 'topic' },
      { type: 'text', text: ': ' },
      { type: 'value', template: '{{ printf "%.1f" $value }}' },
      { type: 'text', text: ' > ' },
      { type: 'threshold' },
    ]);
    expect(composeText('\u0001threshold\u0001 {{ $value }}', 's')).toEqual([
      { type: 'text', text: '\u0001threshold\u0001 {{ $value }}' },
    ]);
  });

  test('that modifies one of these is rejected', () => {
    expect(() => composeText<string>(({ labels }) => (labels.topic ?? '').slice(1), undefined)).toThrow(
      /modifies a label/,
    );
  });
});
