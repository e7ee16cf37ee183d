import type { KubernetesOptions } from '../../define/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { generatedFrom } from '../packaging/header.js';
import { objectKey, objectName, packageName } from '../packaging/names.js';
import type { PackageParts } from '../packaging/parts.js';
import { ruleParts } from '../packaging/rule-parts.js';
import { yamlFile } from '../packaging/yaml-file.js';
import { alertmanagerConfigManifest } from './alertmanager-config.js';
import { configMapManifest, grafanaDashboardManifest } from './dashboards.js';
import { instrumentationManifest, monitorManifest } from './monitors.js';
import { type Manifest, metadataOf } from './objects.js';

type Content = Pick<PackageParts, 'dashboards' | 'groups'>;

/** `kubernetes/<bundle>/`: one manifest per file. Nothing for a bundle without Kubernetes options. */
export function* emitKubernetes(bundle: ResolvedBundle, parts: Content): Generator<Artifact> {
  const options = bundle.source.options.kubernetes?.options;
  if (!options) return;
  const names = new Map<string, number>();
  for (const manifest of manifests(bundle, options, parts)) {
    const file = fileName(manifest);
    const count = (names.get(file) ?? 0) + 1;
    names.set(file, count);
    yield {
      // The same name in two namespaces makes two files.
      path: `kubernetes/${bundle.name}/${file}${count > 1 ? `-${count}` : ''}.yaml`,
      content: yamlFile(generatedFrom(bundle), manifest),
    };
  }
}

function* manifests(bundle: ResolvedBundle, options: KubernetesOptions, parts: Content): Generator<Manifest> {
  for (const instrumentation of options.instrumentations ?? [])
    yield instrumentationManifest(bundle, options, instrumentation);
  for (const monitor of [...(options.podMonitors ?? []), ...(options.serviceMonitors ?? [])])
    yield monitorManifest(bundle, options, monitor);
  const { prometheusRule = true, alertmanagerConfig = false, configMaps = true, grafanaOperator } = options;
  if (prometheusRule !== false && parts.groups.length > 0) {
    const labels = prometheusRule === true ? undefined : prometheusRule.labels;
    for (const [index, groups] of ruleParts(parts.groups).entries()) {
      // Named as in the chart and the module.
      const name = index === 0 ? packageName(bundle.name) : objectName(bundle.name, String(index + 1));
      yield {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: metadataOf(bundle, options, { name, labels }),
        spec: { groups },
      };
    }
  }
  if (alertmanagerConfig !== false) {
    const labels = alertmanagerConfig === true ? undefined : alertmanagerConfig.labels;
    const manifest = alertmanagerConfigManifest(bundle, {
      ...options,
      labels: { ...options.labels, ...labels },
    });
    if (manifest) yield manifest;
  }
  for (const dashboard of parts.dashboards) {
    if (configMaps) yield configMapManifest(bundle, options, dashboard);
    if (grafanaOperator) yield grafanaDashboardManifest(bundle, options, grafanaOperator, dashboard);
  }
}

/** `pod-monitor-agui-server-metrics`: sorted by kind in a folder. */
function fileName({ kind, metadata }: Manifest): string {
  const words = kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  // A name may have 253 characters, the name of a file 255 with all that is added.
  const name = metadata.name.length > 200 ? objectKey(metadata.name) : metadata.name;
  return `${words}-${name}`;
}
