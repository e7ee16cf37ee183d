import { approx, observing, scenario } from 'dashwright/testing';
import { application } from '../metrics.js';
import { endpointP95 } from '../recording-rules.js';

const durations = application.http_request_duration_seconds;
const products = { path: '/api/v1/products/' };

export default [
  // Prometheus interpolates within a bucket: 40 ms is in 25–50, 400 ms in 250–500.
  scenario('an endpoint that becomes ten times slower')
    .series(
      durations,
      products,
      observing(5, 'per second', 0.04).thenAt('10m', observing(5, 'per second', 0.4)),
    )
    .sampleAt(endpointP95, '10m', approx(0.04875, 1e-6), products)
    // Half of the five minutes were fast.
    .sampleAt(endpointP95, '12m30s', approx(0.475, 0.003), products)
    .sampleAt(endpointP95, '20m', approx(0.4875, 1e-6), products),

  scenario('an endpoint that is called six times a minute')
    .series(durations, products, observing(6, 'per minute', 0.4))
    .sampleAt(endpointP95, '10m', approx(0.4875, 1e-6), products),

  // One request in 26 is slow: fewer than one in twenty.
  scenario('an endpoint of two pods, one of them busy')
    .series(durations, { ...products, pod: 'multiweb-api-1' }, observing(25, 'per second', 0.04))
    .series(durations, { ...products, pod: 'multiweb-api-2' }, observing(1, 'per second', 0.9))
    .sampleAt(endpointP95, '10m', approx(0.0497, 1e-5), products),
];
