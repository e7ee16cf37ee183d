import { isComparison, isCondition } from '../../analysis/conditions.js';
import { bare } from '../../analysis/parentheses.js';
import { all } from '../../analysis/spans.js';
import type { Check } from '../../check.js';

export const noComparison: Check = {
  id: 'alert/no-comparison',
  level: 'warning',
  summary: 'an alert that fires on any value, zero included',
  roles: ['alert'],
  expression({ site, analysis }, report) {
    if (!analysis || isCondition(analysis.root)) return;
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
