import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { LiteLLMLatencyHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { p95Latency } from '../signals.js';

const latency = metrics.litellm_request_total_latency_metric;
const about = { alerts: [LiteLLMLatencyHigh] };
const usual = observing(1, 'per second', { quantile: 0.95, value: 8 });
const slow = observing(1, 'per second', { quantile: 0.95, value: 45 });

export default [
  // 5% of the requests in the last five minutes are slow after about three minutes.
  scenario('answers are slow for half an hour', about)
    .series(latency, usual.thenAt('10m', slow).thenAt('40m', usual))
    .quietUntil('12m30s')
    .pendingAt('13m30s')
    .firesWithin(['22m30s', '23m30s'], { labels: { severity: 'warning' } })
    .firingAt('30m', {
      value: approx(45_000, 1),
      annotations: {
        summary: 'LiteLLM responses are slow: p95 is 45000 ms, above 30000 ms',
        description: /take 45000 ms or longer .* \(threshold 30000 ms\)/,
      },
    })
    .resolvesBy('45m30s'),

  scenario('p95 is 29 s', { ...about, lasting: '30m' })
    .series(latency, observing(1, 'per second', { quantile: 0.95, value: 29 }))
    .staysQuiet(),

  scenario('p95 is 32 s', about)
    .series(latency, observing(1, 'per second', { quantile: 0.95, value: 32 }))
    .firesWithin(['10m', '11m'], { value: approx(32_000, 1) }),

  scenario('one request in fifty takes minutes', { ...about, lasting: '30m' })
    .series(
      latency,
      observing(2, 'per second', [
        { share: 0.98, value: 4 },
        { share: 0.02, value: 200 },
      ]),
    )
    .staysQuiet(),

  scenario('nine slow minutes', { ...about, lasting: '40m' })
    .series(latency, usual.thenAt('10m', slow).thenAt('14m', usual))
    .neverFires(),

  // The slow model alone has 45 s; of both models, fewer than one request in twenty is slow.
  scenario('a slow model that hardly anybody asks', { ...about, lasting: '30m' })
    .series(latency, { requested_model: 'gpt-4o' }, observing(60, 'per second', 4))
    .series(latency, { requested_model: 'qwen-235b' }, observing(1, 'per second', 45))
    .staysQuiet(),

  scenario('nobody asks a model', { ...about, lasting: '30m' })
    .series(latency, unobserved())
    .sampleAt(p95Latency, '20m', Number.NaN)
    .staysQuiet(),

  scenario('a slow gateway goes away', about)
    .series(latency, slow.disappearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('no gateway observes anything', { ...about, lasting: '30m' })
    .noSampleAt(p95Latency, '20m')
    .staysQuiet(),
];
