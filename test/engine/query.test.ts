import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Engine,
  EngineError,
  loadEngine,
  type QueryResult,
  type SeriesInput,
} from '../../src/engine/index.js';

const minute = 60_000;

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const counter: SeriesInput = { series: 'x_total{job="a"}', values: '0+60x10', intervalMs: minute };

function at(expr: string, minutes: number, series: SeriesInput[] = [counter], more = {}): QueryResult {
  return engine.instantQuery({ series, expr, at: minutes * minute, ...more });
}

function values(result: QueryResult): number[] {
  if (result.type !== 'vector') throw new Error(result.type);
  return result.samples.map((sample) => sample.value);
}

describe('an instant query', () => {
  test('gives vectors, scalars, strings and matrices', () => {
    expect(at('sum by (job) (rate(x_total[5m]))', 10)).toEqual({
      type: 'vector',
      samples: [{ labels: { job: 'a' }, value: 1 }],
      warnings: [],
      infos: [],
    });
    expect(at('time()', 2)).toMatchObject({ type: 'scalar', value: 120 });
    expect(at('"ü"', 0)).toMatchObject({ type: 'string', value: 'ü' });
    expect(at('x_total[2m]', 2)).toMatchObject({
      type: 'matrix',
      series: [
        {
          labels: { __name__: 'x_total', job: 'a' },
          times: new Float64Array([minute, 2 * minute]),
          values: new Float64Array([60, 120]),
          histograms: [],
        },
      ],
    });
  });

  test('returns the warnings and infos of Prometheus', () => {
    const gauge: SeriesInput = { series: 'gauge', values: '0+1x10', intervalMs: minute };
    expect(at('rate(gauge[5m])', 5, [gauge]).infos).toEqual([
      expect.stringContaining('metric might not be a counter'),
    ]);
    const buckets: SeriesInput = { series: 'h_bucket{le="abc"}', values: '1', intervalMs: minute };
    expect(at('histogram_quantile(0.5, h_bucket)', 0, [buckets]).warnings).toEqual([
      expect.stringContaining('bucket label "le" is missing or has a malformed value'),
    ]);
  });

  test('ignores samples older than the lookback delta', () => {
    expect(values(at('x_total', 14))).toEqual([600]);
    expect(values(at('x_total', 16))).toEqual([]);
    expect(values(at('x_total', 16, [counter], { lookbackMs: 10 * minute }))).toEqual([600]);
  });

  test('respects staleness markers in each format of series', () => {
    const notation: SeriesInput = { series: 'y', values: '1 stale', intervalMs: minute };
    const samples: SeriesInput = {
      labels: { __name__: 'y' },
      samples: [
        [0, 1],
        [minute, 'stale'],
      ],
    };
    for (const series of [notation, samples]) {
      expect(values(at('y', 0.9, [series]))).toEqual([1]);
      expect(values(at('y', 1.1, [series]))).toEqual([]);
    }
    const nan: SeriesInput = { labels: { __name__: 'y' }, samples: [[0, Number.NaN]] };
    expect(values(at('y', 0, [nan]))).toEqual([Number.NaN]);
  });

  test('uses the given subquery step', () => {
    expect(at('count_over_time(vector(1)[10m:])', 20)).toMatchObject({ samples: [{ value: 10 }] });
    const finer = at('count_over_time(vector(1)[10m:])', 20, [], { subqueryStepMs: 15_000 });
    expect(finer).toMatchObject({ samples: [{ value: 40 }] });
  });

  test('rejects invalid PromQL with the message of the parser', () => {
    expect(() => at('sum(', 0)).toThrow(new EngineError('1:5: parse error: unclosed left parenthesis'));
  });
});

describe('a range query', () => {
  test('returns columns', () => {
    const result = engine.rangeQuery({
      series: [counter],
      expr: 'x_total',
      start: 0,
      end: 2 * minute,
      stepMs: minute,
    });
    expect(result).toMatchObject({
      type: 'matrix',
      series: [{ times: new Float64Array([0, minute, 2 * minute]), values: new Float64Array([0, 60, 120]) }],
    });
  });

  test('has a limit on steps', () => {
    const ask = (end: number) => engine.rangeQuery({ series: [], expr: '1', start: 0, end, stepMs: 1 });
    expect(() => ask(11_000)).toThrow('11001 steps are more than the limit of 11000');
    expect(ask(10_999)).toMatchObject({ series: [{ times: { length: 11_000 } }] });
  });

  test('needs a step and an end after the start', () => {
    const ask = (end: number, stepMs: number) =>
      engine.rangeQuery({ series: [], expr: '1', start: 0, end, stepMs });
    expect(() => ask(1, 0)).toThrow('the step must be more than zero');
    expect(() => ask(-1, 1)).toThrow('the end is before the start');
  });
});

