import { withoutPart } from '../../catalog/names.js';
import type { Expression, VectorSelector } from '../../engine/index.js';
import { childrenOf, selectedName } from '../../engine/tree.js';
import type { SiteMetric } from '../model.js';
import { accepts } from './matchers.js';

export interface FoundSelector {
  readonly selector: VectorSelector;
  /** It is what a counter is read by. */
  readonly isRate: boolean;
}

/** The selectors of a query, and whether a counter's function reads them. */
export function selectorsIn(query: Expression): FoundSelector[] {
  const found: FoundSelector[] = [];
  const visit = (at: Expression, isRate: boolean): void => {
    if (at.kind === 'vector') found.push({ selector: at, isRate });
    else if (at.kind === 'matrix') found.push({ selector: at.selector, isRate });
    else
      for (const inner of childrenOf(at))
        visit(inner, at.kind === 'call' ? /^(rate|irate|increase)$/.test(at.func) : false);
  };
  visit(query, false);
  return found;
}

/** The metrics that a selector means: by the name of their series, or by a pattern of it. */
export function metricsOf(selector: VectorSelector, metrics: readonly SiteMetric[]): readonly SiteMetric[] {
  const series = selectedName(selector);
  if (series) {
    const found =
      metrics.find(({ name }) => name === series) ?? metrics.find(({ name }) => name === withoutPart(series));
    return found ? [found] : [];
  }
  const patterns = selector.matchers.filter(({ name }) => name === '__name__');
  // Without one it means whatever has its labels.
  return patterns.length === 0 ? [] : metrics.filter(({ name }) => accepts(patterns, { __name__: name }));
}
