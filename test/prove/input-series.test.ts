import { above, alert, bundle, catalog, counter, gauge, rate, runbook, signal, sum } from 'dashwright';
import { scenario } from 'dashwright/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runScenarios } from '../../src/prove/index.js';
import { parseSeries, seriesText } from '../../src/prove/notation/series.js';
import { parseValues } from '../../src/prove/notation/values.js';
import { valuesText } from '../../src/prove/notation/values-text.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { engine } from './support/engine.js';

const metrics = catalog({
  requests_total: counter({ help: 'Requests.', unit: 'requests', labels: { status: ['200', '500'] } }),
  workers: gauge({ help: 'Workers.', unit: 'workers' }),
});
const errors = signal({
  title: 'Errors',
  description: 'd',
  expr: sum(rate(metrics.requests_total.where({ status: '500' }))),
});
const HighErrors = alert({
  when: above(errors, 1),
  for: '2m',
  severity: 'critical',
  summary: 's',
  description: 'd',
  runbook: runbook('r'),
});
const shop = resolveBundle(
  bundle({
    name: 'shop',
    title: 'Shop',
    description: 'd',
    version: '1.0.0',
    metrics,
    alerts: { HighErrors },
    urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}' },
  }),
);
const about = { alerts: [HighErrors], step: '1m' } as const;

describe('a scenario with series in promtool notation', () => {
  test('passes and fails like any other', () => {
    const incident = scenario('incident', about)
      .inputSeries('requests_total{status="500",instance="a"}', '0x10 300+300x9 3000x20')
      .quietUntil('11m')
      .firesWithin(['13m', '14m']);
    expect(runScenarios(shop, engine, [incident]).results[0]?.failures).toEqual([]);
    const late = scenario('late', about)
      .inputSeries('requests_total{status="500",instance="a"}', '0x10 300+300x9')
      .quietUntil('13m');
    expect(runScenarios(shop, engine, [late]).results[0]?.failures).toHaveLength(1);
  });

  test.each([
    ['of an unknown metric', 'request_total{status="500"}', 'scenario/unknown-metric', 'requests_total'],
    ['that nothing reads', 'workers', 'scenario/unused-series', 'alerts or recording rules'],
  ])('reports series that are %s', (_, series, check, expected) => {
    const made = scenario('x', about).inputSeries(series, '0x30').staysQuiet();
    expect(runScenarios(shop, engine, [made]).findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check, expected: expect.stringContaining(expected) }),
      ]),
    );
  });

  test.each([
    ['requests_total{status=~"5.."}', '0x3', 'expected = and a value of status'],
    ['requests_total{status="500"', '0x3', 'expected a comma or }'],
    ['{status="500"}', '0x3', 'it has no name'],
    ['requests_total{status="a",status="b"}', '0x3', 'twice'],
    ['requests_total 5', '0x3', 'nothing more'],
    ['requests_total', '0x', '"0x" is not a value'],
    ['requests_total', '', 'values'],
    ['requests_total', '0x99999999999', 'more than 1000000 values'],
    ['requests_total', '{{schema:x}}', 'has a schema that is not a number'],
    ['requests_total', '{{bucket:[1]}}', 'has bucket: expected one of schema, sum, count'],
    ['requests_total', '{{schema:0', 'is not a histogram such as {{schema:0'],
  ])('rejects %s with values %s', (series, values, message) => {
    expect(() => scenario('x', about).inputSeries(series, values)).toThrow(message);
  });
});

const histogram = fc
  .tuple(
    fc.constantFrom(
      '{{}}',
      '{{schema:1 sum:5 count:4 z_bucket:1 z_bucket_w:0.001 buckets:[1 2] offset:-2 n_buckets:[1] n_offset:3}}',
      '{{schema:-53 sum:-2.5e-1 count:3 custom_values:[1 2.5] buckets:[1 1 1]}}',
      '{{sum:1 count:1 z_bucket:1 counter_reset_hint:gauge}}',
    ),
    fc.option(fc.nat(4)),
  )
  .map(([text, times]) => (times === null ? text : `${text}x${times}`));

const word = fc.oneof(
  histogram,
  fc.constantFrom('_', 'stale', 'NaN', 'Inf', '-Inf', '+3', '.5', '1e3', '_x3', '_x0'),
  fc
    .tuple(fc.integer({ min: -9, max: 9 }), fc.constantFrom('+', '-'), fc.nat(9), fc.nat(5))
    .map(([first, sign, step, times]) => `${first}${sign}${step}x${times}`),
  fc
    .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(4))
    .map(([first, times]) => `${first}x${times}`.replace('e+', 'e')),
);

test('parses values like Prometheus', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const parsed = parseValues(words.join(' '));
      if ('problem' in parsed) return expect(words.every((one) => one === '_x0')).toBe(true);
      const step = 1000;
      const samples = (series: Parameters<typeof engine.loadSeries>[0]) => {
        const loaded = engine.loadSeries(series);
        const end = step * Math.max(1, parsed.values.length);
        const result = loaded.instantQuery({ expr: `a[${end + 1}ms]`, at: end });
        loaded.dispose();
        return JSON.stringify(result, (_, value) => (typeof value === 'number' ? String(value) : value));
      };
      const own = parsed.values.flatMap((value, index) =>
        value === undefined ? [] : [[index * step, value] as const],
      );
      const theirs = samples([{ series: 'a', values: words.join(' '), intervalMs: step }]);
      expect(samples([{ labels: { __name__: 'a' }, samples: own }])).toBe(theirs);
      const text = valuesText(
        own.map(([at, value]) => [at / step, value] as const),
        1,
        parsed.values.length - 1,
      );
      if (parsed.values.length > 0) expect(parseValues(text)).toEqual(parsed);
    }),
    { numRuns: 60 },
  );
});

test('reads labels from the text of a series', () => {
  const name = fc
    .string({ minLength: 1, maxLength: 5, unit: 'grapheme' })
    .filter((one) => one !== '__name__');
  fc.assert(
    fc.property(
      fc.dictionary(name, fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme' })),
      name,
      (own, metric) => {
        const labels = { ...own, __name__: metric };
        const parsed = parseSeries(seriesText(labels));
        expect('labels' in parsed && { ...parsed.labels }).toEqual(labels);
      },
    ),
    { numRuns: 100 },
  );
});
