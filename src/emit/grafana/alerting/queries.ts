import type { Query } from '@grafana/grafana-foundation-sdk/alerting';
import { print } from '../../../query/index.js';
import { type ResolvedAlert, type ResolvedBundle, ruleMatchers } from '../../../resolve/index.js';

export interface AlertingModules {
  readonly alerting: typeof import('@grafana/grafana-foundation-sdk/alerting');
  readonly prometheus: typeof import('@grafana/grafana-foundation-sdk/prometheus');
  readonly expressions: typeof import('@grafana/grafana-foundation-sdk/expr');
}

/** What Grafana calls its own expressions as a data source. */
const expressionSource = '__expr__';

/** The query that decides, by its refId. */
export const condition = 'C';

/**
 * Queries of an alert. A has the whole condition, so that it has samples exactly when Prometheus has: any of them
 * fires, whatever its value, and no data is fine. T is the bound where it is a series, for the texts alone.
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

/** One for each series of A, infinity and NaN included: a comparison in PromQL lets through what is true. */
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
 * The bound of an alert as an expression, where the alert is nothing but a comparison with it. In any other condition
 * it may be absent while the alert fires, and Grafana takes a rule whose query has no data to have none itself.
 */
export function boundOf(bundle: ResolvedBundle, { source }: ResolvedAlert): string | undefined {
  const { node, threshold } = source.condition;
  if (!threshold || typeof threshold.bound === 'number') return undefined;
  if (node.type !== 'binary' || node.right !== threshold.bound) return undefined;
  const inject = ruleMatchers(bundle.source);
  return print(threshold.bound, { window: source.over, inject });
}
