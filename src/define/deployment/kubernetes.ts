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
 * Who reads the object: `monitoring.coreos.com` is the Prometheus Operator's, `azmonitoring.coreos.com` that of
 * Azure's managed Prometheus, which does not look at the other.
 */
export type MonitorGroup = 'monitoring.coreos.com' | 'azmonitoring.coreos.com';

/** One way to read metrics from each pod or service that is selected. */
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

export interface MonitorOptions {
  readonly name: string;
  readonly namespace?: string;
  /** @default monitoring.coreos.com */
  readonly group?: MonitorGroup;
  /** Labels of the pods or services. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** Namespaces of the pods or services. @default the object's own */
  readonly namespaces?: readonly string[] | 'any';
  readonly endpoints: readonly MonitorEndpoint[];
  /** Label of the service or pod that names the job. */
  readonly jobLabel?: string;
  /** Labels of the object, for the selector of the Prometheus that is to find it. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Monitor {
  readonly type: 'podMonitor' | 'serviceMonitor';
  readonly options: MonitorOptions;
  readonly place: Place;
}

/**
 * Pods that Prometheus reads metrics from. Their job is `<namespace>/<name>` of this object, if its namespace is known,
 * even where an installation gives it another name.
 */
export function podMonitor(options: MonitorOptions): Monitor {
  return monitorOf('podMonitor', options, placeOf(podMonitor));
}
/** Services behind which Prometheus reads metrics from every endpoint. */
export function serviceMonitor(options: MonitorOptions): Monitor {
  return monitorOf('serviceMonitor', options, placeOf(serviceMonitor));
}

/** Kubernetes labels are texts; what is in them is checked where the objects are. */
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
      `${type} ${options.name} has no matchLabels: it would read every ${type === 'podMonitor' ? 'pod' : 'service'} of the namespace`,
      place,
    );
  }
  return { type, options, place };
}

/** Dashboards as objects of the Grafana Operator. */
export interface GrafanaOperatorOptions {
  /** Labels of the Grafana objects that are to have the dashboards. */
  readonly instanceSelector: Readonly<Record<string, string>>;
  readonly namespace?: string;
  /** True where Grafana lives in another namespace than these objects. @default false */
  readonly allowCrossNamespaceImport?: boolean;
  /** How often the operator looks again. @default the operator's own */
  readonly resyncPeriod?: Duration;
}

export interface KubernetesOptions {
  /** Namespace of all objects that name none. @default none: that of `kubectl apply` */
  readonly namespace?: string;
  /** Labels of every object. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly podMonitors?: readonly Monitor[];
  readonly serviceMonitors?: readonly Monitor[];
  readonly instrumentations?: readonly Instrumentation[];
  readonly grafanaOperator?: GrafanaOperatorOptions;
  /** The rules as an object of the Prometheus Operator; with labels for its ruleSelector. @default true */
  readonly prometheusRule?: boolean | { readonly labels?: Readonly<Record<string, string>> };
  /** The routing as an AlertmanagerConfig of the Prometheus Operator, which needs a Secret. @default false */
  readonly alertmanagerConfig?: boolean | { readonly labels?: Readonly<Record<string, string>> };
  /** Dashboards as ConfigMaps for Grafana's sidecar. @default true */
  readonly configMaps?: boolean;
}

/**
 * A bundle's objects: as plain manifests for `kubectl apply` and GitOps without Helm, and at a switch in its chart and
 * its module.
 */
export interface Kubernetes {
  readonly type: 'kubernetes';
  readonly options: KubernetesOptions;
  readonly place: Place;
}

/** Whether an object is there, or with which labels. */
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
 * A bundle's objects as plain manifests: `bundle({ kubernetes })`.
 *
 * @throws DefinitionError for names that Kubernetes refuses, two objects of one name, or a secret
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
    if (twin) throw new DefinitionError(`two objects ${twin.type} are called ${twin.options.name}`, place);
  }
  if (podMonitors.some(({ type }) => type !== 'podMonitor'))
    throw new DefinitionError('podMonitors holds a serviceMonitor', place);
  if (serviceMonitors.some(({ type }) => type !== 'serviceMonitor'))
    throw new DefinitionError('serviceMonitors holds a podMonitor', place);
  return { type: 'kubernetes', options, place };
}
