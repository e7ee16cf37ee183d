// Slices of pies, bands of timelines, bars, lines of logs and rows of tables, as Grafana makes them.
import { expect, test } from 'vitest';
import { labelColumns, valueColumn } from '../../src/preview/page/src/dashboard/table-columns.js';
import {
  joinedByLabels,
  partsOf,
  rowsAsFields,
} from '../../src/preview/page/src/dashboard/transformed-rows.js';
import { barsOf, labelEvery } from '../../src/preview/page/src/panels/bar-layout.js';
import { prettified, withoutRepeated } from '../../src/preview/page/src/panels/log-lines.js';
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

const two = [{ values: [2, -1] }, { values: [6, null] }];

test('bars of several series are side by side within the place of their category', () => {
  const bars = barsOf(two, { stacking: 'none', group: 0.8, bar: 1 });
  expect(
    bars.map(({ series, category, from, to, bottom, top }) => [series, category, from, to, bottom, top]),
  ).toEqual([
    [0, 0, expect.closeTo(0.1), expect.closeTo(0.5), 0, 2],
    [1, 0, expect.closeTo(0.5), expect.closeTo(0.9), 0, 6],
    [0, 1, expect.closeTo(1.1), expect.closeTo(1.5), -1, 0],
  ]);
});

test('bars are on top of each other, below zero too, or parts of their sum', () => {
  const stacked = [{ values: [2] }, { values: [-3] }, { values: [6] }, { values: [-1] }];
  const ends = barsOf(stacked, { stacking: 'normal', group: 1, bar: 1 }).map(({ bottom, top }) => [
    bottom,
    top,
  ]);
  expect(ends).toEqual([
    [0, 2],
    [-3, 0],
    [2, 8],
    [-4, -3],
  ]);
  const parts = barsOf(
    two.map(({ values }) => ({ values: values.slice(0, 1) })),
    {
      stacking: 'percent',
      group: 1,
      bar: 1,
    },
  );
  expect(parts.map(({ top, value }) => [top, value])).toEqual([
    [0.25, 2],
    [1, 6],
  ]);
});

test('labels that would touch are left out', () => {
  expect(labelEvery(50, 60)).toBe(1);
  expect(labelEvery(50, 20)).toBe(3);
});

test('lines that repeat the one before are counted, as strictly as the panel says', () => {
  const lines = ['2026-01-01T10:00:00Z a 1', '2026-01-01T10:00:05Z a 1', 'a 2', 'b 3'].map((line) => ({
    line,
  }));
  const counts = (strategy: string) => withoutRepeated(lines, strategy).map(({ repeated }) => repeated);
  expect(counts('none')).toEqual([0, 0, 0, 0]);
  expect(counts('exact')).toEqual([1, 0, 0]);
  expect(counts('signature')).toEqual([1, 1]);
  expect(prettified('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettified('{ no json')).toBe('{ no json');
});

test('series are joined to rows by their labels, with a column for each value of one', () => {
  const series = [
    { labels: { host: 'a', kind: 'read' }, values: [1, 2] },
    { labels: { host: 'a', kind: 'write' }, values: [3] },
    { labels: { host: 'b', kind: 'read' }, values: [4] },
    { labels: { host: 'c' }, values: [5] },
  ];
  expect(joinedByLabels(series, 'kind')).toEqual({
    names: ['host'],
    columns: ['read', 'write'],
    rows: [
      { labels: { host: 'a' }, numbers: { read: 2, write: 3 } },
      { labels: { host: 'b' }, numbers: { read: 4 } },
    ],
  });
});

test('rows are parted by their values, and become fields', () => {
  expect(partsOf([{ values: ['x', 'y', 'x'] }], 3)).toEqual([
    { values: ['x'], rows: [0, 2] },
    { values: ['y'], rows: [1] },
  ]);
  expect(rowsAsFields(['cpu', 'memory'], [1, 2])).toEqual([
    { name: 'cpu', values: [1] },
    { name: 'memory', values: [2] },
  ]);
});
