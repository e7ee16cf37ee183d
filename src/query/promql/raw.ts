import { type Labelled, placeOf } from '../../catalog/index.js';
import { isRecord } from '../../plain.js';
import { refuseLostBackslashes } from '../template.js';
import { type AnyVector, type Expression, expression, nodeOf, type Scalar } from './expression.js';
import { autoWindow, type RawNode } from './node.js';

/** Window of a range selector in `promql`: `$__rate_interval` on dashboards, the `over` of the rule in rules. */
export const window = { window: autoWindow } as const;

type Interpolation = AnyVector | Scalar | number | string | typeof window;

/**
 * Hand-written PromQL, with metrics, expressions, numbers and text as interpolations. At build time it gets the same
 * checks as typed expressions; the type parameter declares its labels.
 *
 * Like typed expressions, its selectors get the `selectors` of the bundle and the environment, and the `filters` of a
 * dashboard's variables, if the metric has the label and the selector has no matcher on it.
 *
 * Backslashes are interpreted by TypeScript first, then by PromQL: `"\\\\d+"` here is `"\\d+"` in a rule file.
 *
 * @throws DefinitionError for a backslash that TypeScript removes, as in `\.`
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
