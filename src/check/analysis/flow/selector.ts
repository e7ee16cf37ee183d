import type { VectorSelector } from '../../../engine/index.js';
import { type LabelFlow, narrowedBy } from '../../../query/promql/labels/index.js';
import { hasPlaceholder } from '../../collect/placeholder.js';

/** Narrows a flow by the matchers of a selector. */
export function narrow(flow: LabelFlow, { matchers }: VectorSelector): LabelFlow {
  let narrowed = flow;
  for (const { name, op, value } of matchers)
    narrowed = narrowedBy(narrowed, name, op, hasPlaceholder(value) ? undefined : value);
  return narrowed;
}
