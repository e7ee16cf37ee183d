import type { Binary } from '../../../engine/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { decidingComparisons, isAbsence, isComparison } from '../../analysis/conditions.js';
import { selectorsBelow } from '../../analysis/operand.js';
import { bare } from '../../analysis/parentheses.js';
import { writingOf } from '../../analysis/written.js';
import type { Check } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';

const countsOrAdds = new Set(['count', 'sum']);

export const noDataBlind: Check = {
  id: 'alert/no-data-blind',
  level: 'warning',
  summary: 'an alert on a low value that does not fire when the series are missing',
  roles: ['alert'],
  expression({ site: { text }, analysis }, report, model) {
    if (!analysis || seesAbsence(analysis.root)) return;
    for (const comparison of decidingComparisons(analysis.root)) {
      const { node, children } = comparison;
      const [left] = children;
      if ((node.op !== '<' && node.op !== '<=') || !left?.vector) continue;
      const filter = filterBelow(left);
      if (filter) {
        if (watchedForAbsence(model).filters.has(writingOf(filter, text))) continue;
        report(
          filter.node,
          'when no series passes this filter there is no value at all, not 0, and the alert does not fire',
          { expected: 'sum(… == bool …), which is 0 then, or … or vector(0)' },
        );
        return;
      }
      const selectors = selectorsBelow(left);
      if (!alwaysThere(left, selectors)) continue;
      const names = selectors.map(({ series }) => series?.name ?? '');
      const { names: watched } = watchedForAbsence(model);
      if (names.some((name) => watched.has(name)) || watched.has('up')) continue;
      report(node, `when ${names[0]} is missing there is nothing to compare, and the alert does not fire`, {
        expected: 'either(…, missing(…)), a separate alert on absent() or up == 0, or … or vector(0)',
      });
      return;
    }
  },
};

/** The filter whose series an aggregation counts or adds: `count(up == 1)`. */
function filterBelow(analysed: Analysed): Analysed<Binary> | undefined {
  const { node, children } = bare(analysed);
  const [first] = children;
  if (node.kind !== 'aggregation' || !countsOrAdds.has(node.op) || !first) return undefined;
  const inner = bare(first);
  return isComparison(inner) && !inner.node.returnBool && inner.vector ? inner : undefined;
}

/** `or` replaces the missing series; absent() checks for them. */
function seesAbsence(analysed: Analysed): boolean {
  const { node, children } = analysed;
  if (isAbsence(analysed)) return true;
  if (node.kind === 'binary' && node.op === 'or') return true;
  return children.some(seesAbsence);
}

/**
 * True for series that exist as long as the system runs: those that differ in the labels of the scrape alone. Series
 * per topic or customer come and go, and their absence is nothing to alert on.
 */
function alwaysThere({ flow }: Analysed, selectors: readonly Analysed[]): boolean {
  if (flow.open || selectors.length === 0) return false;
  return selectors.every(({ series }) => {
    if (!series) return false;
    const { metric } = series;
    if (series.name === 'up' && !metric) return flow.possible.size === 0;
    const targetLabels = metric?.targetLabels ?? ['job', 'instance'];
    return [...flow.possible].every((label) => targetLabels.includes(label));
  });
}

/** What alerts of a bundle report the absence of. */
interface Watched {
  /** Names of series. */
  readonly names: ReadonlySet<string>;
  /** Filters, as `writingOf` writes them: of `absent(up == 1)`. */
  readonly filters: ReadonlySet<string>;
}

const cache = new WeakMap<BundleModel, Watched>();

function watchedForAbsence(model: BundleModel): Watched {
  const cached = cache.get(model);
  if (cached) return cached;
  const names = new Set<string>();
  const filters = new Set<string>();
  for (const site of model.sites) {
    const analysis = site.role === 'alert' ? model.analyseRule(site).analysis : undefined;
    if (!analysis) continue;
    for (const analysed of analysis.nodes) {
      const { children } = analysed;
      if (!isAbsence(analysed)) continue;
      for (const { series } of selectorsBelow(analysed)) if (series) names.add(series.name);
      for (const argument of children.slice(0, 1)) filters.add(writingOf(bare(argument), site.text));
    }
    const root = bare(analysis.root);
    const [left] = root.children;
    // `up == 0` fires when a target no longer answers.
    if (root.node.kind === 'binary' && left && bare(left).series?.name === 'up') names.add('up');
  }
  const watched = { names, filters };
  cache.set(model, watched);
  return watched;
}
