// Slices of pies, bands of timelines and columns of tables, as Grafana makes them.
import { expect, test } from 'vitest';
import { labelColumns, valueColumn } from '../../src/preview/page/src/dashboard/table-columns.js';
import { pieSlices, slicePath } from '../../src/preview/page/src/panels/pie-slices.js';
import { samplesOf, spansOf, stepsInWords } from '../../src/preview/page/src/panels/timeline-spans.js';

const value = (numeric: number, decimals?: number) => ({ display: { numeric }, field: { decimals } });

test('slices go from the largest on, with their part of the whole', () => {
  const values = [value(1), value(6), value(0), value(3, 1), value(Number.NaN)];
  const slices = pieSlices(values, 'desc');
  expect(slices.map(({ index, percent }) => [index, percent])).toEqual([
    [1, '60%'],
    [3, '30.0%'],
    [0, '10%'],
  ]);
  expect(slices[0]?.from).toBe(0);
  expect(slices.at(-1)?.to).toBeCloseTo(2 * Math.PI);
  expect(pieSlices(values, 'none').map(({ index }) => index)).toEqual([0, 1, 3]);
  expect(pieSlices(values, 'asc').map(({ index }) => index)).toEqual([0, 3, 1]);
});

test('the only slice is a whole circle, and a donut has a hole', () => {
  expect(slicePath(10, 0, 0, 2 * Math.PI)).toMatch(/^M 0 0 L 0\.00 -10\.00 A 10 10 0 1 1 /);
  expect(slicePath(10, 5, 0, Math.PI)).toContain('A 5 5 0 0 0 0.00 -5.00 Z');
});

test('equal values that follow each other are one band, and nothing is between two that do not', () => {
  const times = [0, 10, 20, 40, 50];
  const values = [1, 1, 2, 2, null];
  expect(spansOf(times, values, true)).toEqual([
    { start: 0, end: 20, value: 1 },
    { start: 20, end: 30, value: 2 },
    { start: 40, end: 50, value: 2 },
  ]);
  expect(spansOf(times, values, false)).toHaveLength(4);
  expect(samplesOf([0, 10], ['a', 'b'])).toEqual([
    { start: -5, end: 5, value: 'a' },
    { start: 5, end: 15, value: 'b' },
  ]);
});

test('a legend of thresholds says below which value and from which on', () => {
  const steps = [
    { value: Number.NEGATIVE_INFINITY, color: 'green' },
    { value: 10, color: 'red' },
  ];
  expect(stepsInWords(steps, String)).toEqual([
    { label: '< 10', color: 'green' },
    { label: '10+', color: 'red' },
  ]);
});

test('a column of values says which query it is of where there are several', () => {
  expect(valueColumn({ refId: 'A' }, 1)).toBe('Value');
  expect(valueColumn({ refId: 'B' }, 2)).toBe('Value #B');
});

test('columns of labels are sorted within a series, those of later ones follow', () => {
  const series = [{ labels: { pod: 'x', app: 'y' } }, { labels: { zone: 'z', app: 'y', lane: 'l' } }];
  expect(labelColumns(series)).toEqual(['app', 'pod', 'lane', 'zone']);
});
