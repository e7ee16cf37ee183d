import {
  catalog,
  counter,
  gauge,
  histogram,
  kubernetesTargetLabels,
  nativeHistogram,
  summary,
} from 'dashwright';
import {
  approx,
  constant,
  daily,
  eventsAt,
  firstEventAt,
  idle,
  jump,
  observing,
  ramp,
  rateOf,
  spike,
  timestampAged,
  timestampStuck,
  unobserved,
  wave,
} from 'dashwright/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelsOf } from '../../src/prove/compile/labels.js';
import type { Clock, Sample } from '../../src/prove/compile/samples.js';
import { compileSeries, engineSeries } from '../../src/prove/compile/series.js';
import { type AnyShape, seriesOf } from '../../src/prove/scenario/series.js';
import { durationText, secondsOf } from '../../src/prove/scenario/time.js';
import { engine } from './support/engine.js';

const place = { order: 0 };
const bounds = [0.1, 0.5, 1, 5];
const metrics = catalog({
  level: gauge({ help: 'l', labels: { zone: ['x', 'y'] } }),
  total: counter({ help: 't' }),
  took: histogram({ help: 'h', buckets: bounds }),
  size: nativeHistogram({ help: 'n' }),
  bare: histogram({ help: 'b' }),
});
const context = { name: 'demo' };
const epoch = 1_767_225_600;

function samplesOf(
  handle: Parameters<typeof seriesOf>[0],
  shape: AnyShape,
  clock: Partial<Clock> = {},
): (readonly Sample[])[] {
  const input = seriesOf(handle, {}, shape, place);
  return compileSeries(input, { step: 60, end: 360, epoch, ...clock }, context).map(({ samples }) => samples);
}
function valuesOf(handle: Parameters<typeof seriesOf>[0], shape: AnyShape): string {
  const [samples = []] = samplesOf(handle, shape);
  const cells = ['0', '60', '120', '180', '240', '300', '360'].map((at) => {
    const sample = samples.find(([time]) => String(time) === at);
    return sample ? String(sample[1]) : '_';
  });
  return cells.join(' ');
}

describe('values', () => {
  test.each([
    ['constant', constant(5), '5 5 5 5 5 5 5'],
    ['ramp', ramp(0, 4, '4m'), '0 1 2 3 4 4 4'],
    ['jump', jump(1, '3m', 9), '1 1 1 9 9 9 9'],
    ['spike', spike(1, 9, '2m', '1m'), '1 1 9 1 1 1 1'],
    ['wave', wave(0, 10, '4m'), '0 5 10 5 0 5 10'],
    ['from and until', constant(5).from('1m').until('3m'), '0 5 5 0 0 0 0'],
    ['until and from', constant(5).until('3m').from('1m').otherwise(2), '2 5 5 2 2 2 2'],
    ['a ramp starts with its window', ramp(0, 2, '2m').from('2m'), '0 0 0 1 2 2 2'],
    [
      'thenAt sets the time for the next shape',
      constant(7)
        .thenAt('2m', ramp(0, 2, '2m'))
        .thenAt('5m', 3),
      '7 7 0 1 2 3 3',
    ],
    ['born', constant(1).appearsAt('2m'), '_ _ 1 1 1 1 1'],
    ['gone', constant(1).disappearsAt('2m'), '1 1 stale _ _ _ _'],
    ['gap', constant(1).gap('1m', '3m'), '1 _ _ 1 1 1 1'],
    ['failed scrapes', constant(1).scrapesFail('1m', '3m'), '1 stale _ 1 1 1 1'],
    ['one failed scrape', constant(1).scrapesFail('1m', '90s'), '1 stale 1 1 1 1 1'],
    ['failed twice', constant(1).scrapesFail('1m', '2m').scrapesFail('3m', '5m'), '1 stale 1 stale _ 1 1'],
    ['failed from the start', constant(1).scrapesFail('0s', '2m'), '_ _ 1 1 1 1 1'],
    ['born while scrapes fail', constant(1).appearsAt('2m').scrapesFail('1m', '4m'), '_ _ _ _ 1 1 1'],
    [
      'the time of the last success',
      timestampAged('1m').thenAt('2m', timestampStuck()),
      [-60, 0, 120, 120, 120, 120, 120].map((at) => epoch + at).join(' '),
    ],
  ])('%s', (_, shape, expected) => {
    expect(valuesOf(metrics.level, shape)).toBe(expected);
  });
  test('a day has its minimum at midnight and its maximum at noon', () => {
    const [samples = []] = samplesOf(metrics.level, daily(10, 20), { step: 21_600, end: 86_400 });
    expect(samples.map(([, value]) => value)).toEqual([10, 15, 20, 15, 10]);
  });
  test('noise is reproducible, within its amplitude, and differs with another seed', () => {
    const noisy = (seed: number) => valuesOf(metrics.level, constant(100).noisy(2, { seed, every: '1m' }));
    expect(noisy(1)).toBe(noisy(1));
    expect(noisy(1)).not.toBe(noisy(2));
    const values = noisy(1).split(' ').map(Number);
    expect(new Set(values).size).toBe(7);
    for (const value of values) expect(Math.abs(value - 100)).toBeLessThanOrEqual(2);
  });
});

