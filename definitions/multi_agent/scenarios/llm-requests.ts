import { approx, idle, rateOf, scenario } from 'dashwright/testing';
import { LlmRequestsFailing } from '../alerts.js';
import { metrics } from '../metrics.js';
import { modelFailureRatio } from '../signals.js';

const requests = metrics.sdb_llm_requests_total;
const about = { alerts: [LlmRequestsFailing] };
const fine = { model: 'gpt-4o', status: 'success' };
const failed = { model: 'gpt-4o', status: 'failure' };

export default [
  // 20% of the requests in the last ten minutes have failed after five minutes of 40%.
  scenario('a provider refuses two requests of five for an hour', about)
    .series(requests, fine, rateOf(36, 'per minute'))
    .series(requests, failed, idle().thenAt('30m', rateOf(24, 'per minute')).until('1h30m'))
    .series(requests, { model: 'gpt-4o-mini', status: 'success' }, rateOf(6, 'per minute'))
    .quietUntil('34m')
    .pendingAt('36m')
    .firesWithin(['44m', '46m'], { count: 1, labels: { model: 'gpt-4o', severity: 'warning' } })
    .firingAt('1h', {
      value: approx(0.4, 1e-6),
      annotations: {
        summary: '40% of requests to gpt-4o fail, above 20%',
        description:
          /40% of the SDB agent's requests to gpt-4o failed over the last 10 minutes \(threshold 20%\)/,
      },
    })
    .resolvesBy('1h37m'),

  scenario('nineteen in a hundred requests fail', { ...about, lasting: '1h' })
    .series(requests, fine, rateOf(81, 'per minute'))
    .series(requests, failed, rateOf(19, 'per minute'))
    .sampleAt(modelFailureRatio, '30m', approx(0.19, 1e-6), { model: 'gpt-4o' })
    .staysQuiet(),

  scenario('twenty-one in a hundred requests fail', about)
    .series(requests, fine, rateOf(79, 'per minute'))
    .series(requests, failed, rateOf(21, 'per minute'))
    .firingAt('30m', { value: approx(0.21, 1e-6) }),

  scenario('requests fail for six minutes', { ...about, lasting: '1h30m' })
    .series(requests, fine, rateOf(36, 'per minute'))
    .series(requests, failed, idle().thenAt('30m', rateOf(24, 'per minute')).until('36m'))
    .neverFires(),

  scenario('one model fails, and its fallback does not', about)
    .series(requests, failed, rateOf(10, 'per minute'))
    .series(requests, { model: 'gpt-4o-mini', status: 'success' }, rateOf(500, 'per minute'))
    .firingAt('30m', { count: 1, value: 1, labels: { model: 'gpt-4o' } }),

  scenario('two pods, one of which fails', about)
    .series(requests, { ...fine, pod: 'sdb-agent-1' }, rateOf(20, 'per minute'))
    .series(requests, { ...failed, pod: 'sdb-agent-2' }, rateOf(10, 'per minute'))
    .firingAt('30m', { count: 1, value: approx(1 / 3, 1e-6) }),

  scenario('a copy of the system in another namespace is refused', { ...about, lasting: '1h' })
    .series(requests, fine, rateOf(30, 'per minute'))
    .series(requests, { ...failed, namespace: 'agent-staging' }, rateOf(30, 'per minute'))
    .staysQuiet(),

  // A model without failures has no series of failures yet.
  scenario('a model that has never failed', { ...about, lasting: '1h' })
    .series(requests, fine, rateOf(30, 'per minute'))
    .sampleAt(modelFailureRatio, '30m', 0, { model: 'gpt-4o' })
    .staysQuiet(),

  scenario('nobody asks a model', { ...about, lasting: '1h' })
    .series(requests, fine, idle())
    .series(requests, failed, idle())
    .noSampleAt(modelFailureRatio, '30m')
    .staysQuiet(),

  scenario('no SDB agent counts anything', { ...about, lasting: '1h' }).staysQuiet(),
];
