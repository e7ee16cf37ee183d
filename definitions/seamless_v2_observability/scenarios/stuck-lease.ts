import { constant, ramp, scenario } from 'dashwright/testing';
import { SeamlessBackfillStuckLease } from '../alerts.js';
import { metrics } from '../metrics.js';

const completion = metrics.backfill_completion_ratio;
const about = { alerts: [SeamlessBackfillStuckLease] };
const lease = { node_id: 'ema', interval: '60s', lease_key: 'lease-1' } as const;

/** Progress up to 30% in ten minutes, then none. */
const stuck = ramp(0, 0.3, '10m');

export default [
  scenario('a lease stops at 30% until it is released an hour later', about)
    .series(completion, lease, stuck.disappearsAt('1h10m'))
    .quietUntil('20m')
    .pendingAt('29m')
    .firesWithin(['30m', '30m'], { value: 0.3, labels: { ...lease, severity: 'critical' } })
    .firingAt('1h9m', {
      annotations: {
        summary: 'Backfill lease lease-1 of ema (60s) is stuck at 30%',
        description: /^Lease lease-1 for node ema, interval 60s, is 30% complete \(threshold 50%\)/,
      },
    })
    .resolvedAt('1h11m'),

  scenario('only one of many leases is stuck', about)
    .series(completion, lease, stuck)
    .series(completion, { ...lease, lease_key: 'lease-2' }, ramp(0, 1, '4h'))
    .series(completion, { ...lease, interval: '300s' }, ramp(0, 1, '4h'))
    .series(completion, { ...lease, node_id: 'macd' }, ramp(0, 1, '4h'))
    .firesWithin(['30m', '30m'], { labels: lease, count: 1 })
    .firingAt('1h', { count: 1 }),

  scenario('a healthy backfill takes half an hour, and its lease disappears', { ...about, lasting: '2h' })
    .series(completion, lease, ramp(0, 1, '30m').disappearsAt('35m'))
    .staysQuiet(),

  scenario('a finished lease is kept', { ...about, lasting: '2h' })
    .series(completion, lease, ramp(0, 1, '30m'))
    .staysQuiet(),

  scenario('a very large backfill takes ten hours', { ...about, lasting: '6h' })
    .series(completion, lease, ramp(0, 1, '10h'))
    .staysQuiet(),

  scenario('a lease that moves once in nine minutes', { ...about, lasting: '36m' })
    .series(
      completion,
      lease,
      constant(0.1).thenAt('9m', constant(0.2).thenAt('9m', constant(0.3).thenAt('9m', 0.4))),
    )
    .quietAt('10m')
    .quietAt('17m')
    .quietAt('26m')
    .quietAt('35m')
    .neverFires(),

  scenario('a lease stands still for eighteen minutes and goes on', { ...about, lasting: '1h30m' })
    .series(completion, lease, ramp(0, 0.3, '10m').thenAt('28m', ramp(0.3, 1, '2h')))
    .pendingAt('25m')
    .neverFires(),

  scenario('a lease stands still just under a half', about)
    .series(completion, lease, constant(0.49))
    .firesWithin(['10m', '12m']),

  scenario('a lease stands still at a half', { ...about, lasting: '1h' })
    .series(completion, lease, constant(0.5))
    .staysQuiet(),

  scenario('a lease that nobody ever works on', about)
    .series(completion, lease, constant(0).appearsAt('10m'))
    .quietUntil('10m')
    .firesWithin(['20m', '22m'], { value: 0 }),

  scenario('a worker starts over, from 40% to 10%', { ...about, lasting: '1h30m' })
    .series(completion, lease, ramp(0, 0.4, '20m').thenAt('20m', ramp(0.1, 1, '2h')))
    .pendingAt('25m')
    .neverFires(),

  // The gauge of the instance that released the lease keeps its value.
  scenario('a lease moves to another instance', { ...about, lasting: '1h30m' })
    .series(completion, { ...lease, instance: 'worker-1' }, stuck)
    .series(completion, { ...lease, instance: 'worker-2' }, ramp(0.3, 1, '4h').appearsAt('11m'))
    .staysQuiet(),

  scenario('another instance reports that the lease is nearly done', about)
    .series(completion, { ...lease, instance: 'worker-1' }, constant(0.3))
    .series(completion, { ...lease, instance: 'worker-2' }, constant(0.9))
    .staysQuiet(),

  scenario('there is no lease', { ...about, lasting: '1h' }).staysQuiet(),
];