describe('counters', () => {
  test.each([
    ['a rate', rateOf(6, 'per minute'), '0 6 12 18 24 30 36'],
    ['an awkward rate', rateOf(0.1, 'per minute'), '0 0.1 0.2 0.3 0.4 0.5 0.6'],
    ['idle', idle(), '0 0 0 0 0 0 0'],
    ['from and until', rateOf(60, 'per hour').from('1m').until('3m'), '0 0 1 2 2 2 2'],
    ['another rate', rateOf(1, 'per minute').thenAt('3m', rateOf(10, 'per minute')), '0 1 2 3 13 23 33'],
    ['a rate that changes', rateOf(ramp(0, 6, '6m'), 'per minute'), '0 0.5 2 4.5 8 12.5 18'],
    ['events', eventsAt('1m', '3m').event('5m', 4), '0 1 1 2 2 6 6'],
    ['an event between scrapes', eventsAt('90s'), '0 0 1 1 1 1 1'],
    ['born with its first event', firstEventAt('2m'), '_ _ 1 1 1 1 1'],
    ['a reset', rateOf(6, 'per minute').reset('3m'), '0 6 12 0 6 12 18'],
    ['a reset between scrapes', rateOf(6, 'per minute').reset('150s'), '0 6 12 3 9 15 21'],
    ['counted before', idle().startingAt(1000).event('1m'), '1000 1001 1001 1001 1001 1001 1001'],
    ['born late starts at zero', rateOf(6, 'per minute').appearsAt('2m'), '_ _ 0 6 12 18 24'],
    ['goes on counting in a gap', rateOf(1, 'per minute').gap('1m', '3m'), '0 _ _ 3 4 5 6'],
    ['goes on counting unseen', rateOf(1, 'per minute').scrapesFail('1m', '3m'), '0 stale _ 3 4 5 6'],
  ])('%s', (_, shape, expected) => {
    expect(valuesOf(metrics.total, shape)).toBe(expected);
  });
  test('a negative rate is 0', () => {
    const values = valuesOf(metrics.total, rateOf(wave(-6, 6, '4m'), 'per minute'))
      .split(' ')
      .map(Number);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values.at(-1)).toBeGreaterThan(0);
  });
});

/** The quantile of a shape according to Prometheus, as a rule queries it. */
function quantileOf(handle: Parameters<typeof seriesOf>[0], shape: AnyShape, phi: number, at = 1800): number {
  const clock: Clock = { step: 15, end: 3600, epoch };
  const series = compileSeries(seriesOf(handle, {}, shape, place), clock, context).map((one) =>
    engineSeries(one, epoch),
  );
  const name = handle === metrics.size ? 'sum(rate(size[5m]))' : 'sum by (le) (rate(took_bucket[5m]))';
  const result = engine.loadSeries(series).instantQuery({
    expr: `histogram_quantile(${phi}, ${name})`,
    at: (epoch + at) * 1000,
  });
  return result.type === 'vector' ? (result.samples[0]?.value ?? Number.NaN) : Number.NaN;
}

