import { DefinitionError, type Duration, type Place, placeOf } from '../../catalog/index.js';
import {
  choice,
  chosenBy,
  duration,
  flag,
  list,
  made,
  matching,
  name as nameShape,
  options as optionsOf,
  record,
  required,
  text,
  validate,
} from '../../catalog/shape/index.js';
import { refuseSecrets } from '../secret.js';
import type { Instrumentation } from './instrumentation.js';
import { checkName } from './kubernetes-name.js';

/**
 * API group of the object: `monitoring.coreos.com` for the Prometheus Operator, or `azmonitoring.coreos.com` for Azure
 * Managed Prometheus, which ignores the former.
 */
export type MonitorGroup = 'monitoring.coreos.com' | 'azmonitoring.coreos.com';

/** An endpoint to scrape on each selected pod or service. */
export interface MonitorEndpoint {
  /** Name of the port of the container or the service. */
  readonly port: string;
  /** Path of the metrics. @default /metrics */
  readonly path?: `/${string}`;
  /** Scrape interval. @default that of the Prometheus server */
  readonly interval?: Duration;
  /** Scrape timeout. @default that of the Prometheus server */
  readonly scrapeTimeout?: Duration;
  /** Scheme. @default http */
  readonly scheme?: 'http' | 'https';
  /** Keeps labels of the target that collide with labels of the scrape. @default false */
  readonly honorLabels?: boolean;
}

