import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ObservedHistogram,
  storedHistograms,
  UnknownBucketsError,
} from '../../src/backtest/native-histogram.js';
import { type HistogramInput, loadEngine, type SampleInput } from '../../src/engine/index.js';

const engine = await loadEngine();
const minute = 60_000;
const labels = { __name__: 'work' };

/** What the API of a Prometheus that stores these gives of them. */
function observed(stored: readonly HistogramInput[]): ObservedHistogram[] {
  return at(stored, `work[${stored.length + 1}m]`, (stored.length - 1) * minute);
}

function at(stored: readonly HistogramInput[], expr: string, time: number): ObservedHistogram[] {
  const loaded = engine.loadSeries([
    { labels, samples: stored.map((one, index): [number, SampleInput] => [index * minute, one]) },
  ]);
  try {
    const result = loaded.instantQuery({ expr, at: time });
    const all = result.type === 'matrix' ? result.series.flatMap(({ histograms }) => histograms) : [];
    return all.map(({ histogram: { count, sum, buckets } }) => ({
      count,
      sum,
      buckets: buckets.map((one) => ({ ...one, closed: one.lowerInclusive && one.upperInclusive })),
    }));
  } finally {
    loaded.dispose();
  }
}

/** What alerts ask of histograms, at the last sample. */
const questions = [
  'histogram_quantile(0.5, rate(work[10m]))',
  'histogram_quantile(0.99, rate(work[10m]))',
  'histogram_quantile(0.1, work)',
  'histogram_fraction(0, 1, rate(work[5m]))',
  'histogram_fraction(-2, 0.3, work)',
  'histogram_count(increase(work[10m]))',
  'histogram_sum(rate(work[10m]))',
  'histogram_avg(rate(work[10m]))',
  'histogram_stddev(work)',
  'histogram_quantile(0.9, sum(rate(work[3m])))',
  'resets(work[20m])',
];

function answers(stored: readonly HistogramInput[]): unknown[] {
  const loaded = engine.loadSeries([
    { labels, samples: stored.map((one, index): [number, SampleInput] => [index * minute, one]) },
  ]);
  try {
    return questions.map((expr) => {
      const result = loaded.instantQuery({ expr, at: (stored.length - 1) * minute });
      return result.type === 'vector'
        ? result.samples.map(({ value }) => Number(value.toPrecision(9)))
        : result.type;
    });
  } finally {
    loaded.dispose();
  }
}

const counts = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 });
/** What one scrape adds to a histogram of this shape. */
const scrape = fc.record({
  zero: fc.integer({ min: 0, max: 3 }),
  up: counts,
  down: counts,
  restart: fc.boolean(),
});

function grown(
  shape: { schema: number; offset: number; negativeOffset: number; threshold: number },
  scrapes: readonly { zero: number; up: readonly number[]; down: readonly number[]; restart: boolean }[],
): HistogramInput[] {
  let [zero, up, down]: [number, number[], number[]] = [0, [], []];
  const added = (a: readonly number[], b: readonly number[]): number[] =>
    Array.from({ length: Math.max(a.length, b.length) }, (_, index) => (a[index] ?? 0) + (b[index] ?? 0));
  return scrapes.map((one) => {
    if (one.restart) [zero, up, down] = [0, [], []];
    zero += one.zero;
    up = added(up, one.up);
    down = added(down, one.down);
    return {
      schema: shape.schema,
      zeroCount: zero,
      zeroThreshold: shape.threshold,
      offset: shape.offset,
      buckets: up,
      ...(down.some((value) => value > 0) && { negativeOffset: shape.negativeOffset, negativeBuckets: down }),
      count: [zero, ...up, ...down].reduce((sum, value) => sum + value, 0),
      sum: up.reduce((sum, value) => sum + value, 0) * 1.5 - down.length,
    };
  });
}

