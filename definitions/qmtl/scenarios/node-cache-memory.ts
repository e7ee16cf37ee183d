import { constant, ramp, scenario, spike } from 'dashwright/testing';
import { NodeCacheMemoryHigh } from '../alerts.js';
import { metrics } from '../metrics.js';

const memory = metrics.nodecache_resident_bytes;
const total = memory.where({ node_id: 'all', scope: 'total' });
const about = { alerts: [NodeCacheMemoryHigh] };

export default [
  scenario('the caches grow to 6 GB, and the process is restarted', about)
    .series(total, { instance: 'sdk-1' }, ramp(4e9, 6e9, '20m').thenAt('40m', 1e8))
    .quietUntil('10m15s')
    .firesWithin(['15m', '15m30s'], { labels: { severity: 'warning' } })
    .firingAt('30m', {
      value: 6e9,
      annotations: {
        summary: 'Node caches hold 6GB, above 5GB',
        description: /The node caches of sdk-1 hold 6GB \(threshold 5GB\)/,
      },
    })
    .resolvedAt('41m'),

  scenario('exactly 5 GB', about).series(total, constant(5e9)).staysQuiet(),

  scenario('one byte more than 5 GB', about)
    .series(total, constant(5e9 + 1))
    .firesWithin(['5m', '5m']),

  scenario('four minutes above the threshold', about)
    .series(total, spike(4e9, 6e9, '10m', '4m'))
    .neverFires(),

  scenario('a node alone does not count: its sum does', about)
    .series(memory, { node_id: 'ema', scope: 'node' }, constant(9e9))
    .series(total, constant(4.9e9))
    .staysQuiet(),

  scenario('a process that was too large is gone', about)
    .series(total, constant(6e9).disappearsAt('20m'))
    .firingAt('19m')
    .resolvedAt('21m'),

  scenario('no process reports its caches', { ...about, lasting: '30m' }).staysQuiet(),
];
