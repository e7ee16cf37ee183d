import { histogramQuantile, mul, rate, signal, sum } from 'dashwright';
import { failureRatio, modelRequestRate, modelRequests } from 'dashwright/library';
import { metrics } from '../metrics.js';

const requests = metrics.litellm_proxy_total_requests_metric_total;
const failed = metrics.litellm_proxy_failed_requests_metric_total;
const latency = metrics.litellm_request_total_latency_metric;

export const totalRequests = modelRequests(requests, {
  window: '5m',
  title: 'Total Requests (5m)',
  description: 'Requests to the gateway in the last 5 minutes, answered or failed.',
});
export const requestRate = modelRequestRate(requests, {
  title: 'Request Rate (1m)',
  description:
    'Requests to the gateway per second, over the last four scrapes: a minute where LiteLLM is scraped every 15 s.',
});
export const requestRateByModel = modelRequestRate(requests, {
  by: ['requested_model'],
  title: 'Request Rate by Model',
  description: 'Requests per second, by requested model.',
  legend: ({ requested_model }) => requested_model,
});

export const errorRatio = failureRatio(failed, requests, {
  title: 'Error Rate',
  description: 'Share of requests without a successful answer: refused, failed or timed out.',
  legend: 'errors',
});
export const errorsByClass = signal({
  title: 'Errors by class',
  description: 'Failed requests per second, by exception and by requested model.',
  expr: sum(rate(failed), { by: ['exception_class', 'requested_model'] }),
});

// Shown in milliseconds, as the portal does; LiteLLM observes seconds.
export const p95Latency = signal({
  title: 'P95 Latency',
  description: 'Time that the slowest 5% of successful requests take at least, to the last token.',
  expr: mul(histogramQuantile(0.95, latency), 1000),
  legend: 'p95',
});
export const latencyByModel = signal({
  title: 'Latency by Model',
  description: 'p95 of successful requests, by requested model.',
  expr: mul(histogramQuantile(0.95, latency, { by: ['requested_model'] }), 1000),
  legend: ({ requested_model }) => requested_model,
});
