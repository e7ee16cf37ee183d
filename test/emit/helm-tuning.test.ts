import { describe, expect, test } from 'vitest';
import { alertTuning } from '../../src/emit/packaging/tuning.js';
import { tricky } from '../fixtures/tricky-bundle.js';

const tuning = alertTuning(tricky);
const rules = tricky.alertGroups.flatMap((group) => group.rules);

describe('what can be changed about an alert', () => {
  test('every alert is there, in the order of the rules', () => {
    expect(Object.keys(tuning)).toEqual(rules.map((rule) => rule.alert));
  });

  test('the expression is cut where the threshold stands, and only there', () => {
    expect(tuning.RatioHigh?.threshold).toMatchObject({ value: 0.05, unit: 'percentunit' });
    for (const { alert, expr } of rules) {
      const threshold = tuning[alert]?.threshold;
      if (threshold) expect(threshold.expr.join(String(threshold.value))).toBe(expr);
    }
  });

  test('a bound that is a series cannot be changed', () => {
    expect(tuning.LagHigh).toEqual({
      severity: 'warning',
      for: '10m',
      keepFiringFor: '5m',
      runbook: 'lag-high',
      dashboard: '/d/tricky-overview?viewPanel=2',
    });
  });

  test('a text is cut where it names the threshold, which its scale writes', () => {
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
