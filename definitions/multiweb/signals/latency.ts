// Latency of the API. `*ByPath` are computed on dashboards; LatencyAnomaly uses the recorded one.
import { avgOverTime, mul, signal } from 'dashwright';
import { latencyDistribution, latencyMean, latencyQuantile, slowest } from 'dashwright/library';
import { application } from '../metrics.js';
import { endpointP95 } from '../recording-rules.js';

const { http_request_duration_seconds: durations } = application;
const byPath = { by: ['path'], legend: ({ path }: { path: string }) => path } as const;

export const averageLatency = latencyMean(durations, { title: 'Average response time' });
export const latencyP50 = latencyQuantile(durations, 0.5, { legend: 'p50' });
export const latencyP95 = latencyQuantile(durations, 0.95, {
  by: ['namespace'],
  title: 'Response time p95',
  legend: 'p95',
});
export const latencyP99 = latencyQuantile(durations, 0.99, { legend: 'p99' });
export const latencies = latencyDistribution(durations);

export const latencyP50ByPath = latencyQuantile(durations, 0.5, byPath);
export const latencyP95ByPath = latencyQuantile(durations, 0.95, byPath);
export const latencyP99ByPath = latencyQuantile(durations, 0.99, byPath);

// The buckets are summed by path and le before the quantile, and topk comes last: a topk over buckets would compare
// single buckets of single instances.
export const tenSlowestEndpoints = slowest(10, durations, 0.95, {
  ...byPath,
  title: 'Ten slowest endpoints',
});
export const fiveSlowestEndpoints = slowest(5, durations, 0.95, {
  ...byPath,
  title: 'Five slowest endpoints',
});

export const recordedP95ByPath = signal({
  title: 'p95',
  description: 'Time within which 95% of requests to the endpoint are answered, over 5 minutes.',
  expr: endpointP95.series,
  legend: ({ path }) => path,
});
/** The threshold of LatencyAnomaly: twice the average of the last hour, for each endpoint. */
export const twiceUsualP95 = mul(2, avgOverTime(endpointP95.series, '1h'));
