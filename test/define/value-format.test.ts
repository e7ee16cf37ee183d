// Numbers in annotations: of a threshold, which Dashwright formats, and of a value, which Prometheus formats.
import { describe, expect, test } from 'vitest';
import { grafanaUnits } from '../../src/catalog/shape/grafana-units.js';
import { humanNumber, templateFor } from '../../src/define/alerting/value-format.js';
import { loadEngine } from '../../src/engine/index.js';

const engine = await loadEngine();

/** How Prometheus expands the template of a value. */
function expanded(value: number, unit: string | undefined): string {
  const number = Number.isFinite(value)
    ? String(value)
    : Number.isNaN(value)
      ? 'NaN'
      : `${value > 0 ? '' : '-'}Inf`;
  const { alerts } = engine.evaluateRules({
    series: [],
    groups: [
      {
        name: 'g',
        rules: [
          { alert: 'A', expr: `vector(${number})`, annotations: { text: templateFor('$value', unit) } },
        ],
      },
    ],
    start: 0,
    end: 0,
  });
  return alerts[0]?.moments[0]?.annotations?.text ?? expect.fail();
}

const same: readonly (readonly [number, string | undefined, string])[] = [
  [0.05, 'percentunit', '5%'],
  [0.9995, 'percentunit', '99.95%'],
  [99.995, 'percent', '99.995%'],
  [0.4, 'ms', '0.4 ms'],
  [200, 'ms', '200 ms'],
  [123_456, 'ms', '123456 ms'],
  [12.5, 'µs', '12.5 µs'],
  [1.5, 'h', '1.5 h'],
  [7, 'd', '7 d'],
  [21.5, 'celsius', '21.5 °C'],
  [-40, 'celsius', '-40 °C'],
  [1.5e9, 'bytes', '1.397GiB'],
  [1.5e9, 'decbytes', '1.5GB'],
  [2e6, 'bps', '2Mb/s'],
  [0.5, 'reqps', '0.5 req/s'],
  [1234, 'reqps', '1234 req/s'],
  [20_000_000, 'short', '20M'],
  [0.25, undefined, '0.25'],
  [1234, 'none', '1234'],
  [-1234, 'short', '-1234'],
  [48.5, 'hertz', '48.5Hz'],
  [3, 'widgets', '3 widgets'],
  [3, 'suffix: boxes', '3 boxes'],
  [250, 'suffix:jobs', '250 jobs'],
  [3, 'count:jobs', '3 jobs'],
  [1_700_000_000, 'timestamp', '2023-11-14 22:13:20 UTC'],
  [1_700_000_000_000, 'dateTimeAsIso', '2023-11-14 22:13:20 UTC'],
  [0, 's', '0s'],
  [0.25, 's', '250ms'],
  [12.5, 's', '12.5s'],
  [0, 'ms', '0 ms'],
  [0, 'bytes', '0B'],
];

describe('a number with its unit', () => {
  test.each(same)('%s of %s is %s, as threshold and as value', (value, unit, text) => {
    expect(humanNumber(value, unit)).toBe(text);
    expect(expanded(value, unit)).toBe(text);
  });

  test.each([
    [1_234_567, 'short', '1234567'],
    [7_654_321, 'reqps', '7654321 req/s'],
    [0.99995, 'percentunit', '99.995%'],
    [0.1 + 0.2, 'short', '0.3'],
    [12_345_678, 'short', '12.35M'],
    [999_999_999, 'decbytes', '1GB'],
    [600, 's', '10m'],
    [90, 's', '1m 30s'],
    [0.0004, 's', '400µs'],
    [0.0000015, 's', '1.5µs'],
    [-90, 's', '-1m 30s'],
    [1234.5, 'currencyUSD', '1234.5 USD'],
    [2_000_000, 'currencyKRW', '2000000 KRW'],
    [4096, 'bytes', '4KiB'],
    [1e300, 'timestamp', '1e+300'],
  ])('a threshold of %s of %s keeps its digits: %s', (value, unit, text) => {
    expect(humanNumber(value, unit)).toBe(text);
  });

  test.each([
    [1_234_567, 'short', '1.235M'],
    [1234.5678, 'reqps', '1235 req/s'],
    [9999.7, 'short', '10k'],
    [9999.7, 'ms', '10000 ms'],
    [-12345, 'ms', '-12345 ms'],
    [-12345.6, 'celsius', '-12346 °C'],
    [-1500, 'h', '-1500 h'],
    [-1_234_567, 'short', '-1.235M'],
    [3661, 's', '1h 1m 1s'],
    [1234.5, 'currencyKRW', '1234 KRW'],
    [Number.NaN, 'short', 'NaN'],
    [Number.POSITIVE_INFINITY, 'ms', '+Inf ms'],
  ])('a value of %s of %s has four significant digits: %s', (value, unit, text) => {
    expect(expanded(value, unit)).toBe(text);
  });
});

test("no unit of Grafana's is written as its id, unless the id is what people write", () => {
  const asWritten = new Set('ns µs ms h d dB dBm ppm lux grad arcmin arcsec'.split(' '));
  const byId = [...grafanaUnits].filter(
    (unit) => humanNumber(2, unit) === `2 ${unit}` && !asWritten.has(unit),
  );
  expect(byId).toEqual([]);
  expect(
    ['dtdurationms', 'clocks', 'dthms', 'pbytes', 'flowlpm', 'accMS2'].map((unit) => humanNumber(90, unit)),
  ).toEqual(['90 ms', '1m 30s', '1m 30s', '90 PiB', '90 L/min', '90 m/s²']);
});
