import { approx, idle, rateOf, scenario } from 'dashwright/testing';
import { LiteLLMErrorRatioHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { errorRatio } from '../signals.js';

const requests = metrics.litellm_proxy_total_requests_metric_total;
const failed = metrics.litellm_proxy_failed_requests_metric_total;
const about = { alerts: [LiteLLMErrorRatioHigh] };
const answered = { status_code: '200' };
const refused = { status_code: '429' };

export default [
  // A failed request is counted twice: in all requests and in the failures.
  scenario('a provider refuses every tenth request for twenty minutes', about)
    .series(requests, answered, rateOf(54, 'per minute'))
    .series(requests, refused, rateOf(6, 'per minute').from('10m').until('30m'))
    .series(failed, rateOf(6, 'per minute').from('10m').until('30m'))
    .quietUntil('12m30s')
    .pendingAt('13m30s')
    .firesWithin(['17m30s', '18m30s'], { labels: { severity: 'warning' } })
    .firingAt('20m', {
      value: approx(0.1, 1e-9),
      annotations: {
        summary: '10% of requests to LiteLLM fail, above 5%',
        description: /10% of requests .* failed or were refused .* \(threshold 5%\)/,
      },
    })
    .resolvesBy('33m'),

  scenario('one in twenty-one requests fails', { ...about, lasting: '30m' })
    .series(requests, rateOf(63, 'per minute'))
    .series(failed, rateOf(3, 'per minute'))
    .sampleAt(errorRatio, '20m', approx(3 / 63, 1e-9))
    .staysQuiet(),

  scenario('one in nineteen requests fails', about)
    .series(requests, rateOf(57, 'per minute'))
    .series(failed, rateOf(3, 'per minute'))
    .firingAt('20m', { value: approx(3 / 57, 1e-9) }),

  scenario('failures for four minutes', { ...about, lasting: '30m' })
    .series(requests, rateOf(60, 'per minute'))
    .series(failed, rateOf(6, 'per minute').from('10m').until('14m'))
    .neverFires(),

  scenario('one model fails, another has ten times its requests', about)
    .series(requests, { requested_model: 'qwen-235b' }, rateOf(10, 'per minute'))
    .series(requests, { requested_model: 'gpt-4o' }, rateOf(90, 'per minute'))
    .series(failed, { requested_model: 'qwen-235b', exception_class: 'Timeout' }, rateOf(4, 'per minute'))
    .series(failed, { requested_model: 'qwen-235b' }, rateOf(4, 'per minute'))
    .firingAt('20m', { count: 1, value: approx(0.08, 1e-9) }),

  // A gateway without failures has no series of failures yet.
  scenario('a gateway that has never failed', { ...about, lasting: '30m' })
    .series(requests, rateOf(60, 'per minute'))
    .sampleAt(errorRatio, '20m', 0)
    .staysQuiet(),

  scenario('the same failures among more and more requests', about)
    .series(requests, rateOf(60, 'per minute').thenAt('20m', rateOf(180, 'per minute')))
    .series(failed, rateOf(6, 'per minute'))
    .firingAt('22m')
    .resolvesBy('23m30s'),

  scenario('LiteLLM restarts and counts from zero', { ...about, lasting: '30m' })
    .series(requests, rateOf(60, 'per minute').reset('10m'))
    .series(failed, rateOf(1, 'per minute').reset('10m'))
    .staysQuiet(),

  scenario('nobody asks a model', { ...about, lasting: '30m' })
    .series(requests, idle())
    .series(failed, rateOf(1, 'per minute'))
    .noSampleAt(errorRatio, '20m')
    .staysQuiet(),

  scenario('no gateway counts anything', { ...about, lasting: '30m' }).staysQuiet(),
];
