import type { Engine } from '../../engine/index.js';
import { parseVariableQuery } from '../../grafana/variable-query.js';
import { prepareExpressions } from '../promql/prepare.js';

/** The query of a variable in a form that two spellings of the same share: `label_values(a{b="c"}, d)`. */
export function variableQueryForm(query: string, engine: Engine): string {
  const parsed = parseVariableQuery(query);
  if (parsed.kind === 'label-values')
    return `label_values(${parsed.series === '' ? '' : expressionForm(parsed.series, engine)}, ${parsed.label})`;
  if (parsed.kind === 'query-result') return `query_result(${expressionForm(parsed.expr, engine)})`;
  return query.trim();
}

function expressionForm(text: string, engine: Engine): string {
  const [prepared] = prepareExpressions([text], engine);
  return prepared?.ast ? `${prepared.key} over ${prepared.window ?? ''}` : text.trim();
}

/** The PromQL that a variable's query asks, and the label whose values it takes. */
export function expressionOfVariable(
  query: string,
): { readonly expr: string; readonly label?: string } | undefined {
  const parsed = parseVariableQuery(query);
  if (parsed.kind === 'label-values')
    return parsed.series === '' ? undefined : { expr: parsed.series, label: parsed.label };
  return 'expr' in parsed && parsed.expr !== '' ? { expr: parsed.expr } : undefined;
}
