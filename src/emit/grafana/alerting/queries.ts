import type { Query } from '@grafana/grafana-foundation-sdk/alerting';
import { print } from '../../../query/index.js';
import { type ResolvedAlert, type ResolvedBundle, ruleMatchers } from '../../../resolve/index.js';

export interface AlertingModules {
  readonly alerting: typeof import('@grafana/grafana-foundation-sdk/alerting');
  readonly prometheus: typeof import('@grafana/grafana-foundation-sdk/prometheus');
  readonly expressions: typeof import('@grafana/grafana-foundation-sdk/expr');
}

/** Grafana's data source uid for its expressions. */
const expressionSource = '__expr__';

/** The refId of the condition. */
export const condition = 'C';

/**
 * Queries of an alert. A is the whole condition, so that it has samples exactly when Prometheus has: each of them
 * fires, whatever its value, and no data is OK. T is the threshold if it is a series, used only in texts.
 */
export function alertQueries(
  bundle: ResolvedBundle,
  rule: ResolvedAlert,
  datasource: string,
  modules: AlertingModules,
): Query[] {
  const bound = boundOf(bundle, rule);
  return [
    metricQuery('A', rule.expr, datasource, modules),
    ...(bound === undefined ? [] : [metricQuery('T', bound, datasource, modules)]),
    anySample(modules),
  ];
}

export function metricQuery(
  refId: string,
  expr: string,
  datasource: string,
  { alerting, prometheus }: AlertingModules,
): Query {
  const model = new prometheus.DataqueryBuilder()
    .refId(refId)
    .datasource({ type: 'prometheus', uid: datasource })
    .expr(expr)
    .instant();
  return new alerting.QueryBuilder(refId)
    .datasourceUid(datasource)
    .relativeTimeRange({ from: 600, to: 0 })
    .model(model)
    .build();
}

/**
 * Reduces each series of A to 1, including infinity and NaN: a comparison in PromQL returns only series for which it is
 * true.
 */
function anySample({ alerting, expressions }: AlertingModules): Query {
  const model = new expressions.TypeMathBuilder()
    .refId(condition)
    .datasource({ type: expressionSource, uid: expressionSource })
    .expression('is_number($A) || is_inf($A) || is_nan($A)');
  return new alerting.QueryBuilder(condition)
    .datasourceUid(expressionSource)
    .relativeTimeRange({ from: 600, to: 0 })
    .model(model)
    .build();
}

/**
 * The threshold of an alert as an expression, if the alert is only a comparison with it. In any other condition it can
 * be missing while the alert fires, and Grafana treats a rule as having no data if one of its queries has none.
 */
export function boundOf(bundle: ResolvedBundle, { source }: ResolvedAlert): string | undefined {
  const { node, threshold } = source.condition;
  if (!threshold || typeof threshold.bound === 'number') return undefined;
  if (node.type !== 'binary' || node.right !== threshold.bound) return undefined;
  const inject = ruleMatchers(bundle.source);
  return print(threshold.bound, { window: source.over, inject });
}
