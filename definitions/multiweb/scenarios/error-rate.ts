import { approx, idle, rateOf, scenario } from 'dashwright/testing';
import { HighErrorRate } from '../alerts.js';
import { application } from '../metrics.js';
import { serverErrorRatio } from '../signals.js';

const requests = application.http_requests_total;
const about = { alerts: [HighErrorRate] };
const answered = { status: '200' };
const failed = { status: '500' };

export default [
  // 1% of the requests in the last five minutes have failed after two and a half minutes of 2%.
  scenario('one in fifty requests fails for twenty minutes', about)
    .series(requests, answered, rateOf(98, 'per minute'))
    .series(requests, failed, rateOf(2, 'per minute').from('10m').until('30m'))
    .quietUntil('12m30s')
    .firesWithin(['17m30s', '18m30s'], { labels: { severity: 'critical', namespace: 'multiweb' } })
    .firingAt('20m', {
      value: approx(0.02, 1e-4),
      annotations: {
        summary: 'High error rate: 2% of requests fail, above 1%',
        description: /2% of requests in namespace multiweb .* 5xx .* \(threshold 1%\)/,
      },
    })
    .resolvesBy('33m'),

  scenario('one in 95 requests fails', about)
    .series(requests, answered, rateOf(94, 'per minute'))
    .series(requests, failed, rateOf(1, 'per minute'))
    .firingAt('20m', { value: approx(1 / 95, 1e-9) }),

  scenario('one in 105 requests fails', about)
    .series(requests, answered, rateOf(104, 'per minute'))
    .series(requests, failed, rateOf(1, 'per minute'))
    .staysQuiet(),

  scenario('errors for four minutes', about)
    .series(requests, answered, rateOf(98, 'per minute'))
    .series(requests, failed, rateOf(2, 'per minute').from('10m').until('14m'))
    .neverFires(),

  scenario('a crawler asks for pages that do not exist', about)
    .series(requests, answered, rateOf(50, 'per minute'))
    .series(requests, { status: '404' }, rateOf(50, 'per minute'))
    .sampleAt(serverErrorRatio, '20m', 0, { namespace: 'multiweb' })
    .staysQuiet(),

  scenario('500 and 503 together, on two endpoints and two pods', about)
    .series(requests, answered, rateOf(985, 'per minute'))
    .series(requests, { ...failed, pod: 'multiweb-api-1' }, rateOf(7, 'per minute'))
    .series(requests, { status: '503', path: '/api/v1/transactions/' }, rateOf(8, 'per minute'))
    .firingAt('20m', { count: 1, value: approx(0.015, 1e-9) }),

  // 0.5% of both: the errors of staging would not show among the requests of production.
  scenario('a staging system in the same cluster fails', about)
    .series(requests, { ...answered, namespace: 'multiweb' }, rateOf(1990, 'per minute'))
    .series(requests, { ...answered, namespace: 'staging' }, rateOf(10, 'per minute'))
    .series(requests, { ...failed, namespace: 'staging' }, rateOf(10, 'per minute'))
    .firingAt('20m', { count: 1, labels: { namespace: 'staging' }, value: approx(0.5, 1e-9) })
    .quietAt('20m', { labels: { namespace: 'multiweb' } }),

  scenario('the API restarts and counts from zero', about)
    .series(requests, answered, rateOf(100, 'per minute').reset('10m'))
    .series(requests, failed, rateOf(0.5, 'per minute').reset('10m'))
    .staysQuiet(),

  scenario('nobody asks for anything', about)
    .series(requests, answered, idle())
    .series(requests, failed, idle())
    .noSampleAt(serverErrorRatio, '20m')
    .staysQuiet(),

  scenario('an ordinary day', { ...about, lasting: '1h' })
    .series(requests, answered, rateOf(6000, 'per minute'))
    .series(requests, failed, rateOf(3, 'per minute'))
    .staysQuiet(),

  scenario('no API at all', { ...about, lasting: '30m' }).staysQuiet(),
];
