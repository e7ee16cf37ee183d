import type { Check } from './check.js';
import { name } from './rules/bundle/name.js';
import { title } from './rules/dash/title.js';
import { uid } from './rules/dash/uid.js';
import { macroInRule } from './rules/promql/macro-in-rule.js';
import { syntax } from './rules/promql/syntax.js';
import { unknownLabel } from './rules/promql/unknown-label.js';
import { unknownMetric } from './rules/promql/unknown-metric.js';
import { duplicate } from './rules/rule/duplicate.js';
import { recordName } from './rules/rule/record-name.js';
import { expired } from './rules/suppress/expired.js';
import { invalid } from './rules/suppress/invalid.js';
import { unused } from './rules/suppress/unused.js';

/** All checks, in the order of the documentation. */
export const checks: readonly Check[] = [
  syntax,
  unknownMetric,
  unknownLabel,
  macroInRule,
  duplicate,
  recordName,
  uid,
  title,
  name,
  unused,
  expired,
  invalid,
];
