import type { AnyCatalog, LabelMatch } from '../catalog/index.js';
import {
  anything,
  chosenBy,
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
  within,
  wrong,
} from '../catalog/shape/index.js';
import { type PanelDefaults, panelDefaultsShape } from '../grafana/index.js';
import { isRecord } from '../plain.js';
import { type Groups, groupShape } from './alerting/group.js';
import type { Identity } from './alerting/identity.js';
import type { LogRule } from './alerting/log-rule.js';
import { type BundleUrls, grafanaAddress, runbookAddress } from './bundle-urls.js';
import type { Dashboard } from './dashboards/dashboard.js';
import { type DataSource, dataSource } from './dashboards/datasource.js';
import type { Azure } from './deployment/azure.js';
import { type BackstageOptions, backstageShape } from './deployment/backstage.js';
import type { Environments } from './deployment/environment.js';
import { type GrafanaAlerting, grafanaAlertingShape } from './deployment/grafana-alerting.js';
import { type GrafanaResources, grafanaResourcesShape } from './deployment/grafana-resources.js';
import type { Kubernetes } from './deployment/kubernetes.js';
import { type Packaging, packagingShape } from './deployment/packaging.js';
import type { Stack } from './deployment/stack.js';
import type { Routing } from './routing/route.js';
import { alertLabels, suppressions } from './shapes.js';
import type { Slo } from './slo/slo.js';
import type { Suppressible } from './suppression.js';

/** Naming convention for the metrics of the bundle's own programs, as opposed to those of exporters. */
export interface MetricNaming {
  /** First part of every metric name: `multiweb` for `multiweb_products_created_total`. */
  readonly namespace: string;
  /** Metrics that must follow the convention. @default every metric whose name begins with the namespace */
  readonly own?: AnyCatalog;
}

/** `major.minor`; a patch version is ignored. */
export type PrometheusVersion = `${number}.${number}`;

