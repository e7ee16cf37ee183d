import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { NodeSlowProcessing } from '../alerts.js';
import { metrics } from '../metrics.js';
import { nodeProcessP95 } from '../recording-rules.js';

const duration = metrics.node_process_duration_ms;
const about = { alerts: [NodeSlowProcessing] };
const fast = observing(2, 'per second', { quantile: 0.95, value: 80 });
const slow = observing(2, 'per second', { quantile: 0.95, value: 600 });

export default [
  scenario('one node is slow for half an hour, the other is not', about)
    .series(duration, { node_id: 'ema' }, fast.thenAt('10m', slow).thenAt('40m', fast))
    .series(duration, { node_id: 'macd' }, fast)
    .quietUntil('10m')
    .firesWithin(['20m', '25m'], { count: 1, labels: { node_id: 'ema', severity: 'warning' } })
    .firingAt('30m', {
      value: approx(600, 0.001),
      annotations: {
        summary: 'Node ema is slow: p95 is 600 ms, above 500 ms',
        description: /executions of node ema take 600 ms or longer \(threshold 500 ms\)/,
      },
    })
    .sampleAt(nodeProcessP95, '30m', approx(600, 0.001), { node_id: 'ema' })
    .sampleAt(nodeProcessP95, '30m', approx(80, 0.001), { node_id: 'macd' })
    .resolvesBy('45m30s'),

  scenario('p95 is 501 ms', about)
    .series(duration, { node_id: 'ema' }, observing(2, 'per second', { quantile: 0.95, value: 501 }))
    .firesWithin(['10m', '11m'], { value: approx(501, 0.001) }),

  scenario('p95 is 499 ms', about)
    .series(duration, { node_id: 'ema' }, observing(2, 'per second', { quantile: 0.95, value: 499 }))
    .staysQuiet(),

  scenario('one execution in fifty is very slow', about)
    .series(
      duration,
      { node_id: 'ema' },
      observing(2, 'per second', [
        { share: 0.98, value: 40 },
        { share: 0.02, value: 4000 },
      ]),
    )
    .staysQuiet(),

  scenario('nine slow minutes', about)
    .series(duration, { node_id: 'ema' }, fast.thenAt('10m', slow).thenAt('17m', fast))
    .neverFires(),

  // One process alone has 600 ms; the node with both processes is not slow.
  scenario('a node runs in two processes, and the busy one is fast', about)
    .series(duration, { node_id: 'ema', instance: 'sdk-1' }, observing(90, 'per second', 40))
    .series(duration, { node_id: 'ema', instance: 'sdk-2' }, observing(1, 'per second', 900))
    .staysQuiet(),

  scenario('a node that does nothing', about)
    .series(duration, { node_id: 'ema' }, unobserved())
    .sampleAt(nodeProcessP95, '10m', Number.NaN, { node_id: 'ema' })
    .staysQuiet(),

  scenario('a slow node is removed', about)
    .series(duration, { node_id: 'ema' }, slow.disappearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('no node at all', { ...about, lasting: '30m' })
    .noSampleAt(nodeProcessP95, '20m')
    .staysQuiet(),
];
