import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { GenAiLatencyHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { genAiP95 } from '../signals.js';

const duration = metrics.gen_ai_client_operation_duration_seconds;
const about = { alerts: [GenAiLatencyHigh] };
const chat = { gen_ai_request_model: 'gpt-5.2-chat' };
const mini = { gen_ai_request_model: 'gpt-5.2-mini' };
const usual = observing(30, 'per minute', { quantile: 0.95, value: 6 });
const slow = observing(30, 'per minute', { quantile: 0.95, value: 35 });

export default [
  // 5% of the requests in the last five minutes are slow after about three minutes.
  scenario('one model is slow for half an hour, the other is not', about)
    .series(duration, chat, usual.thenAt('10m', slow).thenAt('40m', usual))
    .series(duration, mini, usual)
    .quietUntil('12m')
    .pendingAt('14m')
    .firesWithin(['22m', '24m'], { count: 1, labels: { ...chat, severity: 'warning' } })
    .firingAt('30m', {
      value: approx(35, 0.01),
      annotations: {
        summary: 'Model gpt-5.2-chat is slow: p95 is 35s, above 20.48s',
        description: /requests to gpt-5\.2-chat take 35s or longer \(threshold 20\.48s\)/,
      },
    })
    .resolvesBy('46m'),

  scenario('p95 is 20 s', { ...about, lasting: '30m' })
    .series(duration, chat, observing(30, 'per minute', { quantile: 0.95, value: 20 }))
    .staysQuiet(),

  scenario('p95 is 21.5 s', about)
    .series(duration, chat, observing(30, 'per minute', { quantile: 0.95, value: 21.5 }))
    .firesWithin(['10m', '12m'], { value: approx(21.5, 0.01) }),

  scenario('one answer in fifty takes a minute', { ...about, lasting: '30m' })
    .series(
      duration,
      chat,
      observing(2, 'per second', [
        { share: 0.98, value: 4 },
        { share: 0.02, value: 70 },
      ]),
    )
    .staysQuiet(),

  scenario('slow for four minutes', { ...about, lasting: '40m' })
    .series(duration, chat, usual.thenAt('10m', slow).thenAt('14m', usual))
    .neverFires(),

  // One pod alone has 35 s; both together are fast.
  scenario('a pod that gets one request in fifty is slow', { ...about, lasting: '30m' })
    .series(duration, { ...chat, pod: 'agui-server-1' }, observing(50, 'per second', 4))
    .series(duration, { ...chat, pod: 'agui-server-2' }, observing(1, 'per second', 35))
    .staysQuiet(),

  scenario('another system in the cluster asks a slow model', { ...about, lasting: '30m' })
    .series(duration, chat, usual)
    .series(duration, { ...mini, namespace: 'staging' }, slow)
    .staysQuiet(),

  scenario('nobody asks the model', { ...about, lasting: '30m' })
    .series(duration, chat, unobserved())
    .sampleAt(genAiP95, '20m', Number.NaN, chat)
    .staysQuiet(),

  scenario('a slow server goes away', about)
    .series(duration, chat, slow.disappearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('no request has ever been observed', { ...about, lasting: '30m' })
    .noSampleAt(genAiP95, '20m')
    .staysQuiet(),
];
