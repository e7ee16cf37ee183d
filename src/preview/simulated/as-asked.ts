import { withoutPart } from '../../catalog/names.js';
import type { Expression, VectorSelector } from '../../engine/index.js';
import { childrenOf, selectedName } from '../../engine/tree.js';
import type { SiteMetric } from '../model.js';
import { metricsOf } from './selected-metrics.js';
import { usualBuckets } from './simulate.js';

/**
 * Metrics as queries expect them: those that are compared with one number, as it is done with what is 1 where something
 * holds, have that value, histograms have the buckets that are asked for, and what no query takes a rate of is no counter.
 */
export function asAsked(
  metrics: readonly SiteMetric[],
  queries: readonly Expression[],
): readonly SiteMetric[] {
  const plain = new Set<string>();
  const ranged = new Set<string>();
  const alternatives: VectorSelector[] = [];
  const values = new Map<string, number>();
  const buckets = new Map<string, number[]>();
  const visit = (at: Expression, isRanged = false): void => {
    const selector = at.kind === 'vector' ? at : undefined;
    const bound = Number(selector?.matchers.find(({ name, op }) => name === 'le' && op === '=')?.value);
    if (selector && Number.isFinite(bound)) {
      const name = withoutPart(selectedName(selector) ?? '');
      buckets.set(name, [...(buckets.get(name) ?? []), bound]);
    }
    if (selector?.name) (isRanged ? ranged : plain).add(selector.name);
    else if (selector && isRanged) alternatives.push(selector);
    if (at.kind === 'binary' && at.op === '==' && !at.returnBool) {
      // A system that is well has nothing that is compared with 0.
      for (const [one, other] of [
        [at.lhs, at.rhs],
        [at.rhs, at.lhs],
      ] as const)
        if (one.kind === 'vector' && one.name && other.kind === 'number' && other.value > 0)
          values.set(one.name, values.get(one.name) ?? other.value);
    }
    for (const inner of childrenOf(at))
      visit(inner, isRanged || at.kind === 'matrix' || at.kind === 'subquery');
  };
  for (const query of queries) visit(query);
  // A rate has no names: of metrics that one selector means, such as those of two versions, a system has one.
  const others = new Set(
    alternatives
      .flatMap((selector) => metricsOf(selector, metrics).slice(1))
      .filter(({ name }) => !plain.has(name) && !ranged.has(name)),
  );
  return metrics.flatMap((metric) => (others.has(metric) ? [] : [asAskedFor(metric)]));

  function asAskedFor(metric: SiteMetric): SiteMetric {
    const value = values.get(metric.name);
    if (value !== undefined) return { ...metric, kind: 'gauge', unit: undefined, range: [value, value] };
    // What is only shown as it is does not grow for ever, whatever its name ends with.
    if (metric.kind === 'counter' && plain.has(metric.name) && !ranged.has(metric.name))
      return { ...metric, kind: 'gauge' };
    const asked = buckets.get(metric.name);
    if (!asked) return metric;
    const all = new Set([...(metric.buckets ?? usualBuckets), ...asked]);
    return { ...metric, buckets: [...all].sort((a, b) => a - b) };
  }
}
