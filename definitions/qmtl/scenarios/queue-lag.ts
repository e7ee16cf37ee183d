import { constant, scenario, spike } from 'dashwright/testing';
import { QueueLagHigh } from '../alerts.js';
import { metrics } from '../metrics.js';

const { queue_lag_seconds: lag, queue_lag_threshold_seconds: limit } = metrics;
const about = { alerts: [QueueLagHigh] };

export default [
  scenario('each topic is held to a threshold of its own', about)
    .series(limit, { topic: 'orders' }, constant(60))
    .series(limit, { topic: 'fills' }, constant(120))
    .series(lag, { topic: 'orders' }, constant(61).from('10m').until('30m').otherwise(5))
    .series(lag, { topic: 'fills' }, constant(61).from('10m').until('30m').otherwise(5))
    .quietUntil('10m')
    .pendingAt('14m')
    .firesWithin(['15m', '15m'], { count: 1, labels: { topic: 'orders', severity: 'warning' } })
    .firingAt('20m', {
      value: 61,
      labels: { topic: 'orders' },
      annotations: {
        summary: 'Consumer lag of orders is 1m 1s, above its threshold of 1m 0s',
        description: /consumers of topic orders are 1m 1s behind \(threshold of this topic 1m 0s\)/,
      },
    })
    .quietAt('20m', { labels: { topic: 'fills' } })
    .resolvedAt('31m'),

  scenario('a topic lags by exactly its threshold', about)
    .series(limit, { topic: 'orders' }, constant(60))
    .series(lag, { topic: 'orders' }, constant(60))
    .staysQuiet(),

  scenario('the market opens: four minutes of lag', about)
    .series(limit, { topic: 'orders' }, constant(60))
    .series(lag, { topic: 'orders' }, spike(5, 300, '10m', '4m'))
    .neverFires(),

  scenario('the worst of two consumers counts', about)
    .series(limit, { topic: 'orders' }, constant(60))
    .series(lag, { topic: 'orders', instance: 'dagmanager-1' }, constant(5))
    .series(lag, { topic: 'orders', instance: 'dagmanager-2' }, constant(90))
    .firingAt('10m', { value: 90, count: 1 }),

  scenario('a raised threshold rolls out, one instance after the other', about)
    .series(limit, { topic: 'orders', instance: 'dagmanager-1' }, constant(60))
    .series(limit, { topic: 'orders', instance: 'dagmanager-2' }, constant(120))
    .series(lag, { topic: 'orders' }, constant(90))
    .staysQuiet(),

  scenario('a topic without a threshold', about)
    .series(limit, { topic: 'orders' }, constant(60))
    .series(lag, { topic: 'fills' }, constant(900))
    .staysQuiet(),

  // DiffThroughputLow reports a missing DAG manager, which exports the lag.
  scenario('the lag is not reported any more', about)
    .series(limit, { topic: 'orders' }, constant(60))
    .series(lag, { topic: 'orders' }, constant(300).disappearsAt('20m'))
    .firingAt('19m')
    .resolvedAt('21m'),

  scenario('no topic at all', { ...about, lasting: '30m' }).staysQuiet(),
];
