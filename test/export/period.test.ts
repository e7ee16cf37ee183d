import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/cli/options/time.js';
import { periodOf, timeTexts } from '../../src/export/period.js';

describe('the times of an export', () => {
  it('are multiples of the step and end with the end', () => {
    const end = Date.parse('2026-03-01T00:00:07Z');
    const period = periodOf({ end, range: 86_400_000, step: 60_000 });
    const text = timeTexts(period);
    expect(text(period.first)).toBe('2026-02-28T00:01:00Z');
    expect(text(period.last)).toBe('2026-03-01T00:00:00Z');
    expect(period.count).toBe(1440);
  });

  it('are in one day or in the next, never in both', () => {
    const noon = Date.parse('2026-03-01T12:00:00Z');
    const day = { range: 86_400_000, step: 15_000 };
    const [first, second] = [periodOf({ end: noon, ...day }), periodOf({ end: noon + 86_400_000, ...day })];
    expect(second.first - first.last).toBe(15_000);
  });

  it('are at least one, and all or none have fractions', () => {
    const period = periodOf({ end: 10_250, range: 1, step: 250 });
    expect(period).toMatchObject({ count: 1, first: 10_250 });
    expect(timeTexts({ ...period, first: 10_000 })(10_000)).toBe('1970-01-01T00:00:10.000Z');
  });
});

it('a time is read if the calendar has its day', () => {
  expect(instantOf('2028-02-29T01:00:00+01:00')).toBe(Date.UTC(2028, 1, 29));
  expect(() => instantOf('2027-02-29T01:00:00+01:00')).toThrow('Expected a time such as');
});
