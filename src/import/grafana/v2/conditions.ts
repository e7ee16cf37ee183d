import type { ShowCondition, ShowConditions } from '../../../define/dashboards/show-when.js';
import { listOf, type Plain, plain, textOf } from '../../read/plain.js';

const negated: Readonly<Record<string, string>> = {
  equals: 'notEquals',
  notEquals: 'equals',
  matches: 'notMatches',
  notMatches: 'matches',
};

/**
 * When a part of a dashboard is shown. What is hidden when conditions hold is shown when one of them does not.
 *
 * @returns undefined where it is always shown; a reason where no option says it
 */
export function conditionsOf(rendering: unknown): ShowConditions | undefined | { readonly reason: string } {
  const { visibility, condition, items } = plain(plain(rendering).spec);
  const hides = visibility === 'hide';
  const all: ShowCondition[] = [];
  for (const item of listOf(items)) {
    const one = conditionOf(plain(item), hides);
    if (typeof one === 'string') return { reason: one };
    all.push(one);
  }
  const [first] = all;
  if (!first) return undefined;
  if (all.length === 1) return first;
  return (condition === 'or') === hides ? all : { any: all };
}

function conditionOf({ kind, spec: given }: Plain, negate: boolean): ShowCondition | string {
  const spec = plain(given);
  switch (kind) {
    case 'ConditionalRenderingVariable': {
      const operator = textOf(spec.operator) || 'equals';
      const used = negate ? negated[operator] : operator;
      if (used === undefined || !Object.hasOwn(negated, operator))
        return `compares a variable by ${operator}, which showWhen does not support`;
      return { variable: textOf(spec.variable), [used]: textOf(spec.value) } as ShowCondition;
    }
    case 'ConditionalRenderingData':
      return { hasData: (spec.value === true) !== negate };
    case 'ConditionalRenderingTimeRangeSize':
      return negate
        ? 'is hidden for short time ranges, but showWhen can only show panels for them'
        : { timeRangeShorterThan: textOf(spec.value) };
    default:
      return `is shown by a condition of the kind ${textOf(kind) || 'unknown'}, which showWhen does not support`;
  }
}
