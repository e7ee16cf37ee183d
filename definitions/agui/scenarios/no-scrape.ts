import { constant, scenario, spike } from 'dashwright/testing';
import { AguiNoScrape } from '../alerts.js';
import { metrics } from '../metrics.js';
import { podsUp } from '../signals.js';

const about = { alerts: [AguiNoScrape] };
const job = 'myapp/agui-server-metrics';
const first = { job, pod: 'agui-server-1' };
const second = { job, pod: 'agui-server-2' };

export default [
  scenario('the port is renamed, and named again after twenty minutes', about)
    .series(metrics.up, first, spike(1, 0, '10m', '20m'))
    .series(metrics.up, second, spike(1, 0, '10m', '20m'))
    .quietUntil('10m')
    .pendingAt('12m')
    .firesWithin(['15m', '16m'], { value: 0, count: 1, labels: { severity: 'critical' } })
    .firingAt('20m', {
      annotations: {
        summary: 'No agui-server pod can be scraped',
        description: /that Prometheus could scrape for 5 minutes: 0 \(threshold: at least 1\)/,
      },
    })
    .resolvesBy('31m'),

  scenario('the PodMonitor is deleted, and with it all targets', about)
    .series(metrics.up, first, constant(1).disappearsAt('10m'))
    .quietUntil('10m')
    .firesWithin(['15m', '16m'], { value: 0, count: 1 }),

  scenario('one of two pods does not answer', { ...about, lasting: '30m' })
    .series(metrics.up, first, constant(1))
    .series(metrics.up, second, spike(1, 0, '10m', '20m'))
    .sampleAt(podsUp, '15m', 1)
    .neverFires(),

  scenario('a release without overlap, four minutes long', { ...about, lasting: '30m' })
    .series(metrics.up, first, constant(1).disappearsAt('10m'))
    .series(metrics.up, second, constant(1).appearsAt('14m'))
    .neverFires(),

  scenario('other pods of the namespace answer', about)
    .series(metrics.up, first, constant(0))
    .series(metrics.up, { job: 'myapp/other-metrics' }, constant(1))
    .firingAt('10m'),

  scenario('a copy in another namespace answers', about)
    .series(metrics.up, { ...first, namespace: 'staging' }, constant(1))
    .firingAt('10m'),

  scenario('the first pod starts after half an hour', about)
    .series(metrics.up, first, constant(1).appearsAt('30m'))
    .firesWithin(['5m', '6m'])
    .resolvesBy('31m'),

  scenario('nothing has ever been scraped', about).noSampleAt(podsUp, '5m').firesWithin(['5m', '5m']),
];
