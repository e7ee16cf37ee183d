import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { importing } from './support/importing.js';

const imported = importing();

const objective = (indicator: object, more: object = {}) =>
  dump({
    apiVersion: 'pyrra.dev/v1alpha1',
    kind: 'ServiceLevelObjective',
    metadata: {
      name: 'api-errors',
      namespace: 'shop',
      labels: { prometheus: 'k8s', 'pyrra.dev/team': 'shop' },
    },
    spec: { target: '99.5', window: '4w', description: 'The API answers.', indicator, ...more },
  });

describe('objectives of Pyrra', () => {
  test('a ratio of counters', async () => {
    const ratio = {
      errors: { metric: 'http_requests_total{job="api",code=~"5.."}' },
      total: { metric: 'http_requests_total{job="api"}' },
    };
    const { code, errors, out, read } = await imported({ 'in/slo.yaml': objective({ ratio }) }, '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
    expect(out).toContain('Pyrra also alerts when the metric of api-errors is absent');
    const slos = read('slos.ts');
    expect(slos).toContain('objective: 99.5');
    expect(slos).toContain("period: '4w'");
    expect(slos).toContain("labels: { team: 'shop' }");
    expect(slos).toContain('sli.events({');
    expect(slos).toContain("pageFast: { factor: 14, for: '2m', severity: 'critical' }");
  });

  test.each([
    [
      { latency: { success: { metric: 'd_seconds_bucket{le="1"}' }, total: { metric: 'd_seconds_count' } } },
      /sub\(/,
    ],
    [{ latencyNative: { total: { metric: 'd_seconds' }, latency: '200ms' } }, /histogramFraction\(0, 0\.2/],
    [{ bool_gauge: { metric: 'probe_success{job="api"}' } }, /sumOverTime\(/],
  ])('an indicator %o', async (indicator, expected) => {
    const { code, errors, read } = await imported({ 'in/slo.yaml': objective(indicator) }, '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(read('slos.ts')).toMatch(expected);
    expect(read('slos.ts')).not.toContain('promql`');
  });

  test('an alert that can never fire, as for an objective of 90%, is off', async () => {
    const ratio = { errors: { metric: 'e_total' }, total: { metric: 'r_total' } };
    const text = objective({ ratio }, { target: '90' });
    const { code, errors, out, read } = await imported({ 'in/slo.yaml': text }, '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('the alert pageFast of api-errors is off, as it can never fire: a burn rate of 14');
    expect(read('slos.ts')).toMatch(/pageFast: false,\s*pageSlow: \{ factor: 7/);
  });

  test('what the bundle does not say is named with its line', async () => {
    const ratio = { errors: { metric: 'e_total' }, total: { metric: 'r_total' }, grouping: ['route'] };
    const text = objective({ ratio }, { alerting: { name: 'Burn', burnRateType: 'dynamic' } });
    const { code, out } = await imported({ 'in/slo.yaml': text }, '--verify');
    expect(code).toBe(1);
    expect(out).toMatch(/slo\.yaml:\d+: spec\.indicator\.ratio\.grouping: groups the objective by route/);
    expect(out).toMatch(/slo\.yaml:\d+: spec\.alerting\.name: names the alerts Burn/);
    expect(out).toMatch(/slo\.yaml:\d+: spec\.alerting\.burnRateType/);
    expect(out).toContain('3 differences');
  });

  test('a mistake is refused with its place', async () => {
    const { code, errors } = await imported({ 'in/slo.yaml': objective({}, { target: 'high' }) });
    expect(code).toBe(2);
    expect(errors).toMatch(/slo\.yaml:\d+: spec\.target: expected a percentage/);
    expect(errors).toContain('has no indicator: expected one of ratio, latency');
  });
});
