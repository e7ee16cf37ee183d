import { parseDuration } from '../../../catalog/duration.js';
import { humanNumber } from '../../../define/alerting/value-format.js';
import type { GrafanaAlerting } from '../../../define/index.js';
import { unitInTexts } from '../../../define/signal.js';
import {
  type ResolvedAlert,
  type ResolvedBundle,
  type ResolvedRecordingRule,
  ruleGroups as wholeGroups,
} from '../../../resolve/index.js';
import { textsOf } from '../../../resolve/rules.js';
import { type AlertingModules, alertQueries, boundOf, condition, metricQuery } from './queries.js';
import { annotationText, literal, type ReadTemplate, ruleText, thresholdOfQuery } from './texts.js';
import type { Translated } from './translate.js';
import { uidOf } from './uid.js';

export interface AlertingTarget {
  readonly settings: Required<GrafanaAlerting>;
  /** Go's template parser. */
  readonly read: ReadTemplate;
  /** Called for each rule with texts that Grafana supports only partly. */
  readonly incomplete: (rule: string) => void;
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
    orgId: target.settings.orgId,
    name: literal(name),
    folder: literal(bundle.folder),
    interval: intervalText(interval),
    rules,
  });
  return wholeGroups(bundle).map(({ name, interval, labels, rules }) =>
    group(
      name,
      interval,
      rules.map((rule) =>
        rule.type === 'alert'
          ? alertRule(bundle, rule, labels ?? {}, target, modules)
          : recordingRule(bundle, rule, target, modules),
      ),
    ),
  );
}

function intervalText(interval = '1m'): string {
  return `${(Math.ceil((parseDuration(interval) ?? 0) / baseInterval) * baseInterval) / 1000}s`;
}

function alertRule(
  bundle: ResolvedBundle,
  rule: ResolvedAlert,
  groupLabels: Readonly<Record<string, string>>,
  target: AlertingTarget,
  modules: AlertingModules,
): object {
  const { settings, read } = target;
  const threshold = thresholdText(bundle, rule);
  const composed = textsOf(rule.source);
  const { RuleBuilder } = modules.alerting;
  const { panel } = rule;
  const builder = new RuleBuilder(titleOf(rule, bundle))
    .uid(uidOf(bundle.name, rule.key))
    .orgID(settings.orgId)
    .condition(condition)
    .queries(
      alertQueries(bundle, rule, settings.datasourceUid, modules).map((query) => ({ build: () => query })),
    )
    .noDataState(settings.noDataState)
    .execErrState(settings.execErrState)
    .forDuration(rule.for)
    .missingSeriesEvalsToResolve(settings.missingSeriesEvalsToResolve)
    .annotations({
      ...texts(rule.annotations, rule.alert, target, (text, name) => {
        const parts = composed[name];
        return parts ? annotationText(parts, threshold, read) : ruleText(text, read);
      }),
      ...(panel && { __dashboardUid__: panel.dashboard, __panelId__: String(panel.id) }),
    })
    .labels(labelTexts({ ...groupLabels, ...rule.labels }, rule.alert, target));
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
    isPaused: settings.isPaused,
  };
}

/** Titles are unique in a folder: alerts of one name have their key there. `alertname` stays their common name. */
function titleOf({ alert, key }: ResolvedAlert, { alertGroups }: ResolvedBundle): string {
  const alike = alertGroups.flatMap(({ rules }) => rules).filter((rule) => rule.alert === alert);
  return (alike.length > 1 ? key : alert).slice(0, longestTitle);
}

function recordingRule(
  bundle: ResolvedBundle,
  { record, expr, labels }: ResolvedRecordingRule,
  target: AlertingTarget,
  modules: AlertingModules,
): object {
  const { settings } = target;
  // Titles are unique in a folder, and several rules may record one name with different labels.
  const title = [record, ...Object.values(labels)].join(' ');
  return {
    uid: uidOf(bundle.name, title),
    title: literal(title.slice(0, longestTitle)),
    data: [metricQuery('A', expr, settings.datasourceUid, modules)],
    record: { metric: record, from: 'A', targetDatasourceUid: settings.recordingDatasourceUid },
    ...(Object.keys(labels).length > 0 && { labels: labelTexts(labels, record, target) }),
    isPaused: settings.isPaused,
  };
}

/** The threshold in the texts of an alert: a number, or the result of query T. */
function thresholdText(bundle: ResolvedBundle, rule: ResolvedAlert): string {
  const { threshold } = rule.source.condition;
  if (!threshold) return 'the threshold';
  const unit = unitInTexts(threshold.signal);
  if (typeof threshold.bound === 'number') return humanNumber(threshold.bound, unit);
  return boundOf(bundle, rule) === undefined ? 'the threshold' : thresholdOfQuery(unit);
}

function labelTexts(
  labels: Readonly<Record<string, string>>,
  rule: string,
  target: AlertingTarget,
): Record<string, string> {
  return texts(labels, rule, target, (text) => ruleText(text, target.read));
}

function texts(
  given: Readonly<Record<string, string>>,
  rule: string,
  { incomplete }: AlertingTarget,
  change: (text: string, name: string) => Translated,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, before]) => {
      const translated = change(before, name);
      if (translated.incomplete) incomplete(rule);
      return [name, translated.text];
    }),
  );
}
