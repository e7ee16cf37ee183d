import { runbook, sli, slo } from 'dashwright';
import { metrics } from './metrics.js';
import { deadline } from './recording-rules.js';

/** The deadline of SeamlessSla99thDegraded, kept over a month. */
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
  // All alerts of this bundle are quiet without series, and so they are when nothing works any more. The histogram is
  // born with the first request after a restart, so an hour's wait, and nobody is woken.
  alerts: { absent: { for: '1h', severity: 'warning' } },
  runbook: runbook('seamless-deadline-budget'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the promise; a server that keeps less shows what it has.',
    },
  ],
});