describe('histograms', () => {
  test('all series of a classic histogram exist and are consistent', () => {
    const clock: Clock = { step: 60, end: 120, epoch };
    const shape = observing(6, 'per minute', [
      { share: 0.5, value: 0.3 },
      { share: 0.5, value: 7 },
    ]);
    const compiled = compileSeries(seriesOf(metrics.took, {}, shape, place), clock, context);
    const last = compiled.map(
      ({ labels, samples }) => `${labels.__name__} ${labels.le ?? ''} ${samples.at(-1)?.[1]}`,
    );
    expect(last).toEqual([
      'took_bucket 0.1 0',
      'took_bucket 0.5 6',
      'took_bucket 1.0 6',
      'took_bucket 5.0 6',
      'took_bucket +Inf 12',
      'took_sum  43.8',
      'took_count  12',
    ]);
  });
  test('any quantile of any value within the buckets is the requested one', () => {
    const shapes = fc.record({
      phi: fc.double({ min: 0.05, max: 0.99, noNaN: true }),
      share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(shapes, ({ phi, share }) => {
        const value = 0.1 + share * 4.9;
        expect(
          quantileOf(metrics.took, observing(10, 'per second', { quantile: phi, value }), phi),
        ).toBeCloseTo(value, 6);
        expect(
          quantileOf(metrics.size, observing(10, 'per second', { quantile: phi, value }), phi),
        ).toBeCloseTo(value, 6);
      }),
      { numRuns: 25, seed: 3 },
    );
  });
  test('at a bound, in the first bucket, and not below what the first bucket can represent', () => {
    const p95 = (value: number) =>
      quantileOf(metrics.took, observing(10, 'per second', { quantile: 0.95, value }), 0.95);
    for (const value of [0.0999, 0.1, 0.5, 1, 5]) expect(p95(value)).toBeCloseTo(value, 9);
    expect(() => p95(0.05)).toThrow(
      'the 0.95-quantile of this histogram cannot be 0.05: it is at least 0.095',
    );
    expect(() => p95(5.1)).toThrow('the upper bound of its last bucket is 5');
  });
  test('changes over time, idle times and restarts', () => {
    const slow = observing(10, 'per second', { quantile: 0.5, value: 3 });
    const shape = observing(10, 'per second', { quantile: 0.5, value: 0.7 })
      .thenAt('20m', slow)
      .reset('25m')
      .until('40m');
    for (const handle of [metrics.took, metrics.size]) {
      expect(quantileOf(handle, shape, 0.5, 1140)).toBeCloseTo(0.7, 6);
      expect(quantileOf(handle, shape, 0.5, 1500)).toBeCloseTo(3, 6);
      expect(quantileOf(handle, shape, 0.5, 1620)).toBeCloseTo(3, 6);
      expect(quantileOf(handle, shape, 0.5, 3000)).toBeNaN();
      expect(quantileOf(handle, shape.from('10m'), 0.5, 1000)).toBeCloseTo(0.7, 6);
      expect(quantileOf(handle, shape.from('10m'), 0.5, 590)).toBeNaN();
    }
    expect(quantileOf(metrics.took, unobserved(), 0.5)).toBeNaN();
  });
  test('impossible series are rejected', () => {
    const wrong = [
      { share: 0.5, value: 1 },
      { share: 0.6, value: 2 },
    ];
    expect(() => samplesOf(metrics.took, observing(1, 'per second', wrong))).toThrow(
      'must add up to 1, but add up to 1.1',
    );
    expect(() => samplesOf(metrics.bare, observing(1, 'per second', 1))).toThrow(
      'metric bare has no buckets in the catalog',
    );
    expect(() => samplesOf(metrics.size, observing(1, 'per second', -1))).toThrow(
      'an observation cannot be negative',
    );
    expect(() => samplesOf(metrics.level, observing(1, 'per second', 1))).toThrow(
      'series level: what it does is a histogram',
    );
  });
});

describe('labels', () => {
  const { level } = catalog(
    { level: gauge({ help: 'l', labels: { zone: ['x', 'y'] } }) },
    { targetLabels: kubernetesTargetLabels },
  );
  const { gc } = catalog({ gc: summary({ help: 'g' }) });
  const input = (labels: Record<string, string>) => seriesOf(level, labels, constant(1), place);
  test("the metric's labels have the first example, target labels those of the bundle", () => {
    expect(labelsOf(input({}), context)).toEqual({
      __name__: 'level',
      job: 'demo',
      instance: 'demo-0',
      namespace: 'demo',
      pod: 'demo-0',
      container: 'demo',
      zone: 'x',
    });
    expect(labelsOf(input({ zone: 'y', pod: 'p' }), context)).toMatchObject({ zone: 'y', pod: 'p' });
    expect(labelsOf(seriesOf(gc.quantiles, {}, constant(1), place), context)).toMatchObject({
      quantile: '0.5',
    });
  });
  test('target labels match the selectors of the bundle', () => {
    const selectors = { namespace: 'agents', job: /router|sdb/, pod: /demo-.*/, container: { not: 'x' } };
    expect(labelsOf(input({}), { name: 'demo', selectors })).toMatchObject({
      namespace: 'agents',
      job: 'router',
      pod: 'demo-0',
      container: 'demo',
    });
  });
});

test('durations are parsed and formatted', () => {
  expect([secondsOf('1h30m'), secondsOf('250ms'), secondsOf('1d')]).toEqual([5400, 0.25, 86_400]);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      (seconds) => secondsOf(durationText(seconds)) === seconds,
    ),
  );
  expect(durationText(0.5)).toBe('500ms');
  expect(() => secondsOf('5 minutes')).toThrow('is not a duration');
  expect(approx(10).tolerance).toBeCloseTo(1e-5);
});
