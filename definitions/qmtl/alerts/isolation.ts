import { above, alert, runbook } from 'dashwright';
import { crossContextHits } from '../signals.js';

// Fires until the counter is 0 again, so it resolves only when the component has been reset: the same condition blocks
// promotion. The healthy state has no series, as the first hit creates the series.
export const CrossContextCacheHit = alert({
  when: above(crossContextHits, 0),
  for: '0m',
  severity: 'critical',
  group: 'qmtl-isolation',
  summary: ({ labels, value }) =>
    `Cross-context cache hits on node ${labels.node_id}: ${value.fixed(0)}, promotion is blocked`,
  description: ({ labels, value }) =>
    `${value.fixed(0)} cache hits came from another context than the reader's (threshold: any). ` +
    `node_id=${labels.node_id} world_id=${labels.world_id} execution_domain=${labels.execution_domain} ` +
    `as_of=${labels.as_of} partition=${labels.partition} instance=${labels.instance}. ` +
    'Live results may be based on backtest data. The alert fires until the component is reset (see the runbook).',
  runbook: runbook('cross-context-cache-hit'),
  suppress: [
    {
      check: 'promql/counter-raw',
      reason:
        'Deliberate: the alert must hold until the counter has been reset to 0, however long ago the hit was.',
    },
  ],
});
