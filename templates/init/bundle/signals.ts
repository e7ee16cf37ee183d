import { histogramQuantile, rate, ratio, signal, sum } from 'dashwright';
import { metrics } from './metrics.js';

const requests = metrics.http_requests_total;
const duration = metrics.http_request_duration_seconds;

export const requestRate = signal({
  title: 'Requests',
  description: 'Requests per second by path.',
  expr: sum(rate(requests), { by: ['path'] }),
});

export const errorRatio = signal({
  title: 'Error ratio',
  description: 'Share of requests answered with a 5xx status.',
  expr: ratio(sum(rate(requests.where({ status: /5../ }))), sum(rate(requests))),
});

export const latency = signal({
  title: 'p95 latency',
  description: '95% of requests are answered within this time.',
  expr: histogramQuantile(0.95, duration),
});
