import { above, alert, runbook } from 'dashwright';
import { apiCpu, apiMemoryOfLimit, databaseConnections } from '../signals.js';

const group = 'multiweb_alerts';

// PostgreSQL accepts 100 connections by default, and reserves 3 of them for administrators.
export const DatabaseConnectionPoolHigh = alert({
  when: above(databaseConnections, 80),
  for: '2m',
  severity: 'warning',
  group,
  summary: ({ labels, value }) =>
    `Database ${labels.datname} is running out of connections: ${value.fixed(0)} in use`,
  description: ({ labels, value, threshold }) =>
    `${value.fixed(0)} connections to database ${labels.datname} of ${labels.instance}, namespace ` +
    `${labels.namespace} (threshold ${threshold}). When the limit of the server is reached, all requests that need the database fail.`,
  runbook: runbook('database-connection-pool-high'),
});

// A Python process uses one core at a time: 100% is its maximum, whatever the limit of the pod.
export const HighCpuUsage = alert({
  when: above(apiCpu, 0.8),
  over: '5m',
  for: '5m',
  severity: 'warning',
  group,
  summary: ({ labels, value, threshold }) =>
    `API process ${labels.instance} uses ${value} of a CPU core, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `${labels.instance} in namespace ${labels.namespace} used ${value} of a CPU core over the last 5 minutes ` +
    `(threshold ${threshold}). Requests queue up in the process, and latency rises.`,
  runbook: runbook('high-cpu-usage'),
});

// Inactive for a container without a limit, which is not killed for exceeding it.
export const HighMemoryUsage = alert({
  when: above(apiMemoryOfLimit, 0.9),
  for: '5m',
  severity: 'warning',
  group,
  summary: ({ labels, value, threshold }) =>
    `${labels.pod} uses ${value} of its memory limit, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `Container ${labels.container} of ${labels.namespace}/${labels.pod} uses ${value} of its memory limit ` +
    `(threshold ${threshold}). At 100% it is OOM-killed, and its requests in flight fail.`,
  runbook: runbook('high-memory-usage'),
});
