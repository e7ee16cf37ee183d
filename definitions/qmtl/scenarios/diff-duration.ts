import { constant, scenario, spike } from 'dashwright/testing';
import { DiffDurationHigh } from '../alerts.js';
import { metrics } from '../metrics.js';

const p95 = metrics.diff_duration_ms_p95;
const about = { alerts: [DiffDurationHigh] };

export default [
  scenario('diffs take 201 ms for twenty minutes', about)
    .series(p95, { instance: 'dagmanager-1' }, constant(201).from('10m').until('30m').otherwise(90))
    .quietUntil('10m')
    .pendingAt('14m30s')
    .firesWithin(['15m', '15m'], { value: 201, labels: { severity: 'warning' } })
    .firingAt('29m30s', {
      annotations: {
        summary: 'DAG diffs are slow: p95 is 201 ms, above 200 ms',
        description: /take 201 ms or longer on dagmanager-1 \(threshold 200 ms\)/,
      },
    })
    .resolvedAt('30m30s'),

  scenario('diffs take exactly 200 ms', about).series(p95, constant(200)).staysQuiet(),

  scenario('one large strategy takes four minutes to settle', about)
    .series(p95, spike(90, 900, '10m', '4m'))
    .neverFires(),

  scenario('one of two DAG managers is slow', about)
    .series(p95, { instance: 'dagmanager-1' }, constant(90))
    .series(p95, { instance: 'dagmanager-2' }, constant(350))
    .firingAt('10m', { count: 1, labels: { instance: 'dagmanager-2' } })
    .quietAt('10m', { labels: { instance: 'dagmanager-1' } }),

  // DiffThroughputLow reports a missing DAG manager; after a restart it is not slow.
  scenario('a slow DAG manager goes away', about)
    .series(p95, constant(350).disappearsAt('20m'))
    .firingAt('19m')
    .resolvedAt('21m'),

  scenario('no DAG manager reports a duration', { ...about, lasting: '30m' }).staysQuiet(),
];
