import { name, number, record, type Shape, unfit, wrong } from '../../catalog/shape/index.js';
import { isRecord } from '../../plain.js';
import type { ThresholdLevels } from './condition.js';

/** Whether a bound is one per severity; any other bound is an expression or a number. */
export function isLevels(bound: unknown): bound is ThresholdLevels {
  return isRecord(bound) && !('node' in bound) && !('type' in bound) && !('kind' in bound);
}

const numbersBySeverity = record(number(), name);
/** A bound per severity; each severity becomes a name in values and variables. */
export const levelsShape: Shape = (value) => {
  const found = numbersBySeverity(value);
  if (found !== undefined || !isRecord(value)) return found;
  const bounds = Object.values(value).filter((bound) => bound !== undefined);
  if (bounds.length === 0) return wrong(value, 'a bound for each severity: { warning: 200, critical: 500 }');
  for (const level of Object.keys(value)) {
    if (!levelName.test(level))
      return unfit(
        level,
        'a severity of letters, digits, _ and -, as a name of variables: values have one for each level',
      );
    if (reservedLevels.has(level))
      return unfit(
        level,
        `another severity: in values, variables and environments ${level} is a field of an alert`,
      );
  }
  return new Set(bounds).size < bounds.length
    ? unfit(
        value,
        'a different bound for each severity: with the same bound, both alerts always fire together',
      )
    : undefined;
};
/** Levels are attributes in the type of a variable of the Terraform module. */
const levelName = /^[A-Za-z][\w-]*$/;

/** Fields of an alert in values, variables and environments, which levels stand beside. */
const reservedLevels: ReadonlySet<string> = new Set([
  'threshold',
  'for',
  'keep_firing_for',
  'keepFiringFor',
  'severity',
  'labels',
  'annotations',
  'enabled',
]);
