import type { KubernetesOptions, MonitorGroup } from '../../define/index.js';
import { oncePer, type ResolvedBundle } from '../../resolve/index.js';
import { objectKey } from '../packaging/names.js';
import { alertmanagerConfigManifest, routingObject } from './alertmanager-config.js';
import { grafanaSettings } from './dashboards.js';
import { instrumentationManifest, monitorManifest } from './monitors.js';
import type { Manifest } from './objects.js';

/**
 * Objects for operators as packed in the chart and the module: everything from the definition, except for what users
 * set on installation. They are disabled by default, as their CRDs may be missing.
 */
export interface OperatorObjects {
  readonly sections: readonly ObjectSection[];
  readonly grafana: GrafanaObjects | undefined;
}

/** Objects that are enabled together. */
export interface ObjectSection {
  /** The values of the chart, and the list among the packed objects. */
  readonly name: 'podMonitors' | 'serviceMonitors' | 'instrumentations' | 'alertmanagerConfigs';
  readonly objects: readonly PackedObject[];
}

/** Whether it is a monitor, of the Prometheus Operator or of Azure. */
export function isMonitor(section: ObjectSection['name']): boolean {
  return section === 'podMonitors' || section === 'serviceMonitors';
}

export interface PackedObject {
  /** End of the object's name; different for each object of a section. */
  readonly name: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: object;
}

/** The common part of every GrafanaDashboard; the rest follows from the installed dashboards. */
export interface GrafanaObjects {
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: {
    readonly instanceSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly allowCrossNamespaceImport?: boolean;
    readonly resyncPeriod?: string;
  };
}

/** API versions of monitors: Prometheus Operator and Azure. */
export const monitorVersions = [
  'monitoring.coreos.com/v1',
  'azmonitoring.coreos.com/v1',
] as const satisfies `${MonitorGroup}/v1`[];

/** The objects that a bundle defines for operators; undefined when it defines none. */
export const operatorObjects = oncePer((bundle: ResolvedBundle): OperatorObjects | undefined => {
  const options = bundle.source.options.kubernetes?.options ?? {};
  const routing = alertmanagerConfigManifest(bundle, options);
  const { podMonitors = [], serviceMonitors = [], instrumentations = [], grafanaOperator } = options;
  const monitor = (each: (typeof podMonitors)[number]) => ({
    manifest: monitorManifest(bundle, options, each),
    labels: each.options.labels,
  });
  const sections: ObjectSection[] = [
    { name: 'podMonitors' as const, objects: packedObjects(options, podMonitors.map(monitor)) },
    { name: 'serviceMonitors' as const, objects: packedObjects(options, serviceMonitors.map(monitor)) },
    {
      name: 'instrumentations' as const,
      objects: packedObjects(
        options,
        instrumentations.map((each) => ({ manifest: instrumentationManifest(bundle, options, each) })),
      ),
    },
    { name: 'alertmanagerConfigs' as const, objects: routing ? routingObjects(options, routing) : [] },
  ].filter(({ objects }) => objects.length > 0);
  if (sections.length === 0 && !grafanaOperator) return undefined;
  return { sections, grafana: grafanaOperator && grafanaObjects(options, grafanaOperator) };
});

/** Named after the installation, as the others are: its name in a definition begins with the bundle's. */
function routingObjects(options: KubernetesOptions, manifest: Manifest): readonly PackedObject[] {
  const { alertmanagerConfig } = options;
  const labels = typeof alertmanagerConfig === 'object' ? alertmanagerConfig.labels : undefined;
  return packedObjects(options, [
    { manifest: { ...manifest, metadata: { ...manifest.metadata, name: routingObject } }, labels },
  ]);
}

/** The packed file: the objects by the section that enables them. */
export function packedContent({ sections, grafana }: OperatorObjects): object {
  return {
    ...Object.fromEntries(sections.map(({ name, objects }) => [name, objects])),
    ...(grafana && { grafanaOperator: grafana }),
  };
}

interface LabelledManifest {
  readonly manifest: Manifest;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

function packedObjects(
  options: KubernetesOptions,
  manifests: readonly LabelledManifest[],
): readonly PackedObject[] {
  const names = manifests.map(({ manifest }) => manifest.metadata.name);
  return manifests.map(({ manifest: { kind, apiVersion, metadata, spec }, labels }): PackedObject => {
    const { name, namespace } = metadata;
    // The same name in two namespaces: an installation may put both into one namespace.
    const isRepeated = names.indexOf(name) !== names.lastIndexOf(name);
    return {
      name: isRepeated ? objectKey(`${name}/${namespace ?? ''}`) : name,
      kind,
      apiVersion,
      ...(namespace !== undefined && { namespace }),
      labels: { ...options.labels, ...labels },
      spec: spec ?? {},
    };
  });
}

function grafanaObjects(
  options: KubernetesOptions,
  operator: NonNullable<KubernetesOptions['grafanaOperator']>,
): GrafanaObjects {
  const namespace = operator.namespace ?? options.namespace;
  return {
    ...(namespace !== undefined && { namespace }),
    labels: { ...options.labels },
    spec: { instanceSelector: { matchLabels: operator.instanceSelector }, ...grafanaSettings(operator) },
  };
}
