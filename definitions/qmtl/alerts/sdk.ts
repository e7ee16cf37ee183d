import { above, alert, runbook } from 'dashwright';
import { nodeCacheMemory, nodeFailures, slowestNodes } from '../signals.js';

export const NodeCacheMemoryHigh = alert({
  when: above(nodeCacheMemory, 5e9),
  for: '5m',
  severity: 'warning',
  group: 'qmtl-sdk',
  summary: ({ value, threshold }) => `Node caches hold ${value}, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `The node caches of ${labels.instance} hold ${value} (threshold ${threshold}). ` +
    'The process is about to be OOM-killed, and would restart with an empty cache.',
  runbook: runbook('node-cache-memory-high'),
});

// An idle node has no quantile and the alert is inactive: it is not slow.
export const NodeSlowProcessing = alert({
  when: above(slowestNodes, 500),
  for: '10m',
  severity: 'warning',
  group: 'qmtl-sdk',
  summary: ({ labels, value, threshold }) =>
    `Node ${labels.node_id} is slow: p95 is ${value}, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `The slowest 5% of executions of node ${labels.node_id} take ${value} or longer (threshold ${threshold}). ` +
    'Everything downstream waits, and the lag of its queue grows.',
  runbook: runbook('node-slow-processing'),
});

// Failure counters appear with the first failure of a node, which counts.
export const NodeFailures = alert({
  when: above(nodeFailures, 0),
  severity: 'warning',
  group: 'qmtl-sdk',
  summary: ({ labels, value }) =>
    `Node ${labels.node_id} failed ${value.fixed(0)} times in the last 15 minutes`,
  description: ({ labels, value }) =>
    `${value.fixed(0)} executions of node ${labels.node_id} raised an error in the last 15 minutes ` +
    '(threshold: any). Its output has gaps, and so has everything computed from it.',
  runbook: runbook('node-failures'),
});
