import { wholeValues } from '../../regular-expression.js';
import { type LabelFlow, withLabel, without } from './label-flow.js';

/**
 * Narrows a flow by a matcher of a selector.
 *
 * @param value Undefined when it is not known: then `=` is taken for one with a value that is not empty
 */
export function narrowedBy(
  flow: LabelFlow,
  label: string,
  operator: string,
  value: string | undefined,
): LabelFlow {
  if (label === '__name__') return flow;
  if (operator === '=') return value === '' ? without(flow, [label]) : withLabel(flow, label, value);
  if (flow.guaranteed.has(label)) return flow;
  const filled = (operator === '!=' && value === '') || (operator === '=~' && !matchesEmpty(value));
  return filled ? withLabel(flow, label) : flow;
}

/** True when the regular expression matches a missing label, or when that is unknown. */
function matchesEmpty(pattern: string | undefined): boolean {
  return pattern === undefined || (wholeValues(pattern)?.test('') ?? true);
}
