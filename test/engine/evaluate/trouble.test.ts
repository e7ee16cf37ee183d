import { describe, expect, test } from 'vitest';
import type { SeriesInput } from '../../../src/engine/index.js';
import { high, minute, run } from './run.js';

describe('a problem', () => {
  test('of a rule is reported with its first time and its count', () => {
    const series: SeriesInput[] = ['b', 'c'].map((x) => ({
      series: `y{x="${x}"}`,
      values: '_x4 1x10',
      intervalMs: minute,
    }));
    const { errors } = run([{ alert: 'Many', expr: 'load + on () group_right () y + on () y' }], {
      series: [{ series: 'load', values: '1x20', intervalMs: minute }, ...series],
      end: 6 * minute,
    });
    expect(errors).toEqual([
      {
        group: 'g',
        rule: 0,
        name: 'Many',
        at: 4 * minute,
        count: 3,
        message: expect.stringContaining('many-to-many'),
      },
    ]);
  });

  test('of alerts with equal labels is reported', () => {
    const series: SeriesInput[] = ['b', 'c'].map((x) => ({
      series: `y{x="${x}"}`,
      values: '1x5',
      intervalMs: minute,
    }));
    const { errors } = run([{ alert: 'A', expr: 'y', labels: { x: 'same' } }], { series, end: 0 });
    expect(errors[0]?.message).toContain('same labelset');
  });

  test('is reported as warnings first', () => {
    const { warnings } = run([{ record: 'r', expr: 'rate(load[5m])' }]);
    expect(warnings).toEqual([
      { expr: 'rate(load[5m])', warnings: [], infos: [expect.stringContaining('might not be a counter')] },
    ]);
  });

  test('an endless evaluation is limited in time', () => {
    expect(() => run([high], { end: 1e12, intervalMs: 1000, timeoutMs: 100 })).toThrow(
      'it took longer than the limit of 100 ms',
    );
  });
});
