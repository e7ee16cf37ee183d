import { type Labelled, placeOf } from '../../catalog/index.js';
import { isRecord } from '../../catalog/shape/index.js';
import { refuseLostBackslashes } from '../template.js';
import { type AnyVector, type Expression, expression, nodeOf, type Scalar } from './expression.js';
import { autoWindow, type RawNode } from './node.js';

/** In `promql`: the panel's rate interval on dashboards, the rule's own window in rules. */
export const window = { window: autoWindow } as const;

type Interpolation = AnyVector | Scalar | number | string | typeof window;

/**
 * PromQL written by hand, with metrics, expressions, numbers and text in between. It is held to the same checks
 * at build time as typed expressions; its labels are what the type parameter says.
 *
 * Selectors are narrowed as those of typed expressions are: by the `selectors` of the bundle and of an environment, and by
 * the `filters` of a dashboard's variables, where the metric has the label and the selector does not name it.
 *
 * TypeScript reads backslashes before PromQL does: `"\\\\d+"` here is `"\\d+"` in a rule file.
 *
 * @throws DefinitionError for a backslash that TypeScript takes away, as in `\.`
 * @example promql<'topic'>`max by (topic) (${lag} offset 1h)`
 */
export function promql<L extends string = never>(
  strings: TemplateStringsArray,
  ...values: readonly Interpolation[]
): Expression<L> & Labelled<L> {
  refuseLostBackslashes('promql', strings, placeOf(promql));
  const parts: RawNode['parts'][number][] = [];
  strings.forEach((text, index) => {
    if (text !== '') parts.push(text);
    if (index < values.length) parts.push(partOf(values[index] as Interpolation));
  });
  return expression({ type: 'raw', parts });
}

function partOf(value: Interpolation): RawNode['parts'][number] {
  if (typeof value === 'string' || (isRecord(value) && 'window' in value)) return value;
  return nodeOf(value);
}
