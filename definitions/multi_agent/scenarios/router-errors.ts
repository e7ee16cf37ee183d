import { approx, idle, rateOf, scenario } from 'dashwright/testing';
import { RouterErrorRatioHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { errorRatio } from '../signals.js';

const { router_requests_total: requests, router_errors_total: errors } = metrics;
const about = { alerts: [RouterErrorRatioHigh] };

export default [
  // 10% of the requests in the last five minutes have failed after two and a half minutes of 20%.
  scenario('every fifth request fails for twenty minutes', about)
    .series(requests, rateOf(60, 'per minute'))
    .series(errors, rateOf(12, 'per minute').from('10m').until('30m'))
    .quietUntil('12m30s')
    .pendingAt('13m')
    .firesWithin(['17m30s', '18m30s'], { count: 1, labels: { severity: 'critical' } })
    .firingAt('20m', {
      value: approx(0.2, 1e-9),
      annotations: {
        summary: '20% of router requests fail, above 10%',
        description: /20% of requests to the router failed over the last 5 minutes \(threshold 10%\)/,
      },
    })
    .resolvesBy('33m'),

  scenario('nineteen in two hundred requests fail', { ...about, lasting: '30m' })
    .series(requests, rateOf(200, 'per minute'))
    .series(errors, rateOf(19, 'per minute'))
    .sampleAt(errorRatio, '20m', approx(0.095, 1e-9))
    .staysQuiet(),

  scenario('twenty-one in two hundred requests fail', about)
    .series(requests, rateOf(200, 'per minute'))
    .series(errors, rateOf(21, 'per minute'))
    .firingAt('20m', { value: approx(0.105, 1e-9) }),

  scenario('requests fail for four minutes', { ...about, lasting: '30m' })
    .series(requests, rateOf(60, 'per minute'))
    .series(errors, rateOf(12, 'per minute').from('10m').until('14m'))
    .neverFires(),

  scenario('two types of errors, with two agents, on two pods', about)
    .series(requests, { pod: 'router-agent-1' }, rateOf(50, 'per minute'))
    .series(requests, { pod: 'router-agent-2' }, rateOf(50, 'per minute'))
    .series(errors, { pod: 'router-agent-1', error_type: 'timeout' }, rateOf(6, 'per minute'))
    .series(errors, { pod: 'router-agent-2', error_type: 'classification' }, rateOf(3, 'per minute'))
    .series(errors, { pod: 'router-agent-2', agent: 'general' }, rateOf(3, 'per minute'))
    .firingAt('20m', { count: 1, value: approx(0.12, 1e-9) }),

  // A router without errors has no series of errors yet.
  scenario('a router that has never failed', { ...about, lasting: '30m' })
    .series(requests, rateOf(60, 'per minute'))
    .sampleAt(errorRatio, '20m', 0)
    .staysQuiet(),

  scenario('a copy of the system in another namespace fails', { ...about, lasting: '30m' })
    .series(requests, rateOf(60, 'per minute'))
    .series(requests, { namespace: 'agent-staging' }, rateOf(60, 'per minute'))
    .series(errors, { namespace: 'agent-staging' }, rateOf(60, 'per minute'))
    .staysQuiet(),

  scenario('the router restarts and counts from zero', { ...about, lasting: '30m' })
    .series(requests, rateOf(60, 'per minute').reset('10m'))
    .series(errors, rateOf(2, 'per minute').reset('10m'))
    .staysQuiet(),

  scenario('no requests at night, then half of the first ones fail', about)
    .series(requests, idle().thenAt('30m', rateOf(20, 'per minute')))
    .series(errors, idle().thenAt('30m', rateOf(10, 'per minute')))
    .quietUntil('30m')
    .firesWithin(['35m', '36m']),

  scenario('nobody asks the router', { ...about, lasting: '30m' })
    .series(requests, idle())
    .series(errors, rateOf(2, 'per minute'))
    .noSampleAt(errorRatio, '20m')
    .staysQuiet(),

  scenario('no router at all', { ...about, lasting: '30m' }).staysQuiet(),
];
