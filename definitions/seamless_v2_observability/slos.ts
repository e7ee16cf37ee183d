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
  runbook: runbook('seamless-deadline-budget'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the promise; a server that keeps less shows what it has.',
    },
  ],
});
