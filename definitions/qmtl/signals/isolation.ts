import { signal } from 'dashwright';
import { metrics } from '../metrics.js';

// The counter itself, not its increase: promotion stays blocked until the component has been reset to 0.
export const crossContextHits = signal({
  title: 'Cross-context cache hits',
  description: 'Cache hits whose context did not match the reader. Any value above 0 blocks promotion.',
  expr: metrics.cross_context_cache_hit_total,
  legend: ({ node_id, world_id, execution_domain, as_of, partition }) =>
    `${node_id} ${world_id} ${execution_domain} ${as_of} ${partition}`,
  suppress: [
    {
      check: 'promql/counter-raw',
      reason: 'Deliberate: what matters is whether the counter has been reset to 0, not when it last rose.',
    },
  ],
});
