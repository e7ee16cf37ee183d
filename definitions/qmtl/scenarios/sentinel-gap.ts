import { constant, jump, scenario, spike } from 'dashwright/testing';
import { SentinelGap } from '../alerts.js';
import { metrics } from '../metrics.js';

const gaps = metrics.sentinel_gap_count;
const about = { alerts: [SentinelGap] };

export default [
  scenario('a sentinel is missing until it is deployed again', about)
    .series(gaps, { instance: 'dagmanager-1' }, constant(1).from('10m').until('40m'))
    .quietUntil('10m')
    .firesWithin(['15m', '15m'], {
      value: 1,
      labels: { severity: 'warning', instance: 'dagmanager-1' },
      annotations: {
        summary: 'Version sentinels missing from the graph: 1',
        description: /^Version sentinels missing on dagmanager-1: 1/,
      },
    })
    .firingAt('39m')
    .resolvedAt('41m'),

  scenario('all sentinels are there', about).series(gaps, constant(0)).staysQuiet(),

  scenario('a sentinel comes four minutes late', about)
    .series(gaps, spike(0, 1, '10m', '4m'))
    .neverFires(),

  scenario('the DAG manager goes away with a gap', about)
    .series(gaps, jump(0, '5m', 2).disappearsAt('20m'))
    .firingAt('15m', { value: 2 })
    .resolvedAt('21m'),

  scenario('nobody counts sentinels', { ...about, lasting: '30m' }).staysQuiet(),
];
