import { approx, rateOf, scenario } from 'dashwright/testing';
import { DiffThroughputLow } from '../alerts.js';
import { metrics } from '../metrics.js';

const requests = metrics.diff_requests_total;
const about = { alerts: [DiffThroughputLow] };

export default [
  // The requests at thirty per minute have left the five-minute window when the sixth minute begins.
  scenario('requests cease for twenty-five minutes', about)
    .series(requests, rateOf(30, 'per minute').until('20m').thenAt('45m', rateOf(30, 'per minute')))
    .quietUntil('24m30s')
    .pendingAt('25m30s')
    .firesWithin(['34m30s', '35m'], { labels: { severity: 'warning' } })
    .firingAt('40m', {
      value: 0,
      annotations: { summary: 'DAG diff throughput is 0.00 req/min, below 0.6 req/min' },
    })
    .resolvesBy('46m'),

  // Pending at first: the rate over five minutes of a new counter is low.
  scenario('0.61 requests a minute', { ...about, lasting: '1h' })
    .series(requests, rateOf(0.61, 'per minute'))
    .neverFires(),

  scenario('0.59 requests a minute', about)
    .series(requests, rateOf(0.59, 'per minute'))
    .firesWithin(['10m', '10m30s'], {
      value: approx(0.59, 1e-9),
      annotations: { description: /processed 0\.59 requests per minute .* \(threshold 0\.6 req\/min\)/ },
    }),

  scenario('a lull of nine minutes', about)
    .series(requests, rateOf(30, 'per minute').until('20m').thenAt('29m', rateOf(30, 'per minute')))
    .neverFires(),

  scenario('two DAG managers share 0.7 requests a minute', about)
    .series(requests, { instance: 'dagmanager-1' }, rateOf(0.35, 'per minute'))
    .series(requests, { instance: 'dagmanager-2' }, rateOf(0.35, 'per minute'))
    .neverFires(),

  scenario('the last DAG manager goes away', about)
    .series(requests, rateOf(30, 'per minute').disappearsAt('20m'))
    .quietUntil('20m')
    .pendingAt('20m30s')
    .firesWithin(['30m', '30m30s'], { value: 0, count: 1 }),

  scenario('no DAG manager was ever scraped', about)
    .pendingAt('30s')
    .firesWithin(['10m', '10m'], { value: 0 }),

  scenario('the first DAG manager starts after eight minutes', about)
    .series(requests, rateOf(30, 'per minute').appearsAt('8m'))
    .pendingAt('7m30s')
    .quietAt('8m30s')
    .neverFires(),

  scenario('scrapes fail for eight minutes', about)
    .series(requests, rateOf(30, 'per minute').gap('20m', '28m'))
    .neverFires(),
];