describe('expensive queries', () => {
  test('are stopped at the limit of samples', () => {
    const ask = () => at('x_total[10m]', 10, [counter], { maxSamples: 5 });
    expect(ask).toThrow(EngineError);
    expect(ask).toThrow('too many samples into memory in query execution (limit 5)');
  });

  test('are stopped before a subquery uses up the memory', () => {
    expect(() => at('max_over_time(vector(1)[100y:1ms])', 0)).toThrow(
      'more than the limit of 10000000 samples',
    );
  });

  test('are stopped at the time limit', () => {
    const many = Array.from(
      { length: 200 },
      (_, i): SeriesInput => ({
        labels: { __name__: 'm', i: String(i) },
        times: Array.from({ length: 2000 }, (_, k) => k * 1000),
        values: new Array<number>(2000).fill(1),
      }),
    );
    const loaded = engine.loadSeries(many);
    const ask = (timeoutMs: number) =>
      loaded.rangeQuery({
        expr: 'quantile_over_time(0.5, m[30m])',
        start: 0,
        end: 2_000_000,
        stepMs: 1000,
        timeoutMs,
      });
    const start = process.cpuUsage();
    expect(() => ask(50)).toThrow('it took longer than the limit of 50 ms');
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(10_000);
    loaded.dispose();
    expect(values(at('x_total', 1))).toEqual([60]);
  });
});

describe('native histograms', () => {
  const notation: SeriesInput = {
    series: 'h',
    values: '{{schema:0 sum:5 count:4 buckets:[1 2 1]}} {{schema:0 sum:10 count:8 buckets:[2 4 2]}}',
    intervalMs: minute,
  };
  const samples: SeriesInput = {
    labels: { __name__: 'h' },
    samples: [
      [0, { schema: 0, sum: 5, count: 4, buckets: [1, 2, 1] }],
      [minute, { schema: 0, sum: 10, count: 8, buckets: [2, 4, 2] }],
    ],
  };

  test.each([
    ['notation', notation],
    ['samples', samples],
  ])('are parsed as %s', (_, series) => {
    expect(at('h', 1, [series])).toMatchObject({
      samples: [
        {
          value: Number.NaN,
          histogram: {
            schema: 0,
            count: 8,
            sum: 10,
            buckets: [
              { lower: 0.5, upper: 1, count: 2, lowerInclusive: false, upperInclusive: true },
              { lower: 1, upper: 2, count: 4 },
              { lower: 2, upper: 4, count: 2 },
            ],
          },
        },
      ],
    });
    expect(values(at('histogram_count(increase(h[1m1s]))', 1, [series]))[0]).toBeGreaterThan(0);
    const { type, ...matrix } = at('h[2m]', 1, [series]);
    expect({ type, matrix }).toMatchObject({
      type: 'matrix',
      matrix: { series: [{ histograms: [{ at: 0 }, { at: minute, histogram: { count: 8 } }] }] },
    });
  });

  test('with custom buckets are supported', () => {
    const custom: SeriesInput = {
      labels: { __name__: 'h' },
      samples: [[0, { schema: -53, sum: 5, count: 4, buckets: [1, 2, 1], customValues: [1, 2] }]],
    };
    expect(at('h', 0, [custom])).toMatchObject({
      samples: [{ histogram: { schema: -53, buckets: [{ upper: 1 }, { upper: 2 }, { lower: 2 }] } }],
    });
  });

  test('that contradict themselves are rejected', () => {
    const wrong: SeriesInput = {
      labels: { __name__: 'h' },
      samples: [[0, { schema: 0, sum: 5, count: 4, buckets: [-1] }]],
    };
    expect(() => engine.loadSeries([wrong])).toThrow(EngineError);
  });
});

describe('loaded series', () => {
  test('serve many queries until disposed of', () => {
    const loaded = engine.loadSeries([counter]);
    expect(values(loaded.instantQuery({ expr: 'x_total', at: minute }))).toEqual([60]);
    expect(values(loaded.instantQuery({ expr: 'x_total', at: 2 * minute }))).toEqual([120]);
    loaded.dispose();
    expect(() => loaded.instantQuery({ expr: 'x_total', at: 0 })).toThrow('disposed of');
  });

  test('are given in columns, as plain or typed arrays', () => {
    const plain: SeriesInput = { labels: { __name__: 'p' }, times: [0, minute], values: [1, 2] };
    const typed: SeriesInput = {
      labels: { __name__: 't', k: 'ü🎉' },
      times: new Float64Array([0, minute]),
      values: new Float64Array([3, 4]),
    };
    expect(at('{__name__=~"p|t"}', 1, [plain, typed])).toMatchObject({
      samples: [
        { labels: { __name__: 'p' }, value: 2 },
        { labels: { __name__: 't', k: 'ü🎉' }, value: 4 },
      ],
    });
  });

  test.each<[string, SeriesInput[], string]>([
    ['given twice', [counter, counter], 'the series is given twice'],
    ['that go back in time', [{ labels: { __name__: 'x' }, times: [1, 0], values: [1, 2] }], 'out of order'],
    ['in a wrong notation', [{ series: 'x', values: '1+', intervalMs: 1 }], 'parse error'],
    ['without a value for each time', [{ labels: {}, times: [1, 2], values: [1] }], '2 times for 1 values'],
  ])('%s are rejected', (_, series, message) => {
    expect(() => engine.loadSeries(series)).toThrow(message);
  });

  test('with a million samples load fast and can be queried', () => {
    const times = Float64Array.from({ length: 10_000 }, (_, i) => i * 1000);
    const series = Array.from(
      { length: 100 },
      (_, i): SeriesInput => ({
        labels: { __name__: 'm', i: String(i) },
        times,
        values: Float64Array.from({ length: 10_000 }, (_, k) => k),
      }),
    );
    const start = process.cpuUsage();
    const loaded = engine.loadSeries(series);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(3000);
    expect(loaded.instantQuery({ expr: 'sum(m)', at: 9_999_000 })).toMatchObject({
      samples: [{ value: 999_900 }],
    });
    loaded.dispose();
  });
});
