import type { Analysis } from './analyse.js';
import { selectedName } from './flow/selector.js';
import type { BundleModel } from './model.js';

const cache = new WeakMap<BundleModel, ReadonlySet<string>>();

/** Names of all series that the expressions of a bundle select. */
export function usedSeries(model: BundleModel): ReadonlySet<string> {
  const cached = cache.get(model);
  if (cached) return cached;
  const names = new Set<string>();
  const seen = new Set<Analysis>();
  for (const { analysis } of model.occurrences) {
    if (!analysis || seen.has(analysis)) continue;
    seen.add(analysis);
    for (const { node } of analysis.nodes) {
      if (node.kind !== 'vector') continue;
      const name = selectedName(node);
      if (name !== undefined) names.add(name);
    }
  }
  cache.set(model, names);
  return names;
}
