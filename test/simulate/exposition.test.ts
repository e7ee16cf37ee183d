import { catalog, counter, gauge } from 'dashwright';
import { constant, idle, observing, rateOf, scenario } from 'dashwright/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unservable } from '../../src/simulate/simulation.js';
import { readExposition } from '../support/exposition.js';
import { asking, metrics, real, simulation } from './support.js';

describe('the text format', () => {
  it('has help, type and values of each metric', () => {
    const example = scenario('example', { lasting: '10m' })
      .series(metrics.requests_total, rateOf(2, 'per second'))
      .series(metrics.orphans_total, constant(7));
    expect(asking(simulation(example)).ask('/metrics', 30)).toEqual({
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      body: [
        '# HELP requests_total Requests: all \\\\ kinds,\\nand more.',
        '# TYPE requests_total counter',
        'requests_total{path="/a"} 60',
        '# HELP orphans_total A gauge by its type.',
        '# TYPE orphans_total gauge',
        'orphans_total 7',
        '',
      ].join('\n'),
    });
  });

  it('has complete classic histograms, with ascending buckets', () => {
    const took = scenario('took', { lasting: '10m' })
      .series(metrics.took_seconds, observing(1, 'per second', 0.7))
      .series(metrics.orphans_total, constant(1))
      .series(metrics.took_seconds, { path: '/b' }, observing(1, 'per second', 3));
    const [histogram, gaugeFamily] = asking(simulation(took)).families(60);
    expect(gaugeFamily?.name).toBe('orphans_total');
    expect(histogram).toMatchObject({ name: 'took_seconds', type: 'histogram' });
    expect(
      histogram?.samples.map(({ name, labels, value }) => [name, labels.path, labels.le, value]),
    ).toEqual([
      ['took_seconds_bucket', '/a', '0.5', 0],
      ['took_seconds_bucket', '/a', '1.0', 60],
      ['took_seconds_bucket', '/a', '5.0', 60],
      ['took_seconds_bucket', '/a', '+Inf', 60],
      ['took_seconds_sum', '/a', undefined, 42],
      ['took_seconds_count', '/a', undefined, 60],
      ['took_seconds_bucket', '/b', '0.5', 0],
      ['took_seconds_bucket', '/b', '1.0', 0],
      ['took_seconds_bucket', '/b', '5.0', 60],
      ['took_seconds_bucket', '/b', '+Inf', 60],
      ['took_seconds_sum', '/b', undefined, 180],
      ['took_seconds_count', '/b', undefined, 60],
    ]);
  });

  it('has parts of a histogram alone as the counters that they are, and complete summaries', () => {
    const parts = scenario('parts', { lasting: '10m' })
      .series(metrics.took_seconds.count, rateOf(1, 'per second'))
      .series(metrics.pause_seconds.quantiles, constant(0.2))
      .series(metrics.pause_seconds.count, idle());
    const found = asking(simulation(parts)).families(5);
    expect(found.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'took_seconds_count counter',
      'pause_seconds summary',
    ]);
    expect(found[1]?.samples.map(({ name, labels }) => [name, labels])).toEqual([
      ['pause_seconds', { quantile: '0.5' }],
      ['pause_seconds_count', {}],
    ]);
  });

  it('quotes UTF-8 names, and reports metrics that the format cannot represent', () => {
    const odd = scenario('odd', { lasting: '10m' })
      .series(metrics['app.memory'], constant(3))
      .series(metrics.size_bytes, observing(1, 'per second', 100));
    const simulated = simulation(odd);
    expect(asking(simulated).ask('/metrics', 0).body).toBe(
      '# HELP "app.memory" Named by OpenTelemetry.\n# TYPE "app.memory" gauge\n{"app.memory","process.name"="api"} 3\n',
    );
    expect(unservable(simulated)).toEqual(['size_bytes']);
  });

  it('is parsed to the same series, whatever the labels, help texts and values', () => {
    const text = fc.string({
      unit: fc.constantFrom('"', '\\', '\n', 'n', '{', '}', ',', '한', '글', '😀', ' ', '='),
    });
    const values = fc.uniqueArray(text, { minLength: 1, maxLength: 4 });
    const number = fc.double({ noDefaultInfinity: false });
    fc.assert(
      fc.property(values, text, number, (zones, help, value) => {
        const own = catalog({
          level: gauge({ help: `${help}.`, labels: { zone: [''] } }),
          events_total: counter({ help: 'Events.', labels: { zone: [''] } }),
        });
        const example = zones.reduce(
          (all, zone) =>
            all
              .series(own.level, { zone }, constant(value))
              .series(own.events_total, { zone }, rateOf(1, 'per second')),
          scenario('any', { lasting: '1m' }),
        );
        const { body } = asking(simulation(example, undefined, own)).ask('/metrics', 15);
        const [level, events] = readExposition(body);
        expect(level?.help).toBe(`${help}.`);
        expect(level?.samples.map(({ labels }) => labels.zone)).toEqual(zones);
        // Scenarios keep 14 digits.
        for (const sample of level?.samples ?? [])
          expect(sample.value).toBe(Number(value.toPrecision(14)) + 0);
        expect(events?.samples.map((sample) => sample.value)).toEqual(zones.map(() => 15));
      }),
    );
  });
});

describe('time', () => {
  const born = scenario('born and gone', { lasting: '20m' })
    .series(metrics.orphans_total, constant(1).appearsAt('1m').disappearsAt('5m'))
    .series(metrics.requests_total, rateOf(1, 'per second').gap('2m', '3m').reset('10m'));

  it('makes series appear, miss scrapes, and disappear', () => {
    const { values } = asking(simulation(born));
    const orphans = (at: number) => values(at)['orphans_total{}'];
    expect([59, 60, 299, 300, 600].map(orphans)).toEqual([undefined, 1, 1, undefined, undefined]);
    const requests = (at: number) => values(at)['requests_total{"path":"/a"}'];
    expect([0, 119, 121, 179, 180].map(requests)).toEqual([0, 119, undefined, undefined, 180]);
    expect(requests(600)).toBeLessThan(2);
  });

  it('runs faster, stops at the end, or starts again', () => {
    const requests = 'requests_total{"path":"/a"}';
    expect(asking(simulation(born, { speed: 60, loop: false })).values(4)[requests]).toBe(240);
    const once = asking(simulation(born, { speed: 60, loop: false }));
    expect(once.values(1000)).toEqual(once.values(20));
    const again = asking(simulation(born, { speed: 60, loop: true }));
    expect(again.values(21)).toEqual(again.values(1));
  });

  it('shows a new value at every scrape, even if the scenario has a longer interval', () => {
    const slow = scenario('slow', { lasting: '1h', step: '1m' }).series(
      metrics.requests_total,
      rateOf(1, 'per second'),
    );
    const { values } = asking(simulation(slow));
    expect(values(7)).not.toEqual(values(8));
  });

  it('shifts unix timestamps, so that their age is that in the scenario', () => {
    const epoch = Date.parse('2026-01-01T00:00:00Z') / 1000;
    const stuck = scenario('stuck', { lasting: '1h' }).series(metrics.last_run, constant(epoch));
    const { values } = asking(simulation(stuck, { speed: 10, loop: false }));
    const age = (at: number) => real / 1000 + at - (values(at)['last_run{}'] ?? 0);
    expect(age(0)).toBeCloseTo(0);
    expect(age(60)).toBeCloseTo(600);
    const never = scenario('never', { lasting: '1h' }).series(metrics.last_run, constant(0));
    expect(asking(simulation(never)).values(5)).toEqual({ 'last_run{}': 0 });
  });
});
