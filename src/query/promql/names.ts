import { legacyLabelName, legacyMetricName } from '../../catalog/names.js';

/** Names that Prometheus' lexer reads as numbers outside of braces, in upper or lower case. */
const numbers = ['inf', 'nan'];
/** Keywords that its grammar does not accept as a metric name (`metric_identifier` in generated_parser.y). */
const notMetrics = new Set([...numbers, 'atan2', 'bool', 'group_left', 'group_right', 'ignoring', 'on']);
/** The same for names in lists of labels (`maybe_label`); before an operator in braces every name is accepted. */
const notInLists = new Set([...numbers, 'without']);

/** Whether a name has a variable of a dashboard in it: a name once Grafana has replaced it. */
export function hasVariable(name: string): boolean {
  return /\$\w|\$\{\w|\[\[\w/.test(name);
}

/** A text that is a variable of a dashboard and nothing else. */
export const wholeVariable = /^(?:\$\w+|\$\{[^{}]+\}|\[\[\w+(?::\w+)?\]\])$/;

/** True for a metric name that can be written before the braces; others go inside, in quotes. */
export function isPlainMetricName(name: string): boolean {
  return legacyMetricName.test(name) && !notMetrics.has(name.toLowerCase());
}

/** True for a label name that needs no quotes in a matcher. */
export function isPlainInMatcher(name: string): boolean {
  return legacyLabelName.test(name);
}

/** True for a label name that needs no quotes in `by (…)`, `on (…)`, `group_left (…)` and similar lists. */
export function isPlainInList(name: string): boolean {
  return legacyLabelName.test(name) && !notInLists.has(name.toLowerCase());
}
