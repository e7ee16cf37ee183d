import { runbook, sli, slo } from 'dashwright';
import { metrics } from './metrics.js';
import { deadline } from './recording-rules.js';

/** The deadline of SeamlessSla99thDegraded, over a month. */
export const seamlessDeadline = slo({
  service: 'seamless',
  name: 'deadline',
  title: 'Seamless deadline',
  description: 'Requests that have their data within the deadline of 240 s.',
  objective: 99,
  period: '30d',
  sli: sli.latency({
    histogram: metrics.seamless_sla_deadline_seconds.where({ phase: 'total' }),
    threshold: deadline,
  }),
  // All other alerts of this bundle are inactive without series, also if the whole system is down. The histogram
  // appears with the first request after a restart, so the alert waits an hour, and pages nobody.
  alerts: { absent: { for: '1h', severity: 'warning' } },
  runbook: runbook('seamless-deadline-budget'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the objective; with less retention, Prometheus uses the data that it has.',
    },
  ],
});
