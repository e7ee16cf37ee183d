import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { LatencyAnomaly } from '../alerts.js';
import { application } from '../metrics.js';
import { endpointP95 } from '../recording-rules.js';

const durations = application.http_request_duration_seconds;
const about = { alerts: [LatencyAnomaly], step: '30s' } as const;
const products = { path: '/api/v1/products/' };
const requestsOf = (p95: number) => observing(5, 'per second', { quantile: 0.95, value: p95 });
/** Two hours with the usual p95, then another p95. */
const after2h = (usual: number, then: number) => requestsOf(usual).thenAt('2h', requestsOf(then));

export default [
  // Three times as slow: after fifteen minutes the average of the hour is too high for p95 to be twice of it.
  scenario('an endpoint becomes three times as slow and stays so', about)
    .series(durations, products, after2h(0.15, 0.45))
    .quietUntil('2h')
    .firesWithin(['2h5m', '2h10m'], {
      count: 1,
      labels: { path: '/api/v1/products/', namespace: 'multiweb', severity: 'warning' },
    })
    .firingAt('2h12m', {
      value: approx(0.45, 1e-6),
      annotations: {
        summary: '/api/v1/products/ is more than twice as slow as usual: p95 is 0.45 s',
        description: /in namespace multiweb is 0.45 s, more than twice its average/,
      },
    })
    .resolvesBy('2h20m'),

  scenario('an endpoint becomes four times as slow for a quarter of an hour', about)
    .series(durations, products, after2h(0.15, 0.6).thenAt('2h15m', requestsOf(0.15)))
    .firingAt('2h12m')
    .resolvesBy('2h21m'),

  scenario('an endpoint becomes 1.9 times as slow', { ...about, lasting: '3h' })
    .series(durations, products, after2h(0.2, 0.38))
    .staysQuiet(),

  scenario('slow for two minutes', { ...about, lasting: '3h' })
    .series(
      durations,
      products,
      requestsOf(0.15).thenAt('2h', requestsOf(0.6)).thenAt('2h2m', requestsOf(0.15)),
    )
    .neverFires(),

  // Twice a low latency is still low: the alert ignores p95 under 100 ms.
  scenario('from 30 to 95 ms', { ...about, lasting: '3h' })
    .series(durations, products, after2h(0.03, 0.095))
    .staysQuiet(),
  scenario('from 30 to 105 ms', about)
    .series(durations, products, after2h(0.03, 0.105))
    .firingAt('2h12m', { value: approx(0.105, 1e-6) }),

  scenario('one endpoint of two, in one namespace of two', about)
    .series(durations, { ...products, namespace: 'multiweb' }, after2h(0.15, 0.6))
    .series(durations, { ...products, namespace: 'staging' }, requestsOf(0.6))
    .series(durations, { path: '/api/v1/transactions/', namespace: 'multiweb' }, requestsOf(0.6))
    .firingAt('2h12m', { count: 1, labels: { path: '/api/v1/products/', namespace: 'multiweb' } })
    .sampleAt(endpointP95, '2h12m', approx(0.6, 1e-6), { path: '/api/v1/products/', namespace: 'multiweb' })
    .sampleAt(endpointP95, '1h', approx(0.15, 1e-6), { path: '/api/v1/products/', namespace: 'multiweb' })
    .sampleAt(endpointP95, '1h', approx(0.6, 1e-6), { path: '/api/v1/products/', namespace: 'staging' }),

  // The night without requests causes no NaN in the average, and the first requests of the morning are compared only
  // with themselves.
  scenario('nobody calls the endpoint for two hours, then it is as ever', about)
    .series(durations, products, unobserved().thenAt('2h', requestsOf(0.15)))
    .noSampleAt(endpointP95, '1h')
    .sampleAt(endpointP95, '2h10m', approx(0.15, 1e-6), { path: '/api/v1/products/' })
    .staysQuiet(),

  // The averaged hour includes half an hour without requests: with a NaN in it the alert would never fire.
  scenario('a silent half hour, then slow', about)
    .series(
      durations,
      products,
      requestsOf(0.15)
        .thenAt('1h', unobserved())
        .thenAt('1h30m', requestsOf(0.15))
        .thenAt('2h', requestsOf(0.6)),
    )
    .firingAt('2h8m'),

  scenario('a slow endpoint is removed', about)
    .series(durations, products, after2h(0.15, 0.6).disappearsAt('2h8m'))
    .firingAt('2h8m')
    .resolvesBy('2h14m'),

  scenario('no API at all', { ...about, lasting: '30m' })
    .noSampleAt(endpointP95, '20m')
    .staysQuiet(),
];
