import { once, ruleGroups, type SharedRouting, sharedRouting } from '../../resolve/index.js';
import type { Analysis } from '../analysis/analysis.js';
import type { Backend } from '../settings.js';
import type { BundleModel } from './model.js';
import type { Subject } from './subject.js';

/**
 * The data of each bundle for checks of all bundles together. Plain data except for `analysisOf`, so that the cache can
 * keep it: an unchanged bundle is then compared with the others without being loaded.
 */
export interface BundleOutline {
  readonly name: string;
  readonly subject: Subject;
  readonly backends: readonly Backend[];
  readonly dashboards: readonly OutlinedDashboard[];
  readonly recordings: readonly OutlinedRecording[];
  readonly alerts: readonly OutlinedAlert[];
  /** Number of rule groups. */
  readonly groups: number;
  /** Names of the series that its expressions read. */
  readonly used: readonly string[];
  readonly routing: SharedRouting;
  /** Absent in the cached outline, which has no expressions. */
  readonly analysisOf?: (recording: OutlinedRecording) => Analysis | undefined;
}

export interface OutlinedDashboard {
  readonly dashboard: { readonly uid: string; readonly title: string };
  readonly subject: Subject;
}

interface OutlinedRule {
  readonly group: { readonly name: string; readonly labels?: Labels | undefined };
  readonly subject: Subject;
}
export interface OutlinedRecording extends OutlinedRule {
  readonly rule: { readonly record: string; readonly labels: Labels };
}
export interface OutlinedAlert extends OutlinedRule {
  readonly rule: { readonly alert: string; readonly expr: string; readonly labels: Labels };
}

type Labels = Readonly<Record<string, string>>;

/**
 * Call this after checking the expressions of the bundle, which determines the series that they read.
 *
 * @param again makes the model anew: an outline does not keep the syntax trees of all rules alive for the few bundles
 *   that record a series twice
 */
export function outlineOf(model: BundleModel, again: () => BundleModel): BundleOutline {
  const { bundle, subject, settings, dashboards, recordings, alerts, used } = model;
  const analyses = once(() => recordingAnalyses(again()));
  return {
    name: bundle.name,
    subject,
    backends: [...settings.backends],
    dashboards,
    recordings,
    alerts,
    groups: ruleGroups(bundle).length,
    used: [...used],
    routing: sharedRouting(bundle),
    analysisOf: ({ rule }) => analyses()(rule),
  };
}

/** The analysis of the expression of a recording rule. */
function recordingAnalyses(model: BundleModel): (rule: OutlinedRecording['rule']) => Analysis | undefined {
  const sites = new Map<unknown, BundleModel['sites'][number]>(
    model.sites.map((site) => [site.definition.type === 'recording' && site.definition.rule, site]),
  );
  return (rule) => {
    const site = sites.get(rule);
    return site && model.analyseRule(site).analysis;
  };
}

/**
 * Only the plain data of an outline. It shows whether there is a finding, but not where: to show the finding, or to
 * apply suppressions, the bundle must be loaded.
 */
export function keptOutline(outline: BundleOutline): BundleOutline {
  const subject: Subject = { path: outline.name, owners: [] };
  const groupOf = ({ group: { name, labels } }: OutlinedRule): OutlinedRule => ({
    group: { name, labels },
    subject,
  });
  const { analysisOf: _, ...data } = outline;
  return {
    ...data,
    subject,
    dashboards: outline.dashboards.map(({ dashboard: { uid, title } }) => ({
      dashboard: { uid, title },
      subject,
    })),
    recordings: outline.recordings.map(({ rule: { record, labels }, ...rest }) => ({
      rule: { record, labels },
      ...groupOf(rest),
    })),
    alerts: outline.alerts.map(({ rule: { alert, expr, labels }, ...rest }) => ({
      rule: { alert, expr, labels },
      ...groupOf(rest),
    })),
    routing: withoutPlaces(outline.routing),
  };
}

/** Places are resolved only for findings. */
function withoutPlaces(routing: SharedRouting): SharedRouting {
  const isPlace = (key: string, value: unknown) => key === 'place' && typeof value === 'object';
  return JSON.parse(JSON.stringify(routing, (key, value) => (isPlace(key, value) ? { order: 0 } : value)));
}
