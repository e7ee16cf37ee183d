// How the cells of heatmaps are made, of buckets and of plain series.
import { describe, expect, test } from 'vitest';
import { hasExemplars } from '../../src/preview/page/src/panels/has-exemplars.js';
import {
  calculatedCells,
  cellsOfRows,
  layoutOf,
  rowsOf,
} from '../../src/preview/page/src/panels/heatmap-cells.js';

const time = (...values: number[]) => ({ name: 'Time', type: 'time', values });
const bucket = (le: string, ...values: (number | null)[]) => ({
  name: le,
  type: 'number',
  values,
  labels: { le },
});
const nameOf = ({ name }: { readonly name: string }) => name;
const all = { floor: 0, ceiling: Number.POSITIVE_INFINITY };

describe('buckets', () => {
  test('of one frame per bucket are rows from the lowest bound to the highest', () => {
    const frames = [
      { fields: [time(10, 20), bucket('+Inf', 1, 1)] },
      { fields: [time(10, 20), bucket('10', 2, 2)] },
      { fields: [time(20), bucket('0.5', 3)] },
    ];
    const { times, rows } = rowsOf(frames, nameOf);
    expect(times).toEqual([10, 20]);
    expect(rows.map(({ name, values }) => [name, values])).toEqual([
      ['0.5', [null, 3]],
      ['10', [2, 2]],
      ['+Inf', [1, 1]],
    ]);
    expect(layoutOf(rows, 'auto')).toBe('le');
  });

  test('that are no bounds keep their order, and have their name in the middle', () => {
    const plain = (name: string) => ({ name, type: 'number', values: [1] });
    const { rows } = rowsOf([{ fields: [time(10), plain('b'), plain('a')] }], nameOf);
    expect(rows.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(layoutOf(rows, undefined)).toBe('unknown');
    expect(layoutOf(rows, 'ge')).toBe('ge');
  });

  test('have cells that end at the time of a sample, where there is something to count', () => {
    const found = rowsOf([{ fields: [time(10, 20), bucket('1', 0, 4), bucket('2', null, 9)] }], nameOf);
    expect(cellsOfRows(found, all)).toEqual([
      { from: 10, to: 20, bottom: 0, top: 1, count: 4 },
      { from: 10, to: 20, bottom: 1, top: 2, count: 9 },
    ]);
    expect(cellsOfRows(found, { floor: 4, ceiling: 10 })).toHaveLength(1);
  });
});

describe('plain series', () => {
  const series = (...values: (number | null)[]) => ({
    fields: [time(0, 1000, 2000, 3000), { name: 'v', type: 'number', values }],
  });

  test('are counted in buckets of time and value', () => {
    const cells = calculatedCells([series(1, 2, 12, null), series(3, 4, 5, 19)], {
      x: { mode: 'size', value: 2000 },
      y: { mode: 'size', value: 10 },
    });
    expect(cells.map(({ from, to, bottom, top, count }) => [from, to, bottom, top, count])).toEqual([
      [0, 2000, 0, 10, 4],
      [2000, 4000, 10, 20, 2],
      [2000, 4000, 0, 10, 1],
    ]);
  });

  test('are counted in buckets that grow, without what has no logarithm', () => {
    const cells = calculatedCells([series(0, 1, 8, 9)], {
      x: { mode: 'size', value: 4000 },
      y: { mode: 'size' },
      log: 2,
    });
    expect(cells.map(({ bottom, top, count }) => [bottom, top, count])).toEqual([
      [1, 2, 1],
      [8, 16, 2],
    ]);
  });

  test('have round buckets where only their number is known', () => {
    const cells = calculatedCells([series(0, 33, 66, 99)], {
      x: { mode: 'count', value: 4 },
      y: { mode: 'count', value: 10 },
    });
    expect(cells.map(({ from, to, bottom, top }) => [from, to, bottom, top])).toEqual([
      [0, 1000, 0, 10],
      [1000, 2000, 30, 40],
      [2000, 3000, 60, 70],
      [3000, 4000, 90, 100],
    ]);
  });
});

test('queries of histograms have exemplars, others not', () => {
  expect(hasExemplars('histogram_quantile(0.9, sum by (le) (rate(a_seconds_bucket[5m])))')).toBe(true);
  expect(hasExemplars('histogram_count(rate(a_seconds[5m]))')).toBe(true);
  expect(hasExemplars('sum(kube_pod_info)')).toBe(false);
  expect(hasExemplars('rate(a_total[5m])')).toBe(false);
});
