import { formatDuration, parseDuration } from '../../../catalog/duration.js';
import type { Binary } from '../../../engine/index.js';
import type { Analysed } from '../../analysis/analysis.js';
import { decidingComparisons, numberOf } from '../../analysis/conditions.js';
import { bare } from '../../analysis/parentheses.js';
import { longestTime } from '../../analysis/time-of-week.js';
import type { Check } from '../../check.js';

/** Functions that are above zero while a single event is in the window. */
const counts = new Set(['increase', 'changes', 'resets']);
const rates = new Set(['rate', 'irate']);

export const forWindowDeadzone: Check = {
  id: 'alert/for-window-deadzone',
  level: 'warning',
  summary: 'a `for` at least as long as the window: a single event leaves the window before the alert fires',
  roles: ['alert'],
  expression({ site, analysis }, report) {
    const { definition } = site;
    if (definition.type !== 'alert' || !analysis) return;
    const forMs = parseDuration(definition.rule.for);
    if (!forMs) return;
    const minutes = longestTime(analysis.root, analysis.nodes);
    // None at all: alert/threshold-unreachable.
    if (minutes !== undefined && minutes > 0 && forMs >= minutes * 60_000)
      report(
        analysis.root.node,
        `the conditions on the time are true for ${formatDuration(minutes * 60_000)} without a break and the alert waits ${definition.rule.for}: it never fires`,
        { level: 'error', expected: `a for shorter than ${formatDuration(minutes * 60_000)}` },
      );
    for (const comparison of decidingComparisons(analysis.root)) {
      if (isGuard(comparison)) continue;
      const window = windowOfOneEvent(comparison);
      if (window === undefined || forMs < window) continue;
      const range = formatDuration(window);
      report(
        comparison.node,
        `an event stays in the window for ${range} and the alert waits ${definition.rule.for}: it cannot fire on a single event`,
        { expected: `a for shorter than ${range}, or 0m: the window already keeps the alert firing` },
      );
    }
  },
};

/** The window of `increase(x[R]) > 0` and similar; undefined for comparisons that a single event does not satisfy. */
function windowOfOneEvent({ node, children }: Analysed<Binary>): number | undefined {
  const [left, right] = children;
  const bound = numberOf(right);
  if (!left || bound === undefined) return undefined;
  const call = countingCall(left);
  if (call?.node.kind !== 'call') return undefined;
  const limit = rates.has(call.node.func) ? 0 : 1;
  const meets =
    (node.op === '>' && bound >= 0 && (bound === 0 || bound < limit)) ||
    (node.op === '>=' && bound > 0 && bound <= limit) ||
    (node.op === '!=' && bound === 0);
  const range = call.children[0]?.node;
  return meets && range?.kind === 'matrix' && range.rangeExpr === undefined ? range.rangeMs : undefined;
}

/**
 * True for a condition that only says when the other one counts: `… and rate(requests_total[5m]) > 0` while there is
 * traffic, or what there was an hour ago. The alert is not about its events.
 */
function isGuard(comparison: Analysed<Binary>): boolean {
  const [left] = comparison.children;
  const call = left && countingCall(left);
  if (call?.node.kind !== 'call') return false;
  const selector = call.children[0]?.children[0]?.node;
  if (selector?.kind === 'vector' && (selector.offsetMs > 0 || selector.offsetExpr !== undefined))
    return true;
  return rates.has(call.node.func) && isOnTheRightOfAnd(comparison);
}

function isOnTheRightOfAnd(analysed: Analysed): boolean {
  for (let child = analysed, { parent } = child; parent; child = parent, parent = child.parent) {
    if (parent.node.kind === 'binary' && parent.node.op === 'and' && parent.children[1] === child)
      return true;
  }
  return false;
}

function countingCall(analysed: Analysed): Analysed | undefined {
  const inner = bare(analysed);
  const { node, children } = inner;
  if (node.kind === 'call' && (counts.has(node.func) || rates.has(node.func))) return inner;
  const [first] = children;
  if (node.kind === 'aggregation' && ['sum', 'max', 'min', 'avg'].includes(node.op))
    return first && countingCall(first);
  return undefined;
}