describe('native histograms as the API tells them', () => {
  test('answer what alerts ask as those that were stored: exponential buckets', () => {
    fc.assert(
      fc.property(
        fc.record({
          schema: fc.integer({ min: -4, max: 8 }),
          offset: fc.integer({ min: -9, max: 9 }),
          negativeOffset: fc.integer({ min: -9, max: 9 }),
          threshold: fc.constant(2 ** -128),
        }),
        fc.array(scrape, { minLength: 2, maxLength: 8 }),
        (shape, scrapes) => {
          const stored = grown(shape, scrapes);
          expect(answers(storedHistograms(observed(stored)))).toEqual(answers(stored));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('also where the bucket around zero is wide and cuts others', () => {
    const stored = grown({ schema: 2, offset: -6, negativeOffset: -6, threshold: 0.6 }, [
      { zero: 2, up: [0, 0, 0, 0, 1, 2, 3], down: [0, 0, 0, 0, 1, 1], restart: false },
      { zero: 1, up: [0, 0, 0, 0, 2, 2, 3], down: [0, 0, 0, 0, 1, 1], restart: false },
    ]);
    expect(answers(storedHistograms(observed(stored)))).toEqual(answers(stored));
  });

  test('custom buckets', () => {
    fc.assert(
      fc.property(fc.array(scrape, { minLength: 2, maxLength: 8 }), (scrapes) => {
        const stored = grown({ schema: 0, offset: 0, negativeOffset: 0, threshold: 0 }, scrapes).map(
          ({ buckets = [], sum }): HistogramInput => {
            const own = Array.from({ length: 6 }, (_, index) => buckets[index] ?? 0);
            return {
              schema: -53,
              customValues: [0.05, 0.1, 0.3, 1, 5],
              buckets: own,
              count: own.reduce((all, value) => all + value, 0),
              sum,
            };
          },
        );
        // Bounds that no sample shows are not known, and nothing is between them.
        expect(answers(storedHistograms(observed(stored)))).toEqual(answers(stored));
      }),
      { numRuns: 60 },
    );
  });

  test('infinite values, the smallest and the largest ones have their buckets', () => {
    const bucket = (lower: number, upper: number) => ({ lower, upper, count: 1, closed: false });
    const [found] = storedHistograms([
      {
        count: 3,
        sum: 1,
        buckets: [
          bucket(1, 2),
          bucket(2 ** 1023, Number.MAX_VALUE),
          bucket(Number.MAX_VALUE, Number.POSITIVE_INFINITY),
        ],
      },
    ]);
    expect(found).toMatchObject({ schema: 0, offset: 1 });
    expect(found?.buckets).toHaveLength(1025);
  });

  test('a histogram without buckets has the schema and width of those beside it', () => {
    const empty: ObservedHistogram = { count: 0, sum: 0, buckets: [] };
    const full: ObservedHistogram = {
      count: 2,
      sum: 3,
      buckets: [
        { lower: -0.001, upper: 0.001, count: 1, closed: true },
        { lower: 2 ** 0.25, upper: 2 ** 0.5, count: 1, closed: false },
      ],
    };
    expect(
      storedHistograms([empty, full, empty]).map(({ schema, zeroThreshold }) => [schema, zeroThreshold]),
    ).toEqual([
      [2, 0.001],
      [2, 0.001],
      [2, 0.001],
    ]);
    expect(storedHistograms([empty])).toEqual([
      { schema: 0, count: 0, sum: 0, zeroCount: 0, zeroThreshold: 2 ** -128 },
    ]);
  });

  test.each([
    [
      'bounds that change',
      [
        [0, 0.3],
        [0, 0.2],
      ],
    ],
    [
      'bounds inside of others',
      [
        [0.1, 0.5],
        [0.3, 0.5],
      ],
    ],
  ])('%s are refused', (_, bounds) => {
    const samples = bounds.map(([lower = 0, upper = 0]) => ({
      count: 1,
      sum: 1,
      buckets: [
        { lower: lower === 0 ? Number.NEGATIVE_INFINITY : lower, upper, count: 1, closed: lower === 0 },
      ],
    }));
    expect(() => storedHistograms(samples)).toThrow(UnknownBucketsError);
  });
});
