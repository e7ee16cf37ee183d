import {
  type AnyCatalog,
  DefinitionError,
  type LabelMatch,
  type Place,
  placeOf,
  toMatchers,
} from '../catalog/index.js';
import {
  anything,
  chosenBy,
  isRecord,
  labelMatches,
  labelName,
  list,
  made,
  name as nameShape,
  options as optionsOf,
  type Problem,
  prototypeKey,
  record,
  required,
  type Shape,
  several,
  text,
  unfit,
  validate,
  within,
  wrong,
} from '../catalog/shape/index.js';
import { type PanelDefaults, panelDefaultsShape } from '../grafana/index.js';
import { type AnyAlert, levelsOf } from './alerting/alert.js';
import { type GroupSettings, type Groups, groupShape, groupsByName, ruleGroupsIn } from './alerting/group.js';
import { checkIdentity, type Identity } from './alerting/identity.js';
import { alertKey } from './alerting/keys.js';
import type { LogRule } from './alerting/log-rule.js';
import type { AnyRecordingRule } from './alerting/recording-rule.js';
import type { BundleUrls } from './bundle-urls.js';
import type { Dashboard } from './dashboards/dashboard.js';
import { type DataSource, dataSource } from './dashboards/datasource.js';
import type { Azure } from './deployment/azure.js';
import { checkEnvironments, type Environments } from './deployment/environment.js';
import { type GrafanaResources, grafanaResourcesShape } from './deployment/grafana-resources.js';
import type { Kubernetes } from './deployment/kubernetes.js';
import { type Packaging, packagingShape } from './deployment/packaging.js';
import type { Stack } from './deployment/stack.js';
import { checkRouting, type Routing } from './routing/route.js';
import { alertLabels, suppressions, url } from './shapes.js';
import type { AnySignal } from './signal.js';
import { sloDashboard } from './slo/dashboard.js';
import type { Slo } from './slo/slo.js';
import type { Suppressible, Suppression } from './suppression.js';

/** Naming convention for the metrics of the bundle's own programs, as opposed to those of exporters. */
export interface Naming {
  /** First part of every name: `multiweb` for `multiweb_products_created_total`. */
  readonly namespace: string;
  /** The bundle's own metrics. @default all whose names begin with the namespace */
  readonly own?: AnyCatalog;
}

/** `major.minor`; a patch version is ignored. */
export type PrometheusVersion = `${number}.${number}`;

