import { constant, scenario, timestampAged, timestampStuck } from 'dashwright/testing';
import { GCSchedulerStall } from '../alerts.js';
import { metrics } from '../metrics.js';

const lastRun = metrics.gc_last_run_timestamp;
const about = { alerts: [GCSchedulerStall] };

export default [
  // At 20m the last run is exactly ten minutes ago, which is still allowed.
  scenario('the collector stops and starts again', about)
    .series(lastRun, timestampAged('30s').thenAt('10m', timestampStuck()).thenAt('45m', timestampAged('30s')))
    .quietUntil('20m15s')
    .pendingAt('21m')
    .firesWithin(['26m', '26m'], { value: 960, labels: { severity: 'warning' } })
    .firingAt('40m', {
      annotations: {
        summary: 'Queue garbage collection has not run for more than 10m',
        description: /was 30m 0s ago \(threshold 10m\)/,
      },
    })
    .resolvedAt('46m'),

  scenario('a collection every ten minutes', about).series(lastRun, timestampAged('10m')).staysQuiet(),

  scenario('the collector is always eleven minutes late', about)
    .series(lastRun, timestampAged('11m'))
    .firingAt('10m', { value: 660 }),

  scenario('one collection takes thirteen minutes', about)
    .series(lastRun, timestampAged('30s').thenAt('10m', timestampStuck()).thenAt('23m', timestampAged('30s')))
    .neverFires(),

  scenario('one DAG manager collects, the other waits', about)
    .series(lastRun, { instance: 'dagmanager-1' }, timestampAged('30s'))
    .series(lastRun, { instance: 'dagmanager-2' }, constant(0))
    .staysQuiet(),

  scenario('the collector has never run since the start', about)
    .series(lastRun, constant(0).appearsAt('0s'))
    .firesWithin(['5m', '5m'], { annotations: { description: /was 20454d 0h 5m 0s ago/ } }),

  scenario('a new process runs its first collection after four minutes', about)
    .series(lastRun, constant(0).thenAt('4m', timestampAged('0s')))
    .neverFires(),

  scenario('the metric is gone', about)
    .series(lastRun, timestampAged('30s').disappearsAt('10m'))
    .quietUntil('10m')
    .pendingAt('11m')
    .firesWithin(['15m', '15m'], {
      count: 1,
      annotations: { description: /decades .* or that its metric is missing/ },
    }),

  scenario('there never was such a metric', about).firesWithin(['5m', '5m']),
];
