import { bucketRates, increaseFromZero, mean, rate, share, signal, sum } from 'dashwright';
import { latencyDistribution, latencyQuantile, requestRate } from 'dashwright/library';
import { metrics } from '../metrics.js';

const { router_requests_total: requests, router_errors_total: errors } = metrics;
const { router_agent_calls_total: calls, router_classification_duration_seconds: classification } = metrics;

export const throughput = requestRate(requests, {
  title: 'Throughput',
  description: 'Requests per second to the router (RPS).',
  legend: 'requests',
});
export const activeRequests = signal({
  title: 'Active requests',
  description: 'Requests in progress on the routers. Keeps rising when an agent does not respond.',
  expr: sum(metrics.router_active_requests, { by: ['pod'] }),
  legend: ({ pod }) => pod,
});

// Error counters appear with the first error of their type: without `share`, the ratio of a router without errors would
// be "no data", like that of a router that is down.
export const errorRatio = signal({
  title: 'Error ratio',
  description: 'Share of requests that end in an error. Empty while there are no requests.',
  expr: share(sum(rate(errors)), sum(rate(requests))),
  legend: 'errors',
  range: [0, 1],
});
export const errorsByType = signal({
  title: 'Errors by type',
  description: 'Errors per second, by type.',
  expr: sum(rate(errors), { by: ['error_type'] }),
  legend: ({ error_type }) => error_type,
});
export const errorCountByType = signal({
  title: 'Errors by type, 1 h',
  description: 'Errors in the last hour, by type.',
  expr: sum(increaseFromZero(errors, '1h'), { by: ['error_type'] }),
  legend: ({ error_type }) => error_type,
});
export const errorCountByAgent = signal({
  title: 'Errors by agent, 1 h',
  description: 'Errors in the last hour, by the agent that was called and the type of the error.',
  expr: sum(increaseFromZero(errors, '1h'), { by: ['agent', 'error_type'] }),
});
export const errorRatioByAgent = signal({
  title: 'Error ratio by agent',
  description: 'Share of the calls of each agent that end in an error.',
  expr: share(sum(rate(errors), { by: ['agent'] }), sum(rate(calls), { by: ['agent'] })),
  legend: ({ agent }) => agent,
  range: [0, 1],
});

export const callsByAgent = signal({
  title: 'Calls by agent',
  description: 'Calls of agents per second.',
  expr: sum(rate(calls), { by: ['agent'] }),
  legend: ({ agent }) => agent,
});
export const callCountByAgent = signal({
  title: 'Calls by agent, 24 h',
  description: 'How the calls of the last day are spread over the agents.',
  expr: sum(increaseFromZero(calls, '1d'), { by: ['agent'] }),
  legend: ({ agent }) => agent,
});

export const classificationP50 = latencyQuantile(classification, 0.5, { legend: 'p50' });
export const classificationP95 = latencyQuantile(classification, 0.95, {
  title: 'Classification p95',
  description: 'Time that the slowest 5% of classifications take at least. Every request waits for its own.',
  legend: 'p95',
});
export const classificationP99 = latencyQuantile(classification, 0.99, { legend: 'p99' });
export const classificationTimes = latencyDistribution(classification, {
  title: 'Classification times',
  description: 'How classification times are distributed: two bands are two kinds of requests.',
});

const confidence = metrics.router_classification_confidence;
export const averageConfidence = signal({
  title: 'Average confidence',
  description:
    'Average confidence of the classifier. Falls when users send requests that it was not trained for.',
  expr: mean(confidence),
  legend: 'average',
  range: [0, 1],
});
export const confidences = signal({
  title: 'Confidence',
  description: 'Confidence of the classifier: a band near 0.5 means guesses.',
  expr: bucketRates(confidence),
  legend: ({ le }) => le,
});
