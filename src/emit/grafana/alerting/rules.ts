import type { ResolvedAlert, ResolvedBundle, ResolvedRecordingRule } from '../../../define/resolve/index.js';
import { milliseconds } from '../../packaging/duration.js';
import { type AlertingModules, alertQueries, boundOf, condition, metricQuery } from './queries.js';
import { annotationText, literal } from './texts.js';
import { uidOf } from './uid.js';

export interface AlertingTarget {
  readonly datasource: string;
  readonly orgId: number;
}

/** Grafana evaluates every ten seconds at most: intervals are multiples of it (unified_alerting, base interval). */
const baseInterval = 10_000;

/** Grafana: AlertRuleMaxTitleLength. */
const longestTitle = 190;

/** Rule groups as Grafana's file provisioning reads them: recorded series first, alerts after them. */
export function ruleGroups(
  bundle: ResolvedBundle,
  target: AlertingTarget,
  modules: AlertingModules,
): object[] {
  const group = (name: string, interval: string | undefined, rules: readonly object[]) => ({
    orgId: target.orgId,
    name: literal(name),
    folder: literal(bundle.folder),
    interval: intervalText(interval),
    rules,
  });
  return [
    ...bundle.recordingGroups.map(({ name, interval, rules }) =>
      group(
        name,
        interval,
        rules.map((rule) => recordingRule(bundle, rule, target, modules)),
      ),
    ),
    ...bundle.alertGroups.map(({ name, interval, labels, rules }) =>
      group(
        name,
        interval,
        rules.map((rule) => alertRule(bundle, rule, labels ?? {}, target, modules)),
      ),
    ),
  ];
}

function intervalText(interval = '1m'): string {
  return `${(Math.ceil(milliseconds(interval) / baseInterval) * baseInterval) / 1000}s`;
}

function alertRule(
  bundle: ResolvedBundle,
  rule: ResolvedAlert,
  groupLabels: Readonly<Record<string, string>>,
  { datasource, orgId }: AlertingTarget,
  modules: AlertingModules,
): object {
  const hasBound = boundOf(bundle, rule) !== undefined;
  const { RuleBuilder } = modules.alerting;
  const { panel } = rule;
  const builder = new RuleBuilder(rule.alert)
    .uid(uidOf(bundle.name, rule.alert))
    .orgID(orgId)
    .condition(condition)
    .queries(alertQueries(bundle, rule, datasource, modules).map((query) => ({ build: () => query })))
    .noDataState('OK')
    .execErrState('Error')
    .forDuration(rule.for)
    // A series that has gone is fine at once, as in Prometheus.
    .missingSeriesEvalsToResolve(1)
    .annotations({
      ...texts(rule.annotations, (text) => annotationText(text, hasBound)),
      ...(panel && { __dashboardUid__: panel.dashboard, __panelId__: String(panel.id) }),
    })
    .labels(texts({ ...groupLabels, ...rule.labels }, (text) => annotationText(text, false)));
  if (rule.keepFiringFor !== undefined) builder.keepFiringFor(rule.keepFiringFor);
  const built = builder.build();
  return {
    uid: built.uid,
    title: literal(built.title),
    condition: built.condition,
    data: built.data,
    noDataState: built.noDataState,
    execErrState: built.execErrState,
    for: built.for,
    ...(built.keep_firing_for !== undefined && { keepFiringFor: built.keep_firing_for }),
    missing_series_evals_to_resolve: built.missingSeriesEvalsToResolve,
    ...(panel && { dashboardUid: panel.dashboard, panelId: panel.id }),
    annotations: built.annotations,
    labels: built.labels,
    isPaused: false,
  };
}

function recordingRule(
  bundle: ResolvedBundle,
  { record, expr, labels }: ResolvedRecordingRule,
  { datasource }: AlertingTarget,
  modules: AlertingModules,
): object {
  // Titles are unique in a folder, and several rules may record one name with different labels.
  const title = [record, ...Object.values(labels)].join(' ');
  return {
    uid: uidOf(bundle.name, title),
    title: literal(title.slice(0, longestTitle)),
    data: [metricQuery('A', expr, datasource, modules)],
    record: { metric: record, from: 'A', targetDatasourceUid: datasource },
    ...(Object.keys(labels).length > 0 && { labels: texts(labels, (text) => annotationText(text, false)) }),
    isPaused: false,
  };
}

function texts(
  given: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([key, text]) => [key, change(text)]));
}
