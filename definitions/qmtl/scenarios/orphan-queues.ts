import { constant, jump, ramp, scenario, wave } from 'dashwright/testing';
import { OrphanQueuesGrowing } from '../alerts.js';
import { metrics } from '../metrics.js';

const orphans = metrics.orphan_queue_total;
const about = { alerts: [OrphanQueuesGrowing], step: '1m' } as const;

export default [
  scenario('five orphans more, which nobody removes', about)
    .series(orphans, jump(4, '4h', 9))
    .quietUntil('4h')
    .pendingAt('4h29m')
    .firesWithin(['4h30m', '4h31m'], {
      labels: { severity: 'warning' },
      annotations: { summary: 'Orphan queues are growing: 5 more than 3 hours ago' },
    })
    .firingAt('6h58m')
    // Three hours later the offset value is nine too.
    .resolvedAt('7h2m'),

  scenario('a leak of one orphan an hour', about)
    .series(orphans, ramp(0, 8, '8h'))
    .firingAt('6h', { annotations: { description: /There are 3 more orphan queues than 3 hours ago/ } }),

  scenario('a dozen orphans for a day', { ...about, lasting: '1d' })
    .series(orphans, constant(12))
    .staysQuiet(),

  scenario('a backlog of orphans is removed', { ...about, lasting: '8h' })
    .series(orphans, ramp(60, 0, '6h'))
    .staysQuiet(),

  scenario('orphans come, and go with every collection', { ...about, lasting: '8h' })
    .series(orphans, wave(0, 6, '10m'))
    .neverFires(),

  scenario('a few orphans that take twenty-five minutes to go', { ...about, lasting: '8h' })
    .series(orphans, constant(3).from('4h').until('4h25m'))
    .neverFires(),

  scenario('a DAG manager is replaced and counts up again', { ...about, lasting: '9h' })
    .series(orphans, { instance: 'dagmanager-1' }, constant(12).disappearsAt('4h'))
    .series(orphans, { instance: 'dagmanager-2' }, jump(0, '4h5m', 12).appearsAt('4h'))
    // Pending three hours later, as the new instance reported none for its first five minutes.
    .neverFires(),

  scenario('two DAG managers see the same orphans, one a collection later', { ...about, lasting: '6h' })
    .series(orphans, { instance: 'dagmanager-1' }, constant(12))
    .series(orphans, { instance: 'dagmanager-2' }, jump(10, '4h', 12))
    .staysQuiet(),

  scenario('nobody counts orphans', { ...about, lasting: '4h' }).staysQuiet(),
];
