import { DefinitionError, type Place, placeOf, toMatchers } from '../catalog/index.js';
import { shown, validate } from '../catalog/shape/index.js';
import type { AnyAlert } from './alerting/alert.js';
import { type GroupSettings, groupsByName, ruleGroupsIn } from './alerting/group.js';
import { checkIdentity } from './alerting/identity.js';
import type { LogRule } from './alerting/log-rule.js';
import type { AnyRecordingRule } from './alerting/recording-rule.js';
import { alertsByName, groupedAlerts, type RepeatedAlert } from './bundle-alerts.js';
import { type BundleOptions, bundleShape } from './bundle-options.js';
import type { Dashboard } from './dashboards/dashboard.js';
import { checkEnvironments } from './deployment/environment.js';
import { definitionsOf } from './exported.js';
import { checkRouting } from './routing/route.js';
import type { AnySignal } from './signal.js';
import { sloDashboard } from './slo/dashboard.js';
import type { Slo } from './slo/slo.js';
import type { Suppression } from './suppression.js';

/** What is packaged and versioned together: one chart, one Terraform module, one folder of dashboards. */
export interface Bundle {
  readonly type: 'bundle';
  readonly name: string;
  readonly options: BundleOptions;
  /**
   * Alerts by key: the name under which the bundle lists the alert, followed by the severity for a level:
   * `LatencyHigh.critical`.
   */
  readonly alerts: Readonly<Record<string, AnyAlert>>;
  /** Settings of rule groups by name. */
  readonly groups: Readonly<Record<string, GroupSettings>>;
  /** Alerts whose key is already taken by one of `alerts`; the check `rule/duplicate` reports them. */
  readonly repeatedAlerts: readonly RepeatedAlert[];
  readonly recordingRules: readonly AnyRecordingRule[];
  readonly signals: Readonly<Record<string, AnySignal>>;
  readonly dashboards: readonly Dashboard[];
  readonly slos: readonly Slo[];
  readonly logRules: readonly LogRule[];
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

/**
 * A bundle: what is packaged and versioned together. The default export of `definitions/<name>/bundle.ts`.
 *
 * @throws DefinitionError for an option that is missing, misspelt or has an invalid value
 * @example bundle({ name: 'shop', title: 'Shop', description: 'The shop.', version: '1.0.0', metrics, dashboards: [overview], alerts: { HighErrorRatio }, urls: { grafana: 'https://grafana.acme.io', runbooks: 'https://runbooks.acme.io/{slug}.md' } })
 */
export function bundle(options: BundleOptions): Bundle {
  const place = placeOf(bundle);
  validate(bundleShape, options, 'bundle', place);
  const { slos = [], selectors } = options;
  // Used only later; validated here, where a mistake has a place.
  if (selectors) toMatchers(selectors);
  const listed = definitionsOf<AnyAlert>('alert', options.alerts);
  const { alerts, repeatedAlerts } = alertsByName([
    { alerts: listed },
    { alerts: groupedAlerts(options.groups, Object.values(listed)) },
    ...slos.map((slo) => ({ alerts: slo.alerts, slo })),
  ]);
  const groups = groupsByName(
    options.groups,
    new Map(Object.entries(alerts).map(([key, alert]) => [alert, key])),
  );
  checkIdentity({ ...options, groups }, alerts, place);
  if (options.environments) checkEnvironments(options.environments, alerts, options.metrics);
  if (options.routing) checkRouting(options.routing, alerts);
  checkPrometheus(options);
  return {
    type: 'bundle',
    name: options.name,
    options,
    alerts,
    repeatedAlerts,
    groups,
    recordingRules: [
      ...new Set([
        ...Object.values(definitionsOf<AnyRecordingRule>('recording', options.recordingRules)),
        ...ruleGroupsIn(options.groups).flatMap(({ rules }) =>
          rules.filter((rule) => rule.type === 'recording'),
        ),
        ...slos.flatMap(({ recordingRules }) => recordingRules),
      ]),
    ],
    signals: definitionsOf<AnySignal>('signal', options.signals),
    dashboards: [...(options.dashboards ?? []), ...(slos.length > 0 ? [objectives(options, slos)] : [])],
    slos,
    logRules: options.logRules ?? [],
    suppress: options.suppress ?? [],
    place,
  };
}

/** @throws DefinitionError for anything but a version from 2.0 on */
function checkPrometheus({ name, prometheus }: BundleOptions): void {
  if (prometheus === undefined) return;
  // Not as a number: 3.10 would be 3.1.
  if (typeof prometheus === 'string' && /^[2-9]\.\d+(\.\d+)?$/.test(prometheus)) return;
  throw new DefinitionError(
    `bundle ${name}: prometheus: ${shown(prometheus)} is not a version of Prometheus; expected major.minor from 2.0 on, such as '3.5'`,
    placeOf(bundle),
  );
}

/** The dashboard of a bundle's objectives. */
function objectives({ name, title }: BundleOptions, slos: readonly Slo[]): Dashboard {
  return sloDashboard({
    uid: `${name.replaceAll('_', '-')}-slo`,
    title: `${title} / Service Levels`,
    description: 'Objectives, remaining error budgets and burn rates.',
    tags: [name, 'slo'],
    slos,
  });
}