/** Options of a bundle: what it contains, and how it is packaged and deployed. */
export interface BundleOptions extends Suppressible {
  /** Name of the folder under `definitions/`, and of everything that is generated. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Semantic version of the chart and the module. */
  readonly version: string;
  /** Version of the monitored system. @default the version of the bundle, in the chart */
  readonly appVersion?: string;
  /**
   * Version of the Prometheus server, such as `3.5`. Checks report PromQL that it does not support. @default
   * `prometheusVersion` in `checks.ts`, or the version of the engine
   */
  readonly prometheus?: PrometheusVersion;
  readonly metrics: AnyCatalog | readonly AnyCatalog[];
  /** Requires the names of the bundle's own metrics to be `<namespace>_<name>_<unit>_<suffix>`. @default not checked */
  readonly naming?: Naming;
  readonly dashboards?: readonly Dashboard[];
  /** Recording rules by any key: `import * as recordingRules`. Other exports of the module are ignored. */
  readonly recordingRules?: Readonly<Record<string, unknown>>;
  /** Alerts by name: `import * as alerts`. Other exports of the module are ignored. */
  readonly alerts?: Readonly<Record<string, unknown>>;
  /** Service level objectives. Their rules and alerts are added, and one dashboard for all of them. */
  readonly slos?: readonly Slo[];
  /** Rules on log lines, for Loki's ruler. */
  readonly logRules?: readonly LogRule[];
  /** Signals to export and document even if no panel shows them: `import * as signals`. */
  readonly signals?: Readonly<Record<string, unknown>>;
  /** Options of rule groups by name; or groups with their rules, `[ruleGroup({ name, rules: [ratio, RatioHigh] })]`. */
  readonly groups?: Groups;
  /** Severities that alerts may have, the most severe first. @default `severities` of the settings of the checks */
  readonly severities?: readonly string[];
  /** Scenarios that test the alerts. */
  readonly scenarios?: readonly unknown[];
  /** URLs of Grafana and of the runbooks. @default none: alerts link to neither */
  readonly urls?: BundleUrls;
  /** Default options of panels by type, or `'grafana'` to use only Grafana's own defaults. */
  readonly defaults?: PanelDefaults;
  /**
   * Default data sources of its dashboards, that of its objectives included: one, or one for each type.
   * @default chosen in the variables `datasource`, `loki` and `tempo`
   */
  readonly source?: DataSource | readonly DataSource[];
  /** Grafana folder. @default the bundle's title */
  readonly folder?: string;
  /** Matchers to add to every selector in rules, such as the namespace or job of the monitored system. */
  readonly selectors?: Readonly<Record<string, LabelMatch>>;
  /** Labels of every alert. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Labels that identify this bundle's alerts. Every alert has them, and the bundle's routes and inhibit rules match
   * only alerts with them, so that many bundles can share one Alertmanager. `'none'` adds no label: routes and inhibit
   * rules then match all alerts of the Alertmanager, so that no other bundle can share it.
   * @default { bundle: the bundle's name }
   */
  readonly identity?: Identity | 'none';
  /** Metadata of the chart: home page, maintainers, changes, registry. @default nothing */
  readonly packaging?: Packaging;
  /** Environments, such as clusters: each gets a values file, a tfvars file and rules. */
  readonly environments?: Environments;
  /** Routes and receivers of the alerts, for Alertmanager and for Grafana-managed alerts. */
  readonly routing?: Routing;
  /** A Docker Compose stack that runs the bundle's monitoring on one machine. */
  readonly stack?: Stack;
  /** Kubernetes objects of the bundle, as plain manifests and in the chart. */
  readonly kubernetes?: Kubernetes;
  /** Rules for Azure Managed Prometheus, dashboards for Azure Managed Grafana. */
  readonly azure?: Azure;
  /** How dashboards and folders are written as objects of Grafana's API. @default version v1 */
  readonly grafanaResources?: GrafanaResources;
}

/** An alert, and the objective that generated it, if any. */
export interface AlertOrigin {
  readonly alert: AnyAlert;
  readonly slo?: Slo | undefined;
}
/** Two alerts of one key. */
export interface RepeatedAlert {
  readonly name: string;
  readonly first: AlertOrigin;
  readonly second: AlertOrigin;
}

/** What is packaged and versioned together: one chart, one Terraform module, one folder of dashboards. */
export interface Bundle {
  readonly type: 'bundle';
  readonly name: string;
  readonly options: BundleOptions;
  /** By key: the name under which the bundle lists an alert, for a level with its severity, `LatencyHigh.critical`. */
  readonly alerts: Readonly<Record<string, AnyAlert>>;
  /** Rule groups by name, where the definition says something of them. */
  readonly groups: Readonly<Record<string, GroupSettings>>;
  /** Alerts whose key belongs to one of `alerts` already, which the check `rule/duplicate` reports. */
  readonly repeatedAlerts: readonly RepeatedAlert[];
  readonly recordingRules: readonly AnyRecordingRule[];
  readonly signals: Readonly<Record<string, AnySignal>>;
  readonly dashboards: readonly Dashboard[];
  readonly slos: readonly Slo[];
  readonly logRules: readonly LogRule[];
  readonly suppress: readonly Suppression[];
  readonly place: Place;
}

const catalogShape: Shape = (value) =>
  isRecord(value) && Object.values(value).every((handle) => isRecord(handle) && 'metric' in handle)
    ? undefined
    : wrong(value, 'the result of catalog(), or a list of them');

