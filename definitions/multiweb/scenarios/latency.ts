import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { HighLatency } from '../alerts.js';
import { application } from '../metrics.js';

const durations = application.http_request_duration_seconds;
const about = { alerts: [HighLatency] };
const requestsOf = (p95: number) => observing(5, 'per second', { quantile: 0.95, value: p95 });

export default [
  scenario('requests are slow for half an hour', about)
    .series(durations, requestsOf(0.2).thenAt('10m', requestsOf(0.8)).thenAt('40m', requestsOf(0.2)))
    .quietUntil('10m')
    .firesWithin(['15m', '20m'], { labels: { severity: 'warning', namespace: 'multiweb' } })
    .firingAt('30m', {
      value: approx(0.8, 1e-6),
      annotations: {
        summary: 'High API latency: p95 is 0.80 s, above 500ms',
        description: /in namespace multiweb takes 0.80 s or longer \(threshold 500ms\)/,
      },
    })
    // 5% of the requests in the last five minutes are still slow.
    .firingAt('43m')
    .resolvesBy('46m'),

  scenario('p95 is 510 ms', about)
    .series(durations, requestsOf(0.51))
    .firesWithin(['5m', '5m30s'], { value: approx(0.51, 1e-6) }),

  scenario('p95 is 490 ms', about).series(durations, requestsOf(0.49)).staysQuiet(),

  scenario('one request in fifty takes ten seconds', about)
    .series(
      durations,
      observing(5, 'per second', [
        { share: 0.98, value: 0.1 },
        { share: 0.02, value: 9 },
      ]),
    )
    .staysQuiet(),

  scenario('a minute of slow requests', about)
    .series(durations, requestsOf(0.2).thenAt('10m', requestsOf(0.9)).thenAt('11m', requestsOf(0.2)))
    .neverFires(),

  // Few requests are slow, all of an endpoint with little traffic: p95 of all endpoints together is fine.
  scenario('a slow endpoint that few call', about)
    .series(durations, { path: '/api/v1/products/' }, observing(40, 'per second', 0.04))
    .series(durations, { path: '/api/v1/transactions/' }, observing(1, 'per second', 2))
    .staysQuiet(),

  scenario('a staging system in the same cluster is slow', about)
    .series(durations, { namespace: 'multiweb' }, observing(100, 'per second', 0.04))
    .series(durations, { namespace: 'staging' }, requestsOf(0.8))
    .firingAt('20m', { count: 1, labels: { namespace: 'staging' } })
    .quietAt('20m', { labels: { namespace: 'multiweb' } }),

  scenario('slow requests, then none at all', about)
    .series(durations, requestsOf(0.8).thenAt('20m', unobserved()))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('nobody asks for anything', { ...about, lasting: '30m' })
    .series(durations, unobserved())
    .staysQuiet(),

  scenario('no API at all', { ...about, lasting: '30m' }).staysQuiet(),
];
