import { constant, firstEventAt, scenario } from 'dashwright/testing';
import { CrossContextCacheHit } from '../alerts.js';
import { metrics } from '../metrics.js';

const hits = metrics.cross_context_cache_hit_total;
const about = { alerts: [CrossContextCacheHit] };
const context = {
  node_id: 'ema',
  world_id: 'live-7',
  execution_domain: 'live',
  as_of: '__unset__',
  partition: 'tenant-a',
} as const;

export default [
  scenario('a single hit blocks promotion until the component is restarted', about)
    .series(hits, { ...context, instance: 'sdk-1' }, firstEventAt('10m').disappearsAt('2h'))
    .quietUntil('10m')
    .firesWithin(['10m', '10m'], { value: 1, labels: { ...context, severity: 'critical' } })
    // Still firing hours after the hit: the counter has not been reset.
    .firingAt('1h59m', {
      annotations: {
        summary: 'Cross-context cache hits on node ema: 1, promotion is blocked',
        description:
          /node_id=ema world_id=live-7 execution_domain=live as_of=__unset__ partition=tenant-a instance=sdk-1\./,
      },
    })
    .resolvedAt('2h30s'),

  scenario('the counter is reset to zero by the cache tool', about)
    .series(hits, context, constant(3).until('20m'))
    .firingAt('19m30s', { value: 3 })
    .resolvedAt('20m30s'),

  scenario('two contexts are mixed up by two nodes', about)
    .series(hits, context, firstEventAt('10m'))
    .series(hits, { ...context, node_id: 'macd', execution_domain: 'backtest' }, firstEventAt('12m'))
    .firingAt('11m', { count: 1 })
    .firingAt('13m', { count: 2 }),

  scenario('the counter is there and stays at zero', about).series(hits, context, constant(0)).staysQuiet(),

  // Healthy: the first hit creates the series.
  scenario('there is no such series', { ...about, lasting: '1h' }).staysQuiet(),
];