/** Definitions by name, such as the exports of a module; other exports are ignored. */
function exported(form: Shape = anything): Shape {
  return (value) => {
    if (!isRecord(value)) return wrong(value, 'an object of definitions by name, such as { HighErrorRatio }');
    const problems: Problem[] = [...(prototypeKey(value) ?? [])];
    for (const [key, one] of Object.entries(value)) {
      if (one === undefined) problems.push(...within(key, nothing));
      else if (isRecord(one) && 'type' in one) problems.push(...within(key, named(form(key))));
    }
    return problems.length === 0 ? undefined : problems;
  };
}

const nothing: readonly Problem[] = [
  {
    at: '',
    message: 'is undefined',
    expected:
      'a definition; undefined usually comes from a misspelt name, or from modules that import each other',
    fatal: false,
  },
];

function named(problems: readonly Problem[] = []): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, message: 'has an invalid name' }));
}

/** Prometheus takes any text; control characters are nobody's name. */
const alertName: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, 'a name');
  if (/[\p{Cc}\u2028\u2029\ufeff]/u.test(value)) return unfit(value, 'a name without control characters');
  return text(value);
};

const namingShape = optionsOf<Naming>({ namespace: required(nameShape), own: catalogShape });
const urlsShape = optionsOf<BundleUrls>({ grafana: url, runbooks: text, docs: text });
const groupsByKey = record(
  chosenBy((value) => (isRecord(value) && value.type === 'group' ? anything : groupShape)),
);

const shape = optionsOf<BundleOptions>({
  // The checks `bundle/name` and `k8s/name-label` validate their forms.
  name: required(text),
  title: required(text),
  description: required(text),
  version: required(anything),
  appVersion: text,
  // Validated by checkPrometheus and checkIdentity, whose messages name the bundle.
  prometheus: anything,
  identity: chosenBy((value) => (value === 'none' ? anything : record(text))),
  metrics: required(chosenBy((value) => (Array.isArray(value) ? list(catalogShape) : catalogShape))),
  naming: namingShape,
  dashboards: list(made('dashboard()', 'dashboard')),
  recordingRules: exported(),
  alerts: exported(alertName),
  slos: list(made('slo()', 'slo')),
  logRules: list(made('lokiAlert() or lokiRecord()', 'lokiAlert', 'lokiRecord')),
  signals: exported(),
  groups: chosenBy((value) => (Array.isArray(value) ? list(made('ruleGroup()', 'group')) : groupsByKey)),
  severities: list(nameShape, 1),
  scenarios: list(anything),
  urls: urlsShape,
  defaults: panelDefaultsShape,
  source: several(dataSource),
  folder: text,
  selectors: labelMatches(labelName),
  labels: alertLabels,
  packaging: packagingShape,
  environments: made('environments()', 'environments'),
  routing: made('routing()', 'routing'),
  stack: made('stack()', 'stack'),
  kubernetes: made('kubernetes()', 'kubernetes'),
  azure: made('azure()', 'azure'),
  grafanaResources: grafanaResourcesShape,
  suppress: suppressions,
});

/**
 * A bundle: what is packaged and versioned together. The default export of `definitions/<name>/bundle.ts`.
 *
 * @throws DefinitionError for an option that is missing, misspelt or has an invalid value
 * @example bundle({ name: 'shop', title: 'Shop', description: 'The shop.', version: '1.0.0', metrics, dashboards: [overview], alerts: { HighErrorRatio }, urls: { grafana: 'https://grafana.acme.io', runbooks: 'https://runbooks.acme.io/{slug}.md' } })
 */
export function bundle(options: BundleOptions): Bundle {
  const place = placeOf(bundle);
  validate(shape, options, 'bundle', place);
  const { slos = [], selectors } = options;
  // Used only later; checked here, where a mistake has a place.
  if (selectors) toMatchers(selectors);
  const listed = ofType<AnyAlert>('alert', options.alerts);
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
  if (options.environments) checkEnvironments(options.environments, alerts, catalogsOf(options));
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
        ...Object.values(ofType<AnyRecordingRule>('recording', options.recordingRules)),
        ...ruleGroupsIn(options.groups).flatMap(({ rules }) =>
          rules.filter((rule) => rule.type === 'recording'),
        ),
        ...slos.flatMap(({ recordingRules }) => recordingRules),
      ]),
    ],
    signals: ofType<AnySignal>('signal', options.signals),
    dashboards: [...(options.dashboards ?? []), ...(slos.length > 0 ? [objectives(options, slos)] : [])],
    slos,
    logRules: options.logRules ?? [],
    suppress: options.suppress ?? [],
    place,
  };
}

