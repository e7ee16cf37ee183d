import type { Check } from './check.js';
import { absentNeedsFor } from './rules/alert/absent-needs-for.js';
import { absentValue } from './rules/alert/absent-value.js';
import { alwaysTrue } from './rules/alert/always-true.js';
import { durationBelowInterval } from './rules/alert/duration-below-interval.js';
import { flapping } from './rules/alert/flapping.js';
import { forWindowDeadzone } from './rules/alert/for-window-deadzone.js';
import { metadata } from './rules/alert/metadata.js';
import { noComparison } from './rules/alert/no-comparison.js';
import { noDataBlind } from './rules/alert/no-data-blind.js';
import { noScenario } from './rules/alert/no-scenario.js';
import { severityOrder } from './rules/alert/severity-order.js';
import { templateLabel } from './rules/alert/template-label.js';
import { thresholdUnreachable } from './rules/alert/threshold-unreachable.js';
import { valueFormat } from './rules/alert/value-format.js';
import { exampleLink } from './rules/bundle/example-link.js';
import { name } from './rules/bundle/name.js';
import { declaredTwice } from './rules/catalog/declared-twice.js';
import { highCardinality } from './rules/catalog/high-cardinality.js';
import { metricName } from './rules/catalog/metric-name.js';
import { catalogName } from './rules/catalog/name.js';
import { datasource } from './rules/dash/datasource.js';
import { json } from './rules/dash/json.js';
import { layout } from './rules/dash/layout.js';
import { legendLabel } from './rules/dash/legend-label.js';
import { override } from './rules/dash/override.js';
import { portability } from './rules/dash/portability.js';
import { query } from './rules/dash/query.js';
import { rateInterval } from './rules/dash/rate-interval.js';
import { title } from './rules/dash/title.js';
import { uid } from './rules/dash/uid.js';
import { unit } from './rules/dash/unit.js';
import { variables } from './rules/dash/variables.js';
import { impure } from './rules/definition/impure.js';
import { secret } from './rules/definition/secret.js';
import { unread } from './rules/definition/unread.js';
import { nameLabel } from './rules/k8s/name-label.js';
import { sizeBudget } from './rules/k8s/size-budget.js';
import { liveCost } from './rules/live/cost.js';
import { liveDashboard } from './rules/live/dashboard.js';
import { liveExampleValue } from './rules/live/example-value.js';
import { liveFeature } from './rules/live/feature.js';
import { liveLabelValue } from './rules/live/label-value.js';
import { liveNoSeries } from './rules/live/no-series.js';
import { liveNothing } from './rules/live/nothing.js';
import { liveRule } from './rules/live/rule.js';
import { liveType } from './rules/live/type.js';
import { liveUnit } from './rules/live/unit.js';
import { liveUnknownLabel } from './rules/live/unknown-label.js';
import { liveUnknownMetric } from './rules/live/unknown-metric.js';
import { liveUnreadRecording } from './rules/live/unread-recording.js';
import { logqlImpossible } from './rules/logql/impossible.js';
import { logqlSyntax } from './rules/logql/syntax.js';
import { alwaysFails } from './rules/promql/always-fails.js';
import { clampedRate } from './rules/promql/clamped-rate.js';
import { constantResult } from './rules/promql/constant-result.js';
import { counterRaw } from './rules/promql/counter-raw.js';
import { ephemeralLabelIncrease } from './rules/promql/ephemeral-label-increase.js';
import { featureGate } from './rules/promql/feature-gate.js';
import { fewSamples } from './rules/promql/few-samples.js';
import { histogramMisuse } from './rules/promql/histogram-misuse.js';
import { impossible } from './rules/promql/impossible.js';
import { labelMismatch } from './rules/promql/label-mismatch.js';
import { macroInRule } from './rules/promql/macro-in-rule.js';
import { nanInAggregate } from './rules/promql/nan-in-aggregate.js';
import { rangeExceedsRetention } from './rules/promql/range-exceeds-retention.js';
import { rateOfSum } from './rules/promql/rate-of-sum.js';
import { rateOnGauge } from './rules/promql/rate-on-gauge.js';
import { rateRangeTooShort } from './rules/promql/rate-range-too-short.js';
import { regexHygiene } from './rules/promql/regex-hygiene.js';
import { replacement } from './rules/promql/replacement.js';
import { scalarOfSeveral } from './rules/promql/scalar-of-several.js';
import { shareOfItself } from './rules/promql/share-of-itself.js';
import { sumOfRatios } from './rules/promql/sum-of-ratios.js';
import { syntax } from './rules/promql/syntax.js';
import { unitMismatch } from './rules/promql/unit-mismatch.js';
import { unknownLabel } from './rules/promql/unknown-label.js';
import { unknownLabelValue } from './rules/promql/unknown-label-value.js';
import { unknownMetric } from './rules/promql/unknown-metric.js';
import { windowMismatch } from './rules/promql/window-mismatch.js';
import { routingClash } from './rules/routing/clash.js';
import { routingNoEffect } from './rules/routing/no-effect.js';
import { routingTemplate } from './rules/routing/template.js';
import { routingUnknownLabel } from './rules/routing/unknown-label.js';
import { routingUnsupported } from './rules/routing/unsupported.js';
import { dependencyOrder } from './rules/rule/dependency-order.js';
import { duplicate } from './rules/rule/duplicate.js';
import { duration } from './rules/rule/duration.js';
import { emptyLabel } from './rules/rule/empty-label.js';
import { externalLabelConflict } from './rules/rule/external-label-conflict.js';
import { groupInterval } from './rules/rule/group-interval.js';
import { ruleJson } from './rules/rule/json.js';
import { over } from './rules/rule/over.js';
import { recordName } from './rules/rule/record-name.js';
import { unusedRecording } from './rules/rule/unused-recording.js';
import { production } from './rules/stack/production.js';
import { expired } from './rules/suppress/expired.js';
import { invalid } from './rules/suppress/invalid.js';
import { unused } from './rules/suppress/unused.js';
import { fileName } from './rules/target/file-name.js';
import { groupFieldsOfTarget } from './rules/target/group-fields.js';
import { targetLimits } from './rules/target/limits.js';
import { traceqlSyntax } from './rules/traceql/syntax.js';

