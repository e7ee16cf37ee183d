import { approx, constant, idle, rateOf, scenario } from 'dashwright/testing';
import { DiffFailureRateHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { diffFailureRatio } from '../signals.js';

const { diff_requests_total: requests, diff_failures_total: failures } = metrics;
const about = { alerts: [DiffFailureRateHigh] };

export default [
  // 5% of the requests in the last five minutes have failed after two and a half minutes of 10%.
  scenario('every tenth diff fails for twenty minutes', about)
    .series(requests, rateOf(60, 'per minute'))
    .series(failures, rateOf(6, 'per minute').from('10m').until('30m'))
    .quietUntil('12m30s')
    .pendingAt('13m')
    .firesWithin(['17m30s', '18m'], { labels: { severity: 'warning' } })
    .sampleAt(diffFailureRatio, '20m', approx(0.1, 1e-9))
    .firingAt('20m', {
      annotations: {
        summary: '10% of DAG diffs fail, above 5%',
        description: /10% .* failed .* \(threshold 5%\)/,
      },
    })
    .resolvesBy('33m'),

  scenario('one in twenty-one diffs fails', about)
    .series(requests, rateOf(63, 'per minute'))
    .series(failures, rateOf(3, 'per minute'))
    .staysQuiet(),

  scenario('one in nineteen diffs fails', about)
    .series(requests, rateOf(57, 'per minute'))
    .series(failures, rateOf(3, 'per minute'))
    .firingAt('20m', { value: approx(3 / 57, 1e-9) }),

  scenario('failures for four minutes', about)
    .series(requests, rateOf(60, 'per minute'))
    .series(failures, rateOf(6, 'per minute').from('10m').until('14m'))
    .neverFires(),

  scenario('the same failures among more and more requests', about)
    .series(requests, rateOf(60, 'per minute').thenAt('20m', rateOf(180, 'per minute')))
    .series(failures, rateOf(6, 'per minute'))
    .firingAt('22m')
    .resolvesBy('23m'),

  scenario('three of thirty requests an hour fail', about)
    .series(requests, rateOf(30, 'per hour'))
    .series(failures, rateOf(3, 'per hour'))
    .firingAt('20m', { value: approx(0.1, 1e-9) }),

  // 4% of both; one of them has 8%.
  scenario('two DAG managers, one of which fails', about)
    .series(requests, { instance: 'dagmanager-1' }, rateOf(50, 'per minute'))
    .series(requests, { instance: 'dagmanager-2' }, rateOf(50, 'per minute'))
    .series(failures, { instance: 'dagmanager-1' }, rateOf(4, 'per minute'))
    .series(failures, { instance: 'dagmanager-2' }, idle())
    .staysQuiet(),

  scenario('failures of requests that nobody counted', about)
    .series(requests, idle())
    .series(failures, rateOf(6, 'per minute'))
    .noSampleAt(diffFailureRatio, '20m')
    .staysQuiet(),

  scenario('no requests at night, then half of the first ones fail', about)
    .series(requests, idle().thenAt('30m', rateOf(20, 'per minute')))
    .series(failures, idle().thenAt('30m', rateOf(10, 'per minute')))
    .quietUntil('30m')
    .firesWithin(['35m', '36m']),

  scenario('a DAG manager restarts and counts from zero', about)
    .series(requests, rateOf(60, 'per minute').reset('10m'))
    .series(failures, rateOf(1, 'per minute').reset('10m'))
    .staysQuiet(),

  scenario('no DAG manager counts anything', { ...about, lasting: '30m' }).staysQuiet(),

  scenario('failures without a counter of requests', about).series(failures, constant(50)).staysQuiet(),
];
