import { approx, observing, scenario, unobserved } from 'dashwright/testing';
import { SeamlessSla99thDegraded } from '../alerts.js';
import { metrics } from '../metrics.js';
import { slaP99 } from '../signals.js';

const waits = metrics.seamless_sla_deadline_seconds;
const total = { phase: 'total' } as const;
const about = { alerts: [SeamlessSla99thDegraded] };

const fast = observing(2, 'per second', { quantile: 0.99, value: 40 });
const slow = observing(2, 'per second', { quantile: 0.99, value: 290 });

export default [
  scenario('one in a hundred requests waits for 290 s, for half an hour', about)
    .series(waits, total, fast.thenAt('10m', slow).thenAt('40m', fast))
    .quietUntil('10m')
    .firesWithin(['15m', '20m'], { labels: { severity: 'warning' } })
    .firingAt('30m', {
      value: approx(290, 0.001),
      annotations: {
        summary: /^Seamless requests are slow: p99 is 4m 50s, above 4m$/,
        description: /takes 4m 50s or longer \(deadline 4m\)/,
      },
    })
    .resolvesBy('45m30s'),

  scenario('p99 is a second above the deadline', about)
    .series(waits, total, observing(2, 'per second', { quantile: 0.99, value: 241 }))
    .firesWithin(['5m', '6m'], { value: approx(241, 0.001) }),

  scenario('p99 is a second under the deadline', about)
    .series(waits, total, observing(2, 'per second', { quantile: 0.99, value: 239 }))
    .staysQuiet(),

  scenario('p99 is the very deadline', about)
    .series(
      waits,
      total,
      observing(100, 'per second', [
        { share: 0.99, value: 200 },
        { share: 0.01, value: 290 },
      ]),
    )
    .sampleAt(slaP99, '20m', 240)
    .staysQuiet(),

  scenario('one in two hundred requests is late', about)
    .series(
      waits,
      total,
      observing(2, 'per second', [
        { share: 0.995, value: 40 },
        { share: 0.005, value: 290 },
      ]),
    )
    .staysQuiet(),

  // The five-minute window includes them for about five minutes, not longer than `for` of the alert.
  scenario('slow requests for ten seconds', about)
    .series(waits, total, fast.thenAt('10m', slow).thenAt('10m15s', fast))
    .neverFires(),

  scenario('waiting for a backfill is slow, requests as a whole are not', about)
    .series(waits, total, fast)
    .series(waits, { phase: 'backfill_wait' }, slow)
    .staysQuiet(),

  scenario('a small node is slow, all requests together are not', about)
    .series(waits, { ...total, node_id: 'ema' }, observing(20, 'per second', 40))
    .series(waits, { ...total, node_id: 'macd' }, observing(0.1, 'per second', 500))
    .staysQuiet(),

  scenario('nobody asks for data', about).series(waits, total, unobserved()).staysQuiet(),

  scenario('a slow data layer goes away', about)
    .series(waits, total, slow.disappearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('26m'),

  scenario('there is no data layer', { ...about, lasting: '30m' }).staysQuiet(),
];
