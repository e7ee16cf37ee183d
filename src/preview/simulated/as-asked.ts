import { withoutPart } from '../../catalog/names.js';
import type { Expression } from '../../engine/index.js';
import { childrenOf, selectedName } from '../../engine/tree.js';
import type { SiteMetric } from '../model.js';
import { usualBuckets } from './simulate.js';

/**
 * Metrics as queries expect them: those that are compared with one number, as it is done with what is 1 where something
 * holds, have that value, and histograms have the buckets that are asked for.
 */
export function asAsked(
  metrics: readonly SiteMetric[],
  queries: readonly Expression[],
): readonly SiteMetric[] {
  const values = new Map<string, number>();
  const buckets = new Map<string, number[]>();
  const visit = (at: Expression): void => {
    const selector = at.kind === 'vector' ? at : undefined;
    const bound = Number(selector?.matchers.find(({ name, op }) => name === 'le' && op === '=')?.value);
    if (selector && Number.isFinite(bound)) {
      const name = withoutPart(selectedName(selector) ?? '');
      buckets.set(name, [...(buckets.get(name) ?? []), bound]);
    }
    if (at.kind === 'binary' && at.op === '==' && !at.returnBool) {
      // A system that is well has nothing that is compared with 0.
      for (const [one, other] of [
        [at.lhs, at.rhs],
        [at.rhs, at.lhs],
      ] as const)
        if (one.kind === 'vector' && one.name && other.kind === 'number' && other.value > 0)
          values.set(one.name, values.get(one.name) ?? other.value);
    }
    for (const inner of childrenOf(at)) visit(inner);
  };
  queries.forEach(visit);
  return metrics.map((metric) => {
    const value = values.get(metric.name);
    if (value !== undefined) return { ...metric, kind: 'gauge', unit: undefined, range: [value, value] };
    const asked = buckets.get(metric.name);
    if (!asked) return metric;
    const all = new Set([...(metric.buckets ?? usualBuckets), ...asked]);
    return { ...metric, buckets: [...all].sort((a, b) => a - b) };
  });
}
