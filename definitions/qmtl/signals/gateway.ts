import { increaseFromZero, signal, sum } from 'dashwright';
import { metrics } from '../metrics.js';

export const gatewayLatency = signal({
  title: 'Gateway p95',
  description: 'Time from submission to answer of the slowest 5% of requests, by gateway.',
  expr: metrics.gateway_e2e_latency_p95,
  legend: ({ instance }) => instance,
});

export const lostRequests = signal({
  title: 'Lost requests',
  description:
    'Diff submissions lost in the last 15 minutes: strategies that were submitted but never computed.',
  expr: sum(increaseFromZero(metrics.lost_requests_total, '15m')),
});

// A gauge in spite of its name, like that of the Kafka admin circuit breaker.
export const dagClientBreakerOpenings = signal({
  title: 'DAG client breaker',
  description: "How often the gateway's gRPC client breaker has opened (3 failures in a row, fixed).",
  expr: metrics.dagclient_breaker_open_total,
  legend: ({ instance }) => `DAG client ${instance}`,
});
