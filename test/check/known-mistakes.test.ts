import { describe, expect, it } from 'vitest';
import { type CheckOptions, checkArtifacts } from '../../src/check/index.js';
import { findingsOf, type Given } from './support.js';

/** Ids of the checks that report something. */
async function trippedBy(given: Given | readonly Given[], options?: CheckOptions): Promise<string[]> {
  return [...new Set((await findingsOf(given, options)).map(({ check }) => check))];
}

/** Common complaints of users of such tools, and mistakes in the first systems: each is reported. */
describe('a common mistake', () => {
  const mistakes: Readonly<Record<string, readonly [check: string, given: Given]>> = {
    'an alert that can never fire on one event': [
      'alert/for-window-deadzone',
      { alerts: { A: { expr: 'increase(failures_total[10m]) > 0', for: '10m' } } },
    ],
    'an increase that sees no first event': [
      'promql/ephemeral-label-increase',
      { alerts: { A: { expr: 'increase(runs_total[15m]) > 0', for: '0m' } } },
    ],
    'a query that does not parse': [
      'promql/syntax',
      { panels: ['topk(5, sum(rate(requests_total[5m])) by path)'] },
    ],
    'a gauge named _total put through increase': [
      'promql/rate-on-gauge',
      { alerts: { A: 'increase(orphans_total[3h]) > 0' } },
    ],
    'a label in an annotation that the expression dropped': [
      'alert/template-label',
      { alerts: { A: { expr: 'max(lag_seconds) > 5', summary: 'Lag of {{ $labels.topic }}' } } },
    ],
    'an alert that is blind to missing data': [
      'alert/no-data-blind',
      { alerts: { A: 'sum(rate(requests_total[5m])) < 0.01' } },
    ],
    'a counter without a rate, whose alert never resolves': [
      'promql/counter-raw',
      { alerts: { A: 'failures_total > 0' } },
    ],
    'a quantile without le': [
      'promql/histogram-misuse',
      { alerts: { A: 'histogram_quantile(0.95, sum(rate(took_seconds_bucket[5m]))) > 1' } },
    ],
    'an empty panel after a metric was renamed': [
      'promql/unknown-metric',
      { panels: ['rate(http_requests_total[5m])'] },
    ],
    'a label of the cluster lost in an aggregation': [
      'dash/legend-label',
      { panels: [{ expr: 'sum by (path) (requests_total)', legend: '{{instance}} {{path}}' }] },
    ],
    'a runbook link that leads nowhere': [
      'alert/metadata',
      { alerts: { A: { expr: 'lag_seconds > 1', runbook: 'moved-away' } } },
    ],
    'an average of ratios that one idle minute makes NaN for a month': [
      'promql/nan-in-aggregate',
      {
        records: [
          ['slo:errors:ratio5m', 'sum(rate(failures_total[5m])) / sum(rate(requests_total[5m]))'],
          ['slo:errors:ratio30d', 'avg_over_time(slo:errors:ratio5m[30d])'],
        ],
      },
    ],
    'a macro of Grafana in a rule': [
      'promql/macro-in-rule',
      { alerts: { A: 'rate(requests_total[$__rate_interval]) > 5' } },
    ],
    'a name that would leave the output folder': ['bundle/name', { name: '../../etc' }],
  };
  for (const [mistake, [check, given]] of Object.entries(mistakes)) {
    it(`is ${mistake}`, async () => expect(await trippedBy(given)).toContain(check));
  }

  it('is a dashboard too large for a ConfigMap, reported with both sizes', () => {
    const [finding] = checkArtifacts([{ path: 'grafana/shop/big.json', content: 'x'.repeat(1_100_000) }]);
    expect(finding?.message).toContain('1 100 000');
    expect(finding?.message).toContain('1 048 576');
  });
});

describe('a correct definition', () => {
  it('has no findings', async () => {
    const given: Given = {
      records: [['job:requests:rate5m', 'sum by (job) (rate(requests_total[5m]))']],
      alerts: {
        ErrorsHigh: {
          expr: 'sum by (path) (rate(requests_total{status=~"5.."}[5m])) / (sum by (path) (rate(requests_total[5m])) > 0) > 0.05',
          summary: '{{ $value | humanizePercentage }} of requests to {{ $labels.path }} fail',
        },
        Slow: 'histogram_quantile(0.95, sum by (le) (rate(took_seconds_bucket[5m]))) > 0.5',
        TrafficLow: {
          expr: 'job:requests:rate5m < 0.1 or absent(job:requests:rate5m{job="shop"})',
          description: 'Hardly any requests, or none.',
        },
        Lagging: 'max by (topic) (lag_seconds) > on (topic) max by (topic) (lag_limit_seconds)',
        Down: 'up{job="shop"} == 0',
      },
      panels: [
        'sum by (path) (rate(requests_total{path=~"$path"}[$__rate_interval]))',
        { expr: 'max by (topic) (lag_seconds)', legend: '{{topic}}' },
      ],
      variables: [{ type: 'query', name: 'path', query: 'label_values(requests_total, path)', multi: true }],
    };
    expect(await findingsOf(given)).toEqual([]);
  });
});
