import { approx, observing, rateOf, scenario } from 'dashwright/testing';
import { metrics } from '../metrics.js';
import { diffRequestRate, nodeProcessP95 } from '../recording-rules.js';

const requests = metrics.diff_requests_total;
const duration = metrics.node_process_duration_ms;
const doubling = rateOf(30, 'per minute').thenAt('10m', rateOf(60, 'per minute'));
const slower = observing(2, 'per second', 40).thenAt('10m', observing(2, 'per second', 400));

export default [
  scenario('requests of two DAG managers, which double after ten minutes')
    .series(requests, { instance: 'dagmanager-1' }, doubling)
    .series(requests, { instance: 'dagmanager-2' }, doubling)
    .sampleAt(diffRequestRate, '10m', approx(1, 1e-9))
    // Half of the five minutes were at one a second, half at two.
    .sampleAt(diffRequestRate, '12m30s', approx(1.5, 0.05))
    .sampleAt(diffRequestRate, '15m', approx(2, 1e-9)),

  scenario('nobody asks for a diff').noSampleAt(diffRequestRate, '10m'),

  // Prometheus interpolates within a bucket: 40 ms is in 25–50, 400 ms in 250–500.
  scenario('a node that becomes ten times slower')
    .series(duration, { node_id: 'ema' }, slower)
    .series(duration, { node_id: 'macd' }, observing(2, 'per second', 40))
    .sampleAt(nodeProcessP95, '10m', approx(48.75, 1e-6), { node_id: 'ema' })
    .sampleAt(nodeProcessP95, '12m30s', approx(475, 3), { node_id: 'ema' })
    .sampleAt(nodeProcessP95, '20m', approx(487.5, 1e-6), { node_id: 'ema' })
    .sampleAt(nodeProcessP95, '20m', approx(48.75, 1e-6), { node_id: 'macd' }),

  // One execution in 26 is slow: fewer than one in twenty.
  scenario('a node in two processes, one of them busy')
    .series(duration, { node_id: 'ema', instance: 'sdk-1' }, observing(25, 'per second', 40))
    .series(duration, { node_id: 'ema', instance: 'sdk-2' }, observing(1, 'per second', 900))
    .sampleAt(nodeProcessP95, '10m', approx(49.7, 0.01), { node_id: 'ema' }),
];
