import type { VectorSelector } from '../../../engine/index.js';
import { type LabelFlow, narrowedBy } from '../../../query/promql/labels/index.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

/** The name of the selected metric; undefined when it is a regular expression or missing. */
export function selectedName({ name, matchers }: VectorSelector): string | undefined {
  if (name !== '') return name;
  const named = matchers.find((matcher) => matcher.name === '__name__');
  return named?.op === '=' ? named.value : undefined;
}

/** Narrows a flow by the matchers of a selector. */
export function narrow(flow: LabelFlow, { matchers }: VectorSelector): LabelFlow {
  let narrowed = flow;
  for (const { name, op, value } of matchers)
    narrowed = narrowedBy(narrowed, name, op, hasPlaceholder(value) ? undefined : value);
  return narrowed;
}
