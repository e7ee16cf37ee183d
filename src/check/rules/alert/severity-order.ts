import { parseDuration } from '../../../catalog/duration.js';
import { listedName } from '../../../define/index.js';
import type { ResolvedAlert } from '../../../resolve/index.js';
import { isComparison } from '../../analysis/conditions.js';
import { bare } from '../../analysis/parentheses.js';
import { domainOf } from '../../analysis/value-domain.js';
import { writingOf } from '../../analysis/written.js';
import type { Check } from '../../check.js';
import type { BundleModel } from '../../collect/model.js';
import type { Subject } from '../../collect/subject.js';

export const severityOrder: Check = {
  id: 'alert/severity-order',
  level: 'warning',
  summary: 'an alert that fires before a milder one on the same value',
  bundle(model, report) {
    const known = new Map<string, Bounded[]>();
    for (const own of boundedAlerts(model)) {
      const others = known.get(own.value) ?? [];
      known.set(own.value, [...others, own]);
      const other = others.find((one) => isReversed(own, one) || isReversed(one, own));
      if (!other) continue;
      const [severe, mild] = isReversed(own, other) ? [own, other] : [other, own];
      report(
        severe.subject,
        `${severe.rule.alert} (${severe.rule.labels.severity}) fires at ${severe.bound}, before ${mild.rule.alert} (${mild.rule.labels.severity}) at ${mild.bound}: whoever gets the milder one is told too late`,
        { expected: `a bound ${severe.isAbove ? 'above' : 'below'} ${mild.bound}` },
      );
    }
  },
};

/** An alert that compares a value with a number. */
interface Bounded {
  readonly rule: ResolvedAlert;
  readonly subject: Subject;
  /** The value as it is written, and on which side of the number it is. */
  readonly value: string;
  readonly bound: number;
  readonly isAbove: boolean;
  readonly rank: number;
}

function* boundedAlerts({ sites, settings, analyseRule }: BundleModel): Generator<Bounded> {
  for (const site of sites) {
    const { definition, parsed, subject } = site;
    const rank =
      definition.type === 'alert' ? settings.severities.indexOf(definition.rule.labels.severity ?? '') : -1;
    if (definition.type !== 'alert' || rank < 0) continue;
    const root = analyseRule(site).analysis?.root;
    const comparison = root && bare(root);
    if (!comparison || !isComparison(comparison) || comparison.node.returnBool) continue;
    const [left, right] = comparison.children;
    const { op } = comparison.node;
    if (!left?.vector || !right || right.vector || !/^[<>]=?$/.test(op)) continue;
    const { min, max } = domainOf(right);
    if (min !== max) continue;
    const isAbove = op.startsWith('>');
    const value = `${isAbove} ${writingOf(bare(left), parsed.text)}`;
    yield { rule: definition.rule, subject, value, bound: min, isAbove, rank };
  }
}

/** Whether the first is more severe and fires earlier. Levels of one alert are compared by `alert/metadata`. */
function isReversed(severe: Bounded, mild: Bounded): boolean {
  if (severe.rank >= mild.rank) return false;
  if (severe.isAbove ? severe.bound >= mild.bound : severe.bound <= mild.bound) return false;
  const [first, second] = [severe.rule, mild.rule];
  if (first.source.isLevel && listedName(first.key, first.source) === listedName(second.key, second.source))
    return false;
  // A smaller excess that lasts longer may be the more severe one.
  return (parseDuration(first.for) ?? 0) <= (parseDuration(second.for) ?? 0);
}
