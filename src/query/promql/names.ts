import { legacyLabelName, legacyMetricName } from '../../catalog/names.js';

/** What Prometheus' lexer reads as a number wherever it stands outside of braces, in any case. */
const numbers = ['inf', 'nan'];
/** Keywords that its grammar does not take for the name of a metric (`metric_identifier` in generated_parser.y). */
const notMetrics = new Set([...numbers, 'atan2', 'bool', 'group_left', 'group_right', 'ignoring', 'on']);
/** The same for names in lists of labels (`maybe_label`); before an operator in braces every name is taken. */
const notInLists = new Set([...numbers, 'without']);

/** True for a metric name that can stand before its braces; others go into them, in quotes. */
export function isPlainMetricName(name: string): boolean {
  return legacyMetricName.test(name) && !notMetrics.has(name.toLowerCase());
}

/** True for a label name that needs no quotes in a matcher. */
export function isPlainInMatcher(name: string): boolean {
  return legacyLabelName.test(name);
}

/** True for a label name that needs no quotes in `by (…)`, `on (…)`, `group_left (…)` and their kin. */
export function isPlainInList(name: string): boolean {
  return legacyLabelName.test(name) && !notInLists.has(name.toLowerCase());
}
