import { runbook, sli, slo } from 'dashwright';
import { metrics } from './metrics.js';

const { diff_requests_total: requests, diff_failures_total: failures } = metrics;

/** One diff in a hundred may fail: clients retry, and DiffFailureRateHigh fires at once for five in a hundred. */
export const diffAvailability = slo({
  service: 'qmtl-dag-manager',
  name: 'diff-availability',
  title: 'QMTL DAG diffs',
  description: 'Diff requests that the DAG manager processes without failing.',
  objective: 99,
  period: '30d',
  sli: sli.events({ errors: failures, total: requests }),
  // In an hour with six diffs, one failure would be a page. The lowest normal throughput is 36 diffs per hour; with
  // fewer, DiffThroughputLow fires anyway.
  alerts: { minEventsPerWindow: 30 },
  runbook: runbook('diff-availability'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the objective; with less retention, Prometheus uses the data that it has.',
    },
  ],
});
