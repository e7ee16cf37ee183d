import { above, alert, runbook } from 'dashwright';
import { gatewayLatency, lostRequests } from '../signals.js';

// Inactive without the gauge: without a gateway nothing is submitted, and DiffThroughputLow fires.
export const GatewayLatencyHigh = alert({
  when: above(gatewayLatency, 150),
  for: '5m',
  severity: 'warning',
  group: 'qmtl-gateway',
  summary: ({ value, threshold }) => `The gateway is slow: p95 is ${value}, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `The slowest 5% of requests to ${labels.instance} take ${value} or longer end to end ` +
    `(threshold ${threshold}). Users wait when they submit strategies.`,
  runbook: runbook('gateway-latency-high'),
});

// A single lost submission matters, and so does the first one of a process: no `for`, and first values count. The alert
// fires for the 15 minutes of the window, long enough to be noticed.
export const LostRequests = alert({
  when: above(lostRequests, 0),
  severity: 'critical',
  group: 'qmtl-gateway',
  summary: ({ value }) => `Diff submissions lost in the last 15 minutes: ${value.fixed(0)}`,
  description: ({ value }) =>
    `The gateway accepted ${value.fixed(0)} diff submissions in the last 15 minutes that never reached a DAG manager ` +
    '(threshold: any). Their senders believe that their strategies are deployed.',
  runbook: runbook('lost-requests'),
});
