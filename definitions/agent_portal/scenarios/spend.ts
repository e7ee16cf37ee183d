import { approx, firstEventAt, idle, rateOf, scenario } from 'dashwright/testing';
import { LiteLLMSpendHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { spendPerHour } from '../recording-rules.js';

const spend = metrics.litellm_spend_metric_total;
const about = { alerts: [LiteLLMSpendHigh] };
const qwen = { model: 'openai/qwen-235b' };
const gpt = { model: 'gpt-4o-2024-08-06' };

export default [
  // 60 USD per hour are 20 USD after twenty minutes. The hour is below 20 USD forty minutes after the last request.
  scenario('an agent runs in a loop for half an hour', about)
    .series(spend, gpt, rateOf(60, 'per hour').from('1h').until('1h30m'))
    .series(spend, qwen, rateOf(3, 'per hour'))
    .quietUntil('1h19m')
    .pendingAt('1h22m')
    .firesWithin(['1h25m', '1h28m'], { count: 1, labels: { ...gpt, severity: 'warning' } })
    .firingAt('1h40m', {
      value: approx(30, 0.3),
      annotations: {
        summary: /^Model gpt-4o-2024-08-06 cost (30|29)\.\d\d USD in the last hour, above 20 USD$/,
        description: /USD were spent on gpt-4o-2024-08-06 in the last hour \(threshold 20 USD\)/,
      },
    })
    .sampleAt(spendPerHour, '1h40m', approx(3, 0.05), qwen)
    .resolvesBy('2h14m'),

  scenario('19 USD an hour', { ...about, lasting: '3h' })
    .series(spend, gpt, rateOf(19, 'per hour'))
    .neverFires(),

  scenario('21 USD an hour', about)
    .series(spend, gpt, rateOf(21, 'per hour'))
    .firingAt('2h', { value: approx(21, 0.1) }),

  // The first request of a key creates its series, with the cost of that request as the first value.
  scenario('one batch of 25 USD, with a key that nobody has used before', about)
    .series(spend, gpt, firstEventAt('20m').event('20m', 24))
    .quietUntil('20m')
    .firesWithin(['25m', '27m'], { value: 25 })
    .sampleAt(spendPerHour, '30m', 25, gpt)
    .firingAt('1h19m')
    .resolvesBy('1h23m'),

  scenario('the first request of a key, for 1 USD', { ...about, lasting: '2h' })
    .series(spend, gpt, firstEventAt('20m'))
    .sampleAt(spendPerHour, '30m', 1, gpt)
    .staysQuiet(),

  scenario('scrapes fail for fifty minutes, long after 25 USD', { ...about, lasting: '5h' })
    .series(spend, gpt, firstEventAt('20m').event('20m', 24).gap('2h', '2h50m'))
    .firingAt('1h')
    .resolvesBy('1h23m'),

  scenario('two keys of one model, 12 USD an hour each', about)
    .series(spend, { ...gpt, instance: 'litellm-1:4000' }, rateOf(12, 'per hour'))
    .series(spend, { ...gpt, instance: 'litellm-2:4000' }, rateOf(12, 'per hour'))
    .firingAt('2h', { count: 1, value: approx(24, 0.1) }),

  scenario('two models, 12 USD an hour each', { ...about, lasting: '3h' })
    .series(spend, gpt, rateOf(12, 'per hour'))
    .series(spend, qwen, rateOf(12, 'per hour'))
    .neverFires(),

  // 20.6 USD in the hour, but for less than five minutes: the alert does not fire.
  scenario('three dear minutes', { ...about, lasting: '3h' })
    .series(
      spend,
      gpt,
      rateOf(18.5, 'per hour').thenAt('1h30m', rateOf(60, 'per hour')).thenAt('1h33m', idle()),
    )
    .neverFires(),

  scenario('LiteLLM restarts and counts from zero', { ...about, lasting: '3h' })
    .series(spend, gpt, rateOf(15, 'per hour').reset('1h30m'))
    .sampleAt(spendPerHour, '2h', approx(15, 0.2), gpt)
    .neverFires(),

  scenario('nobody spends anything', { ...about, lasting: '2h' })
    .series(spend, gpt, idle())
    .staysQuiet(),

  scenario('nothing is known of money', { ...about, lasting: '1h' })
    .noSampleAt(spendPerHour, '30m')
    .staysQuiet(),
];
