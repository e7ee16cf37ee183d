import { parseDuration } from '../../catalog/duration.js';
import { isLabelValues } from '../../define/dashboards/variable.js';
import type { Variable } from '../../define/index.js';
import { parseVariableQuery, rateInterval, speaksPromql } from '../../grafana/index.js';
import { nodeOf, print } from '../../query/index.js';
import type { ResolvedDashboard } from '../../resolve/index.js';
import type { VariableKind } from './substitute-text.js';

/** What a variable asks Prometheus: an expression (empty for all series), and the label whose values it takes. */
export interface VariableExpression {
  readonly text: string;
  readonly label: string;
}

/** The expression of a query variable on a data source that reads PromQL; undefined for all others. */
export function variableExpression(
  variable: Variable,
  sources: ResolvedDashboard['sources'],
): VariableExpression | undefined {
  if (variable.type !== 'query' || !speaksPromql((variable.source ?? sources.promql).plugin))
    return undefined;
  const { query } = variable;
  if (typeof query !== 'string') {
    if (!isLabelValues(query)) return undefined;
    const text = query.series ? print(nodeOf(query.series), { window: rateInterval }) : '';
    return { text, label: query.label };
  }
  const parsed = parseVariableQuery(query);
  switch (parsed.kind) {
    case 'label-values':
      return { text: parsed.series, label: parsed.label };
    case 'query-result':
      return { text: parsed.expr, label: '' };
    default:
      return undefined;
  }
}

/** What can be put in place of each variable of a dashboard. */
export function variableKinds(variables: readonly Variable[]): ReadonlyMap<string, VariableKind> {
  return new Map(variables.map((variable) => [variable.name, kindOf(variable)]));
}

function kindOf(variable: Variable): VariableKind {
  switch (variable.type) {
    case 'interval':
      return 'duration';
    case 'custom':
      return kindOfValues(Array.isArray(variable.values) ? variable.values : Object.values(variable.values));
    case 'constant':
      return kindOfValues([variable.value]);
    case 'text':
      return kindOfValues([variable.default ?? '']);
    default:
      return 'text';
  }
}

/** Numbers as PromQL reads them, with their sign. */
const number =
  /^[-+]?(?:0[xX][0-9a-fA-F]+|[iI][nN][fF]|[nN][aA][nN]|(?:[0-9](?:_?[0-9])*\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)$/;

function kindOfValues(values: readonly string[]): VariableKind {
  if (values.length === 0) return 'text';
  if (values.every((value) => number.test(value.trim()))) return 'number';
  return values.every((value) => parseDuration(value) !== undefined) ? 'duration' : 'text';
}