/** All checks, in the order of the documentation. */
export const checks: readonly Check[] = [
  syntax,
  alwaysFails,
  unknownMetric,
  unknownLabel,
  unknownLabelValue,
  macroInRule,
  constantResult,
  counterRaw,
  rateOnGauge,
  rateOfSum,
  rateRangeTooShort,
  fewSamples,
  histogramMisuse,
  labelMismatch,
  unitMismatch,
  impossible,
  scalarOfSeveral,
  shareOfItself,
  windowMismatch,
  replacement,
  nanInAggregate,
  sumOfRatios,
  clampedRate,
  rangeExceedsRetention,
  featureGate,
  regexHygiene,
  ephemeralLabelIncrease,
  logqlSyntax,
  logqlImpossible,
  traceqlSyntax,
  duplicate,
  recordName,
  over,
  duration,
  dependencyOrder,
  unusedRecording,
  groupInterval,
  ruleJson,
  emptyLabel,
  externalLabelConflict,
  noComparison,
  forWindowDeadzone,
  durationBelowInterval,
  thresholdUnreachable,
  alwaysTrue,
  noDataBlind,
  noScenario,
  absentNeedsFor,
  flapping,
  templateLabel,
  valueFormat,
  absentValue,
  metadata,
  severityOrder,
  uid,
  title,
  rateInterval,
  unit,
  legendLabel,
  variables,
  layout,
  override,
  query,
  datasource,
  json,
  portability,
  name,
  exampleLink,
  impure,
  unread,
  secret,
  metricName,
  catalogName,
  declaredTwice,
  highCardinality,
  nameLabel,
  sizeBudget,
  fileName,
  targetLimits,
  groupFieldsOfTarget,
  routingClash,
  routingUnknownLabel,
  routingNoEffect,
  routingTemplate,
  routingUnsupported,
  production,
  liveNothing,
  liveUnknownMetric,
  liveUnknownLabel,
  liveNoSeries,
  liveLabelValue,
  liveExampleValue,
  liveType,
  liveUnit,
  liveFeature,
  liveRule,
  liveDashboard,
  liveUnreadRecording,
  liveCost,
  unused,
  expired,
  invalid,
];
