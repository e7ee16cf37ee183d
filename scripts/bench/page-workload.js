// The dashboard that the preview's page is measured with: thirty panels of the usual types over 24 hours, on a catalog of
// counters, gauges and histograms with several labels each.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const uid = 'thirty-panels';
const services = ['cart', 'catalog', 'checkout', 'login', 'mail', 'search'];

/** The text of a bundle with one dashboard of 5 single values, 20 graphs, 2 tables, 2 bar gauges and a heatmap. */
export function thirtyPanels() {
  return `import * as d from 'dashwright';

const service = ${JSON.stringify(services)};
const metrics = d.catalog({
  http_requests_total: d.counter({ help: 'Requests.', unit: 'requests', labels: { service, status: ['200', '404', '500'] } }),
  http_request_duration_seconds: d.histogram({ help: 'Duration of a request.', unit: 's', labels: { service } }),
  job_duration_seconds: d.histogram({ help: 'Duration of a job.', unit: 's', labels: { service } }),
  jobs_total: d.counter({ help: 'Jobs.', unit: 'jobs', labels: { service, queue: ['fast', 'slow'] } }),
  queue_length: d.gauge({ help: 'Waiting jobs.', unit: 'jobs', labels: { service, queue: ['fast', 'slow'] } }),
  memory_bytes: d.gauge({ help: 'Memory in use.', unit: 'bytes', labels: { service } }),
  cache_hits_total: d.counter({ help: 'Hits.', unit: 'hits', labels: { service } }),
  cache_requests_total: d.counter({ help: 'Look-ups.', unit: 'hits', labels: { service } }),
});
const { http_requests_total: requests, http_request_duration_seconds: duration, job_duration_seconds: jobs } = metrics;
const signal = (title, expr) => d.signal({ title, description: title + '.', expr });
const p = (quantile, of, by = []) => d.histogramQuantile(quantile, of, { by });
const graph = (title, ...show) => d.panel.timeseries({ title, show: show.map((expr, index) => signal(title + ' ' + (index + 1), expr)), width: 8 });
const errors = requests.where({ status: '500' });

export default d.bundle({
  name: 'large', title: 'Large', description: 'What a page is measured with.', version: '1.0.0', metrics,
  dashboards: [d.dashboard({
    uid: '${uid}', title: 'Thirty panels', time: { from: 'now-24h', to: 'now' },
    rows: [
      d.panel.stat({ title: 'Requests', show: signal('Requests', d.sum(d.rate(requests))) }),
      d.panel.stat({ title: 'Errors', show: signal('Errors', d.ratio(d.sum(d.rate(errors)), d.sum(d.rate(requests)))) }),
      d.panel.stat({ title: 'p95', show: signal('p95', p(0.95, duration)) }),
      d.panel.stat({ title: 'Memory', show: signal('Memory', d.sum(metrics.memory_bytes)) }),
      d.panel.stat({ title: 'Queue', show: signal('Queue', d.max(metrics.queue_length)) }),
      graph('Requests by service', d.sum(d.rate(requests), { by: ['service'] })),
      graph('Requests by status', d.sum(d.rate(requests), { by: ['status'] })),
      graph('Error ratio by service', d.ratio(d.sum(d.rate(errors), { by: ['service'] }), d.sum(d.rate(requests), { by: ['service'] }))),
      graph('Latency', p(0.5, duration), p(0.9, duration), p(0.99, duration)),
      graph('p95 by service', p(0.95, duration, ['service'])),
      graph('p99 by service', p(0.99, duration, ['service'])),
      graph('Mean latency', d.mean(duration, { by: ['service'] })),
      graph('All requests', d.rate(requests)),
      graph('Memory', metrics.memory_bytes),
      graph('Queues', metrics.queue_length),
      graph('Longest queue', d.max(metrics.queue_length, { by: ['service'] })),
      graph('Jobs', d.sum(d.rate(metrics.jobs_total), { by: ['queue'] })),
      graph('Jobs by service', d.sum(d.rate(metrics.jobs_total), { by: ['service'] })),
      graph('Job durations', p(0.5, jobs), p(0.9, jobs), p(0.99, jobs)),
      graph('Job p95 by service', p(0.95, jobs, ['service'])),
      graph('Hits', d.sum(d.rate(metrics.cache_hits_total), { by: ['service'] })),
      graph('Hit ratio', d.ratio(d.sum(d.rate(metrics.cache_hits_total)), d.sum(d.rate(metrics.cache_requests_total)))),
      graph('Hit ratio by service', d.ratio(d.sum(d.rate(metrics.cache_hits_total), { by: ['service'] }), d.sum(d.rate(metrics.cache_requests_total), { by: ['service'] }))),
      graph('Requests and jobs', d.sum(d.rate(requests)), d.sum(d.rate(metrics.jobs_total))),
      graph('Memory in all', d.sum(metrics.memory_bytes)),
      d.panel.table({ title: 'Requests by service and status', show: signal('Requests', d.sum(d.rate(requests), { by: ['service', 'status'] })), width: 12 }),
      d.panel.table({ title: 'Queues by service', show: signal('Queues', d.max(metrics.queue_length, { by: ['service', 'queue'] })), width: 12 }),
      d.panel.barGauge({ title: 'Memory by service', show: signal('Memory', d.sum(metrics.memory_bytes, { by: ['service'] })), width: 8 }),
      d.panel.barGauge({ title: 'Jobs by service now', show: signal('Jobs', d.sum(d.rate(metrics.jobs_total), { by: ['service'] })), width: 8 }),
      d.panel.heatmap({ title: 'Latency heatmap', show: signal('Latency', d.bucketRates(duration)), width: 8 }),
    ],
  })],
  alerts: {},
  urls: { grafana: 'https://grafana.example.com', runbooks: 'https://runbooks.example.com/{slug}.md' },
});
`;
}

/** Writes the bundle into a folder of definitions. */
export function writeThirtyPanels(definitions) {
  const folder = join(definitions, 'large');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bundle.ts'), thirtyPanels());
}