interface AlertSource {
  readonly alerts: Readonly<Record<string, AnyAlert>>;
  readonly slo?: Slo;
}

/** Alerts that groups list and the bundle does not, by their names. */
function groupedAlerts(groups: Groups | undefined, listed: readonly AnyAlert[]): Record<string, AnyAlert> {
  const found: Record<string, AnyAlert> = {};
  for (const { name: group, rules, place } of ruleGroupsIn(groups)) {
    for (const rule of rules) {
      if (rule.type !== 'alert' || listed.includes(rule)) continue;
      if (rule.name === undefined)
        throw new DefinitionError(
          `ruleGroup ${JSON.stringify(group)} holds an alert that the bundle does not list, and that has no name`,
          place,
          { expected: "the alert among the alerts of the bundle, or alert({ name: '…', … })" },
        );
      let key = rule.name;
      for (let count = 2; Object.hasOwn(found, key) && found[key] !== rule; count += 1)
        key = `${rule.name}-${count}`;
      found[key] = rule;
    }
  }
  return found;
}

/** The first alert of each key, and those that come after it. Of an alert with levels, each level. */
function alertsByName(sources: readonly AlertSource[]): Pick<Bundle, 'alerts' | 'repeatedAlerts'> {
  const alerts: Record<string, AnyAlert> = {};
  const repeatedAlerts: RepeatedAlert[] = [];
  const origins = new Map<string, AlertOrigin>();
  for (const { alerts: named, slo } of sources) {
    for (const [listed, definition] of Object.entries(named)) {
      for (const alert of levelsOf(definition)) {
        const name = alertKey(listed, alert);
        const first = origins.get(name);
        if (first) {
          repeatedAlerts.push({ name, first, second: { alert, slo } });
          continue;
        }
        origins.set(name, { alert, slo });
        alerts[name] = alert;
      }
    }
  }
  return { alerts, repeatedAlerts };
}

/** @throws DefinitionError for anything but a version from 2.0 on */
function checkPrometheus({ name, prometheus }: BundleOptions): void {
  if (prometheus === undefined) return;
  // Not as a number: 3.10 would be 3.1.
  if (typeof prometheus === 'string' && /^[2-9]\.\d+(\.\d+)?$/.test(prometheus)) return;
  throw new DefinitionError(
    `bundle ${name}: prometheus: ${JSON.stringify(prometheus)} is not a version of Prometheus; expected major.minor from 2.0 on, such as '3.5'`,
    placeOf(bundle),
  );
}

function catalogsOf({ metrics }: BundleOptions): readonly AnyCatalog[] {
  return Array.isArray(metrics) ? (metrics as readonly AnyCatalog[]) : [metrics as AnyCatalog];
}

/** The dashboard of a bundle's objectives. */
function objectives({ name, title }: BundleOptions, slos: readonly Slo[]): Dashboard {
  return sloDashboard({
    uid: `${name.replaceAll('_', '-')}-slo`,
    title: `${title} / Service Levels`,
    description: 'What was promised, how much of each error budget is left, and how fast it burns.',
    tags: [name, 'slo'],
    slos,
  });
}

/** The definitions of one type among the exports of a module, in source order. */
function ofType<Definition extends { readonly place: Place }>(
  type: string,
  exports: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, Definition>> {
  const found: { readonly name: string; readonly definition: Definition }[] = [];
  for (const name of Object.keys(exports)) {
    const value = exports[name];
    if (typeof value === 'object' && value !== null && 'type' in value && value.type === type) {
      found.push({ name, definition: value as Definition });
    }
  }
  found.sort((a, b) => a.definition.place.order - b.definition.place.order);
  const sorted: Record<string, Definition> = {};
  for (const { name, definition } of found) sorted[name] = definition;
  return sorted;
}
