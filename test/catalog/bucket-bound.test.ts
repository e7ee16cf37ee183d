import * as d from 'dashwright';
import * as testing from 'dashwright/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundMatcher, boundText } from '../../src/catalog/index.js';
import { compileSeries } from '../../src/prove/compile/series.js';
import { type AnyShape, seriesOf } from '../../src/prove/scenario/series.js';
import { wholeValues } from '../../src/query/regular-expression.js';

/** True when the selector for a bound matches a bucket whose `le` has this spelling. */
function finds(bound: number, text: string): boolean {
  const { operator, value } = boundMatcher(bound);
  return operator === '=' ? text === value : wholeValues(value)?.test(text) === true;
}

describe('the bound of a bucket', () => {
  test.each([
    [1, '1.0'],
    [0, '0.0'],
    [-1, '-1.0'],
    [0.25, '0.25'],
    [240, '240.0'],
    [999_999, '999999.0'],
    [1_000_000, '1e+06'],
    [2_500_000, '2.5e+06'],
    [1_234_567.5, '1.2345675e+06'],
    [0.0001, '0.0001'],
    [0.000_01, '1e-05'],
    [0.000_025, '2.5e-05'],
    [1e100, '1e+100'],
    [Number.POSITIVE_INFINITY, '+Inf'],
  ])('%d is stored as %s', (bound, text) => {
    expect(boundText(bound)).toBe(text);
  });

  test.each([
    [1, 'le=~"1(\\.0)?"'],
    [0.3, 'le="0.3"'],
    [1_000_000, 'le=~"1000000(\\.0)?|1(\\.0)?[eE]\\+?0*6"'],
    [0.000_01, 'le=~"0\\.00001|1(\\.0)?[eE]-0*5"'],
  ])('%d is selected by %s', (bound, text) => {
    const { label, operator, value } = boundMatcher(bound);
    expect(`${label}${operator}"${value}"`).toBe(text);
  });

  test.each([
    [
      'as JavaScript writes it',
      [
        [1, '1'],
        [1e6, '1000000'],
        [1e-5, '0.00001'],
        [1e-7, '1e-7'],
        [1e21, '1e+21'],
      ],
    ],
    [
      'Java',
      [
        [1, '1.0'],
        [1e6, '1000000.0'],
        [1e7, '1.0E7'],
        [2.5e-4, '2.5E-4'],
        [1.5e10, '1.5E10'],
      ],
    ],
    [
      '.NET',
      [
        [1, '1'],
        [1e6, '1000000'],
        [1e-5, '1E-05'],
        [1e16, '1E+16'],
      ],
    ],
    [
      'Rust',
      [
        [1, '1.0'],
        [1e6, '1000000.0'],
        [1e-5, '1e-5'],
        [1e16, '1e16'],
      ],
    ],
    [
      'Ruby',
      [
        [1, '1'],
        [1e6, '1000000.0'],
        [1e-5, '1.0e-05'],
        [1e16, '1.0e+16'],
      ],
    ],
    [
      'Python before 0.23',
      [
        [1, '1.0'],
        [1e6, '1e+06'],
        [1e10, '1e+010'],
      ],
    ],
    [
      'OpenTelemetry',
      [
        [1, '1'],
        [1e6, '1000000'],
        [1e22, '10000000000000000000000'],
        [1e-5, '0.00001'],
      ],
    ],
  ] as const)('is found as %s writes it', (_client, written) => {
    for (const [bound, text] of written) expect(finds(bound, text), `${bound} as ${text}`).toBe(true);
  });

  test('is matched as stored and as JavaScript writes it, and no other bound is', () => {
    const bounds = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc
        .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -12, max: 12 }))
        .map(([a, b]) => Number(`${a}e${b}`)),
    );
    fc.assert(
      fc.property(bounds, bounds, (bound, other) => {
        const texts = [boundText(bound), String(bound), bound.toExponential()];
        for (const text of texts) {
          expect(Number(text)).toBe(bound === 0 ? 0 : bound);
          if (Object.is(bound, -0) || text === bound.toExponential()) continue;
          expect(finds(bound, text), text).toBe(true);
          if (other !== bound) expect(finds(other, text), text).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('bounds are written', () => {
  const metrics = d.catalog({
    upload_size_bytes: d.histogram({ help: 'Size.', unit: 'bytes', buckets: [0.000_01, 1, 1_000_000] }),
  });
  const upload = metrics.upload_size_bytes;

  test('in an SLI as a selector that matches every spelling', () => {
    expect(d.sli.latency({ histogram: upload, threshold: 1_000_000 }).part.matchers).toEqual([
      boundMatcher(1_000_000),
    ]);
  });

  const place = { order: 0 };
  const clock = { step: 60, end: 60, epoch: 0 };
  const bounds = (handle: Parameters<typeof seriesOf>[0], shape: AnyShape) =>
    compileSeries(seriesOf(handle, {}, shape, place), clock, { name: 'x' }).flatMap(
      ({ labels }) => labels.le ?? [],
    );

  test('in the series of a scenario as Prometheus stores them', () => {
    expect(bounds(upload, testing.observing(1, 'per second', 0.5))).toEqual([
      '1e-05',
      '1.0',
      '1e+06',
      '+Inf',
    ]);
  });

  test('in a declaration with a single bucket', () => {
    expect(bounds(upload.bucket.where({ le: '1000000' }), testing.rateOf(1, 'per second'))).toEqual([
      '1e+06',
    ]);
  });

  test.each([Number.POSITIVE_INFINITY, Number.NaN])('%d is not a bound', (bound) => {
    expect(() => d.catalog({ x: d.histogram({ help: 'X.', buckets: [1, bound] }) })).toThrow(
      'bounds are finite numbers',
    );
  });
});