/** Options of a bundle: what it contains, and how it is packaged and deployed. */
export interface BundleOptions extends Suppressible {
  /**
   * Name of the bundle: the name of its folder under `definitions/`, of its chart, of its module and of its output
   * folders.
   */
  readonly name: string;
  /** Title, for people. */
  readonly title: string;
  /** One sentence on what is monitored. */
  readonly description: string;
  /** Version of the bundle, and of its chart and module (Semantic Versioning). */
  readonly version: string;
  /** Version of the monitored system: the chart's `appVersion`. @default the version of the bundle */
  readonly appVersion?: string;
  /**
   * Version of the Prometheus server, such as `3.5`. Checks report PromQL that this version does not support.
   *
   * @default `prometheusVersion` in `checks.ts`, or the version of the engine
   */
  readonly prometheus?: PrometheusVersion;
  /** The catalog, or several catalogs. */
  readonly metrics: AnyCatalog | readonly AnyCatalog[];
  /** Naming convention for metrics, `<namespace>_<name>_<unit>_<suffix>`. @default not checked */
  readonly naming?: MetricNaming;
  /** Dashboards. */
  readonly dashboards?: readonly Dashboard[];
  /** Recording rules by any key: `import * as recordingRules`. Other exports of the module are ignored. */
  readonly recordingRules?: Readonly<Record<string, unknown>>;
  /** Alerts by name: `import * as alerts`. Other exports of the module are ignored. */
  readonly alerts?: Readonly<Record<string, unknown>>;
  /** Service level objectives. Their rules, their alerts and one dashboard for all of them are added to the bundle. */
  readonly slos?: readonly Slo[];
  /** Rules on logs, for Loki's ruler. */
  readonly logRules?: readonly LogRule[];
  /** Signals to export and document even if no panel shows them: `import * as signals`. */
  readonly signals?: Readonly<Record<string, unknown>>;
  /**
   * Rule groups: options by group name, or groups with their rules in order, `[ruleGroup({ name, rules: [ratio,
   * RatioHigh] })]`.
   */
  readonly groups?: Groups;
  /** Severities that alerts may have, the most severe first. @default `severities` in `checks.ts` */
  readonly severities?: readonly string[];
  /** Scenarios that test the alerts. */
  readonly scenarios?: readonly unknown[];
  /** URLs of Grafana and of the runbooks. @default none: alerts have no links */
  readonly urls?: BundleUrls;
  /** Default options of panels by type, or `'grafana'` to use only Grafana's own defaults. */
  readonly defaults?: PanelDefaults;
  /**
   * Default data source of its dashboards, those of objectives included: one, or one per type.
   *
   * @default the dashboard variables `datasource`, `loki` and `tempo`
   */
  readonly source?: DataSource | readonly DataSource[];
  /** Grafana folder. @default the bundle's title */
  readonly folder?: string;
  /**
   * Matchers to add to every selector in rules whose metric has the label, such as the namespace or the job of the
   * system.
   */
  readonly selectors?: Readonly<Record<string, LabelMatch>>;
  /** Labels to add to every alert. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Labels that identify the bundle's alerts. They are added to every alert, and the bundle's routes and inhibition
   * rules match on them, so that many bundles can share one Alertmanager. `'none'` adds no label: the routes and
   * inhibition rules then match every alert, so that no other bundle can use the same Alertmanager.
   *
   * @default { bundle: the bundle's name }
   */
  readonly identity?: Identity | 'none';
  /** Metadata of the chart: home page, maintainers, changes, registry. @default none */
  readonly packaging?: Packaging;
  /** Environments, such as clusters. Each gets a values file, a tfvars file and rule files. */
  readonly environments?: Environments;
  /** Routes and receivers of the alerts, for Alertmanager and for Grafana-managed alerts. */
  readonly routing?: Routing;
  /** A Docker Compose stack that runs the monitoring of the bundle on one machine. */
  readonly stack?: Stack;
  /** Kubernetes objects, as plain manifests and in the chart. */
  readonly kubernetes?: Kubernetes;
  /** Rules for Azure Managed Prometheus and dashboards for Azure Managed Grafana. */
  readonly azure?: Azure;
  /** Entry of the bundle in Backstage's catalog. @default owner `unknown` */
  readonly backstage?: BackstageOptions;
  /** Format of dashboards and folders as resources of Grafana's API. @default version v1 */
  readonly grafanaResources?: GrafanaResources;
  /** Data source, organisation and states of the alerts as Grafana-managed rules. @default data source `prometheus` */
  readonly grafanaAlerting?: GrafanaAlerting;
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

/** Prometheus allows any text; a control character is a mistake. */
const alertName: Shape = (value) => {
  if (typeof value !== 'string') return wrong(value, 'a name');
  if (/[\p{Cc}\u2028\u2029\ufeff]/u.test(value)) return unfit(value, 'a name without control characters');
  return text(value);
};

const namingShape = optionsOf<MetricNaming>({ namespace: required(nameShape), own: catalogShape });
const urlsShape = optionsOf<BundleUrls>({ grafana: grafanaAddress, runbooks: runbookAddress, docs: text });
const groupsByKey = record(
  chosenBy((value) => (isRecord(value) && value.type === 'group' ? anything : groupShape)),
);

/** The options of `bundle()`. */
export const bundleShape = optionsOf<BundleOptions>({
  // The checks `bundle/name` and `k8s/name-label` validate their form.
  name: required(text),
  title: required(text),
  description: required(text),
  // A number is what people write by mistake: `k8s/name-label` says why not.
  version: required(chosenBy((value) => (typeof value === 'number' ? anything : text))),
  appVersion: text,
  // Validated by `checkPrometheus` and `checkIdentity`, whose messages name the bundle.
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
  backstage: backstageShape,
  grafanaResources: grafanaResourcesShape,
  grafanaAlerting: grafanaAlertingShape,
  suppress: suppressions,
});
