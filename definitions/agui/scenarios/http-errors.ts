import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { HttpErrorRatioHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { httpErrorRatio } from '../signals.js';

const duration = metrics.http_server_duration_milliseconds;
const about = { alerts: [HttpErrorRatioHigh] };
const fine = { http_status_code: '200' };
const broken = { http_status_code: '500' };
const answered = (perMinute: number) => observing(perMinute, 'per minute', 300);

export default [
  // 5% of the requests in the last five minutes have failed after two and a half minutes of 10%.
  scenario('every tenth request fails for twenty minutes', about)
    .series(duration, fine, answered(54))
    .series(duration, broken, answered(6).from('10m').until('30m'))
    .quietUntil('13m')
    .pendingAt('14m')
    .firesWithin(['18m', '18m30s'], { count: 1, labels: { severity: 'critical' } })
    .firingAt('20m', {
      value: approx(0.1, 1e-6),
      annotations: {
        summary: '10% of HTTP requests to agui-server fail, above 5%',
        description: /10% of HTTP requests returned 5xx over the last 5 minutes \(threshold 5%\)/,
      },
    })
    .resolvesBy('34m'),

  scenario('one in twenty-one requests fails', { ...about, lasting: '30m' })
    .series(duration, fine, answered(60))
    .series(duration, broken, answered(3))
    .sampleAt(httpErrorRatio, '20m', approx(3 / 63, 1e-9))
    .staysQuiet(),

  scenario('one in nineteen requests fails', about)
    .series(duration, fine, answered(54))
    .series(duration, broken, answered(3))
    .firingAt('20m', { value: approx(3 / 57, 1e-9) }),

  scenario('requests fail for four minutes', { ...about, lasting: '30m' })
    .series(duration, fine, answered(54))
    .series(duration, broken, answered(6).from('10m').until('14m'))
    .neverFires(),

  scenario('500 and 503 together, on two pods', about)
    .series(duration, fine, answered(93))
    .series(duration, { ...broken, pod: 'agui-server-1' }, answered(3))
    .series(duration, { http_status_code: '503', pod: 'agui-server-2' }, answered(4))
    .firingAt('20m', { count: 1, value: approx(0.07, 1e-9) }),

  scenario('clients send what is not valid', { ...about, lasting: '30m' })
    .series(duration, fine, answered(50))
    .series(duration, { http_status_code: '422' }, answered(50))
    .sampleAt(httpErrorRatio, '20m', 0)
    .staysQuiet(),

  scenario('another system in the cluster fails', { ...about, lasting: '30m' })
    .series(duration, fine, answered(50))
    .series(duration, { ...broken, namespace: 'staging' }, answered(50))
    .staysQuiet(),

  scenario('the requests of another system do not count', about)
    .series(duration, fine, answered(50))
    .series(duration, broken, answered(10))
    .series(duration, { ...fine, namespace: 'staging' }, answered(1000))
    .firingAt('20m', { value: approx(1 / 6, 1e-6) }),

  scenario('no requests', { ...about, lasting: '30m' })
    .series(duration, fine, unobserved())
    .noSampleAt(httpErrorRatio, '20m')
    .staysQuiet(),

  scenario('a broken server is replaced', about)
    .series(duration, { ...broken, pod: 'agui-server-1' }, answered(10).disappearsAt('20m'))
    .series(duration, { ...fine, pod: 'agui-server-2' }, answered(10).appearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('no server at all', { ...about, lasting: '30m' }).staysQuiet(),
];
