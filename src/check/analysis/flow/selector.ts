import type { VectorSelector } from '../../../engine/index.js';
import { wholeValues } from '../../../query/regular-expression.js';
import { hasPlaceholder } from '../../collect/placeholder.js';
import { type LabelFlow, withLabel, without } from '../label-flow.js';

/** The name of the selected metric; undefined when it is a regular expression or missing. */
export function selectedName({ name, matchers }: VectorSelector): string | undefined {
  if (name !== '') return name;
  const named = matchers.find((matcher) => matcher.name === '__name__');
  return named?.op === '=' ? named.value : undefined;
}

/** Narrows a flow by the matchers of a selector. */
export function narrow(flow: LabelFlow, { matchers }: VectorSelector): LabelFlow {
  let narrowed = flow;
  for (const { name, op, value } of matchers) {
    if (name === '__name__') continue;
    if (op === '=') {
      if (value === '') narrowed = without(narrowed, [name]);
      else narrowed = withLabel(narrowed, name, hasPlaceholder(value) ? undefined : value);
    } else if (op === '!=' && value === '' && !narrowed.guaranteed.has(name)) {
      narrowed = withLabel(narrowed, name);
    } else if (op === '=~' && !narrowed.guaranteed.has(name) && !matchesEmpty(value)) {
      narrowed = withLabel(narrowed, name);
    }
  }
  return narrowed;
}

/** True when the regular expression matches a missing label, or when that is unknown. */
function matchesEmpty(pattern: string): boolean {
  return hasPlaceholder(pattern) || (wholeValues(pattern)?.test('') ?? true);
}
