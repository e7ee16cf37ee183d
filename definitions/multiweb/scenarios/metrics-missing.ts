import { idle, rateOf, scenario } from 'dashwright/testing';
import { ApiMetricsMissing } from '../alerts.js';
import { application } from '../metrics.js';

const requests = application.http_requests_total;
const about = { alerts: [ApiMetricsMissing] };

export default [
  // The five-minute rate has samples until five minutes after the last one; then `for` of the alert begins.
  scenario('all pods are gone for half an hour', about)
    .series(requests, { pod: 'multiweb-api-1' }, rateOf(60, 'per minute').disappearsAt('20m'))
    .series(requests, { pod: 'multiweb-api-2' }, rateOf(60, 'per minute').disappearsAt('20m'))
    .series(requests, { pod: 'multiweb-api-3' }, rateOf(60, 'per minute').appearsAt('50m'))
    .quietAt('15m')
    .quietAt('24m')
    .pendingAt('26m')
    .firesWithin(['29m', '30m30s'], { labels: { severity: 'critical' } })
    .firingAt('40m', {
      value: 0,
      count: 1,
      annotations: {
        summary: 'Request metrics of the API are missing',
        description: /No instance of the API has had a request counter for 5 minutes/,
      },
    })
    .resolvesBy('52m'),

  scenario('one of two pods is gone', { ...about, lasting: '40m' })
    .series(requests, { pod: 'multiweb-api-1' }, rateOf(60, 'per minute').disappearsAt('20m'))
    .series(requests, { pod: 'multiweb-api-2' }, rateOf(60, 'per minute'))
    .neverFires(),

  scenario('the API is up, and nobody asks for anything', { ...about, lasting: '40m' })
    .series(requests, idle())
    .neverFires(),

  scenario('scrapes fail for six minutes', { ...about, lasting: '40m' })
    .series(requests, rateOf(60, 'per minute').gap('15m', '21m'))
    .neverFires(),

  scenario('there has never been an API', { ...about, lasting: '30m' }).firesWithin(['5m', '5m']),
];