/** Options of a PodMonitor or a ServiceMonitor. */
export interface MonitorOptions {
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. @default that of the bundle's Kubernetes objects */
  readonly namespace?: string;
  /** API group. @default monitoring.coreos.com */
  readonly group?: MonitorGroup;
  /** Labels that select the pods or services. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** Namespaces of the pods or services. @default that of the object */
  readonly namespaces?: readonly string[] | 'any';
  /** Endpoints to scrape. */
  readonly endpoints: readonly MonitorEndpoint[];
  /** Label of the pod or service whose value becomes the label `job`. @default the operator's */
  readonly jobLabel?: string;
  /** Labels of the object, which the selector of a Prometheus matches. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A PodMonitor or a ServiceMonitor. */
export interface Monitor {
  readonly type: 'podMonitor' | 'serviceMonitor';
  readonly options: MonitorOptions;
  readonly place: Place;
}

/**
 * A PodMonitor: pods for Prometheus to scrape. If its namespace is set, the label `job` is `<namespace>/<name>` of this
 * object, even if an installation renames the object.
 *
 * @example podMonitor({ name: 'shop', matchLabels: { app: 'shop' }, endpoints: [{ port: 'metrics' }] })
 */
export function podMonitor(options: MonitorOptions): Monitor {
  return monitorOf('podMonitor', options, placeOf(podMonitor));
}
/**
 * A ServiceMonitor: services whose endpoints Prometheus scrapes.
 *
 * @example serviceMonitor({ name: 'shop', matchLabels: { app: 'shop' }, endpoints: [{ port: 'metrics' }] })
 */
export function serviceMonitor(options: MonitorOptions): Monitor {
  return monitorOf('serviceMonitor', options, placeOf(serviceMonitor));
}

/** Label values are validated with the objects. */
const kubernetesLabels = record(text, nameShape);
const path = matching(/^\//, 'a path that begins with /');
const endpoint = optionsOf<MonitorEndpoint>({
  port: required(nameShape),
  path,
  interval: duration,
  scrapeTimeout: duration,
  scheme: choice('http', 'https'),
  honorLabels: flag,
});
const monitorShape = optionsOf<MonitorOptions>({
  name: required(text),
  namespace: text,
  group: choice('monitoring.coreos.com', 'azmonitoring.coreos.com'),
  matchLabels: required(kubernetesLabels),
  namespaces: chosenBy((value) => (Array.isArray(value) ? list(nameShape) : choice('any'))),
  endpoints: required(list(endpoint)),
  jobLabel: nameShape,
  labels: kubernetesLabels,
});

function monitorOf(type: Monitor['type'], options: MonitorOptions, place: Place): Monitor {
  validate(monitorShape, options, type, place);
  checkName(type, options.name, place);
  if (options.endpoints.length === 0)
    throw new DefinitionError(`${type} ${options.name} has no endpoints`, place);
  if (Object.keys(options.matchLabels).length === 0) {
    throw new DefinitionError(
      `${type} ${options.name} has no matchLabels: it would select every ${type === 'podMonitor' ? 'pod' : 'service'} of the namespace`,
      place,
    );
  }
  return { type, options, place };
}

/** Dashboards as objects of the Grafana Operator. */
export interface GrafanaOperatorOptions {
  /** Labels of the Grafana objects that get the dashboards. */
  readonly instanceSelector: Readonly<Record<string, string>>;
  /** Namespace of the objects. @default that of the bundle's Kubernetes objects */
  readonly namespace?: string;
  /** Set if Grafana is in a different namespace. @default false */
  readonly allowCrossNamespaceImport?: boolean;
  /** Resync period. @default the operator's */
  readonly resyncPeriod?: Duration;
}

/** Options of the Kubernetes objects of a bundle. */
export interface KubernetesOptions {
  /** Namespace of objects without one. @default none: that of `kubectl apply` */
  readonly namespace?: string;
  /** Labels of every object. */
  readonly labels?: Readonly<Record<string, string>>;
  /** PodMonitors. */
  readonly podMonitors?: readonly Monitor[];
  /** ServiceMonitors. */
  readonly serviceMonitors?: readonly Monitor[];
  /** Instrumentation objects. */
  readonly instrumentations?: readonly Instrumentation[];
  /** Dashboards as GrafanaDashboard objects. @default none */
  readonly grafanaOperator?: GrafanaOperatorOptions;
  /** Generates a PrometheusRule, optionally with labels for the `ruleSelector`. @default true */
  readonly prometheusRule?: boolean | { readonly labels?: Readonly<Record<string, string>> };
  /** Generates an AlertmanagerConfig from the routing; it needs a Secret. @default false */
  readonly alertmanagerConfig?: boolean | { readonly labels?: Readonly<Record<string, string>> };
  /** Generates ConfigMaps with the dashboards, for Grafana's sidecar. @default true */
  readonly configMaps?: boolean;
}

/**
 * The Kubernetes objects of a bundle: plain manifests for `kubectl apply` and GitOps, and optionally in its chart and
 * Terraform module.
 */
export interface Kubernetes {
  readonly type: 'kubernetes';
  readonly options: KubernetesOptions;
  readonly place: Place;
}

/** Whether to generate an object, or its labels. */
const switched = chosenBy((value) =>
  typeof value === 'boolean'
    ? flag
    : optionsOf<{ readonly labels?: Readonly<Record<string, string>> }>({ labels: kubernetesLabels }),
);
const shape = optionsOf<KubernetesOptions>({
  namespace: text,
  labels: kubernetesLabels,
  podMonitors: list(made('podMonitor()', 'podMonitor', 'serviceMonitor')),
  serviceMonitors: list(made('serviceMonitor()', 'podMonitor', 'serviceMonitor')),
  instrumentations: list(made('instrumentation()', 'instrumentation')),
  grafanaOperator: optionsOf<GrafanaOperatorOptions>({
    instanceSelector: required(kubernetesLabels),
    namespace: text,
    allowCrossNamespaceImport: flag,
    resyncPeriod: duration,
  }),
  prometheusRule: switched,
  alertmanagerConfig: switched,
  configMaps: flag,
});

/**
 * The Kubernetes objects of a bundle: `bundle({ kubernetes })`.
 *
 * @throws DefinitionError for names that Kubernetes rejects, two objects with the same name, or a secret
 * @example kubernetes({ namespace: 'shop' })
 */
export function kubernetes(options: KubernetesOptions): Kubernetes {
  const place = placeOf(kubernetes);
  validate(shape, options, 'kubernetes', place);
  refuseSecrets(options, 'kubernetes', place);
  for (const namespace of [options.namespace, options.grafanaOperator?.namespace]) {
    if (namespace !== undefined) checkName('namespace', namespace, place);
  }
  const { podMonitors = [], serviceMonitors = [] } = options;
  for (const objects of [podMonitors, serviceMonitors, options.instrumentations ?? []]) {
    const identities = objects.map((object) => `${object.options.namespace ?? ''}/${object.options.name}`);
    const twin = objects.find((_, index) => identities.indexOf(identities[index] ?? '') !== index);
    if (twin) throw new DefinitionError(`two ${twin.type} objects are named ${twin.options.name}`, place);
  }
  if (podMonitors.some(({ type }) => type !== 'podMonitor'))
    throw new DefinitionError('podMonitors contains a serviceMonitor', place);
  if (serviceMonitors.some(({ type }) => type !== 'serviceMonitor'))
    throw new DefinitionError('serviceMonitors contains a podMonitor', place);
  return { type: 'kubernetes', options, place };
}
