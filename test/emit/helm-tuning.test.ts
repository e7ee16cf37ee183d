import { describe, expect, test } from 'vitest';
import { alertTuning } from '../../src/emit/packaging/tuning.js';
import { tricky } from '../fixtures/tricky-bundle.js';

const tuning = alertTuning(tricky);
const rules = tricky.alertGroups.flatMap((group) => group.rules);

describe('values of an alert', () => {
  test('list every alert, in the order of the rules', () => {
    expect(Object.keys(tuning)).toEqual(rules.map((rule) => rule.alert));
  });

  test('split the expression at the threshold, and only there', () => {
    expect(tuning.RatioHigh?.threshold).toMatchObject({ value: 0.05, unit: 'percentunit' });
    for (const { alert, expr } of rules) {
      const threshold = tuning[alert]?.threshold;
      if (threshold) expect(threshold.expr.join(String(threshold.value))).toBe(expr);
    }
  });

  test('exclude a threshold that is a series', () => {
    expect(tuning.LagHigh).toEqual({
      severity: 'warning',
      for: '10m',
      keepFiringFor: '5m',
      runbook: 'lag-high',
      dashboard: '/d/tricky-overview?viewPanel=2',
    });
  });

  test('split an annotation at the threshold, with its scale', () => {
    expect(tuning.RatioHigh?.threshold?.annotations).toEqual({
      summary: ['`{{ $value | humanizePercentage }}` above ', ''],
      description: ['"quoted" ${interpolation} %{directive} {{ "x" }} 한국어 ', '|', ''],
    });
    expect(tuning.RatioHigh?.threshold?.scale).toMatchObject({
      factor: 100,
      units: [{ size: 1, suffix: '%' }],
    });
    expect(tuning.BalanceLow?.threshold).toMatchObject({
      value: -5,
      annotations: { summary: ['below ', ''] },
    });
  });
});
