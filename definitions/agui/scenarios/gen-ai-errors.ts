import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { GenAiErrorRatioHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { genAiErrorRatio } from '../signals.js';

const duration = metrics.gen_ai_client_operation_duration_seconds;
const about = { alerts: [GenAiErrorRatioHigh] };
const model = { gen_ai_request_model: 'gpt-5.2-chat' };
const chat = { ...model, error_type: '' };
const refused = { ...model, error_type: 'RateLimitError' };
const asked = (perMinute: number) => observing(perMinute, 'per minute', 4);

export default [
  // 10% of the requests in the last five minutes have failed after two and a half minutes of 20%.
  scenario('every fifth request is refused for twenty minutes', about)
    .series(duration, chat, asked(48))
    .series(duration, refused, asked(12).from('10m').until('30m'))
    .quietUntil('13m')
    .pendingAt('14m')
    .firesWithin(['18m', '18m30s'], { labels: { ...model, severity: 'warning' } })
    .firingAt('20m', {
      value: approx(0.2, 1e-6),
      annotations: {
        summary: '20% of requests to gpt-5.2-chat fail, above 10%',
        description:
          /20% of requests to model gpt-5\.2-chat failed over the last 5 minutes \(threshold 10%\)/,
      },
    })
    .resolvesBy('34m'),

  scenario('nineteen in two hundred requests fail', { ...about, lasting: '30m' })
    .series(duration, chat, asked(181))
    .series(duration, refused, asked(19))
    .sampleAt(genAiErrorRatio, '20m', approx(0.095, 1e-6), model)
    .staysQuiet(),

  scenario('twenty-one in two hundred requests fail', about)
    .series(duration, chat, asked(179))
    .series(duration, refused, asked(21))
    .firingAt('20m', { value: approx(0.105, 1e-6) }),

  scenario('requests fail for four minutes', { ...about, lasting: '30m' })
    .series(duration, chat, asked(48))
    .series(duration, refused, asked(12).from('10m').until('14m'))
    .neverFires(),

  scenario('two kinds of errors, on two pods', about)
    .series(duration, chat, asked(50))
    .series(duration, { ...refused, pod: 'agui-server-1' }, asked(4))
    .series(duration, { ...model, error_type: 'APITimeoutError', pod: 'agui-server-2' }, asked(4))
    .firingAt('20m', { count: 1, value: approx(8 / 58, 1e-6) }),

  scenario('one model fails, the other does not', about)
    .series(duration, chat, asked(10))
    .series(duration, refused, asked(10))
    .series(duration, { gen_ai_request_model: 'gpt-5.2-mini' }, asked(500))
    .firingAt('20m', { count: 1, labels: model })
    .quietAt('20m', { labels: { gen_ai_request_model: 'gpt-5.2-mini' } }),

  scenario('another system in the cluster is refused', { ...about, lasting: '30m' })
    .series(duration, chat, asked(50))
    .series(duration, { ...refused, namespace: 'staging' }, asked(50))
    .staysQuiet(),

  // A model without errors has no series of errors yet.
  scenario('a model that has never failed', { ...about, lasting: '30m' })
    .series(duration, chat, asked(60))
    .sampleAt(genAiErrorRatio, '20m', 0, model)
    .staysQuiet(),

  scenario('nobody asks the model', { ...about, lasting: '30m' })
    .series(duration, chat, unobserved())
    .noSampleAt(genAiErrorRatio, '20m')
    .staysQuiet(),

  scenario('a server that was refused goes away', about)
    .series(duration, chat, asked(10).disappearsAt('20m'))
    .series(duration, refused, asked(10).disappearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('no request has ever been observed', { ...about, lasting: '30m' }).staysQuiet(),
];
