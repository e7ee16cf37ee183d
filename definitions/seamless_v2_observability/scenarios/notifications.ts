import { constant, observing, scenario } from 'dashwright/testing';
import { SeamlessBackfillStuckLease, SeamlessSla99thDegraded } from '../alerts.js';
import { metrics } from '../metrics.js';
import { onCall, team } from '../routing.js';
import { seamlessDeadline } from '../slos.js';

// The alert on missing series is not a burn rate alert.
const burns = Object.entries(seamlessDeadline.alerts).flatMap(([name, alert]) =>
  name.includes('BudgetBurn') ? [alert] : [],
);
const tickets = burns.filter(({ severity }) => severity === 'warning');
const stuck = constant(0.3);

export default [
  scenario('a coordinator is stuck with the leases of two nodes: one message an hour for all of them', {
    alerts: [SeamlessBackfillStuckLease],
  })
    .series(metrics.backfill_completion_ratio, { node_id: 'ema' }, stuck)
    .series(metrics.backfill_completion_ratio, { node_id: 'macd' }, stuck)
    .firingAt('1h', { count: 2 })
    .notifies(onCall, { within: '30s', grouped: ['alertname'], count: 2, repeated: '1h' })
    .neverNotifies(team),

  scenario('slow answers are for the team, and nobody is called', { alerts: [SeamlessSla99thDegraded] })
    .series(
      metrics.seamless_sla_deadline_seconds,
      { phase: 'total' },
      observing(2, 'per second', { quantile: 0.99, value: 290 }),
    )
    .firingAt('30m')
    .notifies(team, { within: '30s', grouped: ['alertname', 'node_id'], repeated: '4h' })
    .neverNotifies(onCall),

  scenario('deadlines are missed for hours: on-call is notified, and no ticket about the same budget', {
    alerts: burns,
    step: '1m',
  })
    .series(metrics.seamless_sla_deadline_seconds, { phase: 'total' }, observing(2, 'per second', 400))
    .firingAt('4h')
    .notifies(onCall, { severity: 'critical', within: '30s', repeated: '1h' })
    .inhibits(tickets),
];
