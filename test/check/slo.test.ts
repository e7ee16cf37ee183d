import { type AnySli, runbook, type SloOptions, sli, slo } from 'dashwright';
import { describe, expect, it } from 'vitest';
import { findingsOf, metrics } from './support.js';

const { requests_total: requests, took_seconds: took, size_bytes: size } = metrics;
const alerts = { minEventsPerWindow: 40, absent: true } as const;

/** Each type of indicator, with all options of its alerts. */
const promises: Readonly<
  Record<string, Pick<SloOptions<never, never>, 'alerts'> & { readonly sli: AnySli }>
> = {
  events: { sli: sli.events({ errors: requests.where({ status: /5../ }), total: requests }), alerts },
  latency: { sli: sli.latency({ histogram: took, threshold: 0.5 }), alerts },
  'native latency': { sli: sli.latencyNative({ histogram: size, threshold: 700 }), alerts },
  gauge: { sli: sli.gauge(metrics.fill_ratio), alerts: { absent: { for: '10m' } } },
};

describe('an objective', () => {
  it.each(Object.entries(promises))('with %s passes all checks', async (_, promise) => {
    const one = slo({
      service: 'shop',
      name: 'promise',
      objective: 99,
      runbook: runbook('known'),
      suppress: [{ check: 'promql/range-exceeds-retention', reason: 'The period of the promise.' }],
      ...promise,
    });
    const findings = await findingsOf({ bundle: { slos: [one] } });
    expect(findings.map(({ check, path, message }) => `${check} ${path}: ${message}`)).toEqual([]);
  });
});
