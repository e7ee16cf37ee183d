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
 * API group of the object: `monitoring.coreos.com` for the Prometheus Operator, `azmonitoring.coreos.com` for Azure
 * Managed Prometheus, which ignores the other.
 */
export type MonitorGroup = 'monitoring.coreos.com' | 'azmonitoring.coreos.com';

/** One endpoint to scrape on each selected pod or service. */
export interface MonitorEndpoint {
  /** Name of the container's or the service's port. */
  readonly port: string;
  /** @default /metrics */
  readonly path?: `/${string}`;
  /** @default the server's own */
  readonly interval?: Duration;
  readonly scrapeTimeout?: Duration;
  readonly scheme?: 'http' | 'https';
  readonly honorLabels?: boolean;
}

/** Options of a PodMonitor or a ServiceMonitor. */
export interface MonitorOptions {
  readonly name: string;
  readonly namespace?: string;
  /** @default monitoring.coreos.com */
  readonly group?: MonitorGroup;
  /** Labels of the pods or services. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** Namespaces of the pods or services. @default that of the object */
  readonly namespaces?: readonly string[] | 'any';
  readonly endpoints: readonly MonitorEndpoint[];
  /** Label of the service or pod whose value becomes the label `job`. */
  readonly jobLabel?: string;
  /** Labels of the object, for the selector of the Prometheus that should use it. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A PodMonitor or a ServiceMonitor. */
export interface Monitor {
  readonly type: 'podMonitor' | 'serviceMonitor';
  readonly options: MonitorOptions;
  readonly place: Place;
}

/**
 * A PodMonitor: pods that Prometheus scrapes. Their label `job` is `<namespace>/<name>` of this object if its namespace
 * is set, even if an installation renames the object.
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

/** Labels are texts; their values are validated with the objects. */
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
  /** Labels of the Grafana objects that should get the dashboards. */
  readonly instanceSelector: Readonly<Record<string, string>>;
  readonly namespace?: string;
  /** True if Grafana is in a different namespace. @default false */
  readonly allowCrossNamespaceImport?: boolean;
  /** Resync period of the operator. @default that of the operator */
  readonly resyncPeriod?: Duration;
}

/** Options of the Kubernetes objects of a bundle. */
export interface KubernetesOptions {
  /** Namespace of objects without their own. @default none, which leaves it to `kubectl apply` */
  readonly namespace?: string;
  /** Labels of every object. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly podMonitors?: readonly Monitor[];
  readonly serviceMonitors?: readonly Monitor[];
  readonly instrumentations?: readonly Instrumentation[];
  readonly grafanaOperator?: GrafanaOperatorOptions;
  /** Generate a PrometheusRule, optionally with labels for the ruleSelector. @default true */
  readonly prometheusRule?: boolean | { readonly labels?: Readonly<Record<string, string>> };
  /** Generate an AlertmanagerConfig with the routing; it needs a Secret. @default false */
  readonly alertmanagerConfig?: boolean | { readonly labels?: Readonly<Record<string, string>> };
  /** Generate ConfigMaps with the dashboards for Grafana's sidecar. @default true */
  readonly configMaps?: boolean;
}

/**
 * The Kubernetes objects of a bundle: as plain manifests for `kubectl apply` and GitOps, and optionally in its chart
 * and Terraform module.
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
