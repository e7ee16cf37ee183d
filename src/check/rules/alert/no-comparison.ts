import type { Analysed } from '../../analysis/analysis.js';
import { isComparison, isCondition } from '../../analysis/conditions.js';
import { isInfo } from '../../analysis/info-series.js';
import { sampleSelectors } from '../../analysis/operand.js';
import { bare } from '../../analysis/parentheses.js';
import { all } from '../../analysis/spans.js';
import type { Check } from '../../check.js';

export const noComparison: Check = {
  id: 'alert/no-comparison',
  level: 'warning',
  summary: 'an alert that fires on any value, zero included',
  roles: ['alert'],
  expression({ site, analysis }, report) {
    if (!analysis) return;
    for (const { node } of boolConditions(analysis.root)) {
      report(node, 'with bool this comparison always has a result, 0 or 1, so it filters nothing here', {
        expected: 'the comparison without bool',
      });
    }
    if (isCondition(analysis.root) || choosesByLabel(analysis.root)) return;
    const root = bare(analysis.root);
    // vector(1) is how an alert that always fires is written: a watchdog.
    if (root.node.kind === 'call' && root.node.func === 'vector') return;
    const bool = isComparison(root) && root.node.returnBool;
    report(
      all(site.text),
      bool
        ? 'with bool the comparison returns 0 or 1, and the alert fires on both'
        : 'the expression has no comparison: the alert fires on every value',
      { expected: bool ? 'the comparison without bool' : 'a comparison such as > 0, absent() or unless' },
    );
  },
};

/** The value of an info series is always 1: `x_info{ready="False"}` says with a label what is wrong. */
function choosesByLabel(root: Analysed): boolean {
  const selectors = sampleSelectors(root);
  return (
    selectors.length > 0 &&
    selectors.every((one) => isInfo(one) && one.node.kind === 'vector' && one.node.matchers.length > 0)
  );
}

/** Comparisons with `bool` that stand as a side of `and` or `unless`, where only what has no result would matter. */
function boolConditions(analysed: Analysed): Analysed[] {
  const { node, children } = bare(analysed);
  if (node.kind !== 'binary') return [];
  if (node.op !== 'and' && node.op !== 'unless')
    return node.op === 'or' ? children.flatMap(boolConditions) : [];
  return children.flatMap((side) => {
    const inner = bare(side);
    return isComparison(inner) && inner.node.returnBool ? [inner] : boolConditions(inner);
  });
}
