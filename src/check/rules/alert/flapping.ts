import { parseDuration } from '../../../catalog/duration.js';
import { choosesSeries } from '../../../query/promql/labels/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { decidingComparisons } from '../../analysis/conditions.js';
import { bare, parentOf } from '../../analysis/parentheses.js';
import type { Check } from '../../check.js';

const rates = new Set(['rate', 'irate', 'increase']);

export const flapping: Check = {
  id: 'alert/flapping',
  level: 'warning',
  summary: 'an alert on a changing selection of series, on two samples, or on a ratio of rates without `for`',
  roles: ['alert'],
  expression({ site, analysis }, report) {
    const { definition } = site;
    if (definition.type !== 'alert' || !analysis) return;
    for (const analysed of analysis.nodes) {
      const { node } = analysed;
      if (node.kind === 'call' && node.func === 'irate' && !isSmoothed(analysed)) {
        report(
          node,
          'irate() compares the last two samples only: a single scrape decides, and the alert resolves and fires again',
          { expected: 'rate() over a window of several scrapes' },
        );
      }
      if (node.kind !== 'aggregation' || !canChange(node.op) || !namesTheAlert(analysed)) continue;
      report(
        node,
        `${node.op}() can select different series at every evaluation, so alerts resolve and fire again`,
        {
          expected: 'a comparison of all series',
        },
      );
    }
    const { rule } = definition;
    if (parseDuration(rule.for) !== 0 || rule.keepFiringFor !== undefined) return;
    for (const comparison of decidingComparisons(analysis.root)) {
      const [left] = comparison.children;
      if (!left || !isRatioOfRates(left) || isCombined(comparison)) continue;
      report(
        comparison.node,
        'at low traffic a single event can move a ratio of rates over its threshold, and the alert fires at once',
        {
          expected: '`for` of a few minutes, or a second condition over a longer window',
        },
      );
    }
  },
};

/** The sample of `limit_ratio` depends on the labels of each series alone. */
function canChange(op: string): boolean {
  return choosesSeries.has(op) && op !== 'limit_ratio';
}

/** True when many values of a subquery are taken together: `max_over_time(irate(x[1m])[10m:])`. */
function isSmoothed(analysed: Analysed): boolean {
  for (let { parent } = analysed; parent; parent = parent.parent) {
    if (parent.node.kind === 'subquery') return true;
  }
  return false;
}

/**
 * True when the labels of the chosen series become those of the alert. After an aggregation or a match with other
 * series they do not: there `topk by (…) (1, …)` is how one of several equal series is taken.
 */
function namesTheAlert(chosen: Analysed): boolean {
  for (let parent = parentOf(chosen); parent; parent = parentOf(parent)) {
    const { node } = parent;
    if (node.kind === 'aggregation' && !choosesSeries.has(node.op)) return false;
    if (node.kind === 'binary' && node.matching && !/^(and|or|unless)$/.test(node.op)) return false;
  }
  return true;
}

function isRatioOfRates(analysed: Analysed): boolean {
  const { node, children } = bare(analysed);
  const [first, second] = children;
  if (node.kind !== 'binary' || !first || !second) return false;
  if (node.op === '*') return isRatioOfRates(first) || isRatioOfRates(second);
  return node.op === '/' && isSumOfRates(first) && isSumOfRates(second);
}

function isSumOfRates(analysed: Analysed): boolean {
  const { node, children } = bare(analysed);
  const [first] = children;
  if (node.kind === 'aggregation' && node.op === 'sum' && first) {
    const inner = bare(first).node;
    return inner.kind === 'call' && rates.has(inner.func);
  }
  // `total > 0`
  return node.kind === 'binary' && /^[<>=!]/.test(node.op) && first !== undefined && isSumOfRates(first);
}

/** Another condition must hold too. */
function isCombined(analysed: Analysed): boolean {
  for (let parent = parentOf(analysed); parent; parent = parentOf(parent)) {
    if (parent.node.kind === 'binary' && (parent.node.op === 'and' || parent.node.op === 'unless'))
      return true;
  }
  return false;
}
