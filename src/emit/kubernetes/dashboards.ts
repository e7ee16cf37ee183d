import { defined } from '../../catalog/defined.js';
import type { GrafanaOperatorOptions, KubernetesOptions } from '../../define/index.js';
import { toCompactJson } from '../../output/serialise.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { objectKey, objectName } from '../packaging/names.js';
import type { PackedDashboard } from '../packaging/packed-dashboards.js';
import { type Manifest, metadataOf } from './objects.js';
import { packed } from './packed.js';

/** A ConfigMap that Grafana's sidecar loads: the same as in the chart with its defaults. */
export function configMapManifest(
  bundle: ResolvedBundle,
  kubernetes: KubernetesOptions,
  { uid, folder, json }: PackedDashboard,
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataOf(bundle, kubernetes, {
      name: objectName(bundle.name, objectKey(uid)),
      labels: { grafana_dashboard: '1' },
      annotations: { grafana_folder: folder },
    }),
    data: { [`${uid}.json`]: toCompactJson(json) },
  };
}

/**
 * Larger dashboards are compressed. Client-side apply copies the whole object into an annotation, which is limited to
 * 262 144 bytes (apimachinery, TotalAnnotationSizeLimitB), and every quote there needs a backslash.
 */
const largestPlainDashboard = 150_000;

/** A dashboard for the Grafana Operator. Its `folder` is a title; the operator creates a missing folder. */
export function grafanaDashboardManifest(
  bundle: ResolvedBundle,
  kubernetes: KubernetesOptions,
  operator: GrafanaOperatorOptions,
  { uid, folder, json }: PackedDashboard,
): Manifest {
  const text = toCompactJson(json);
  const small = Buffer.byteLength(text) <= largestPlainDashboard;
  return {
    apiVersion: 'grafana.integreatly.org/v1beta1',
    kind: 'GrafanaDashboard',
    metadata: metadataOf(bundle, kubernetes, {
      name: objectName(bundle.name, objectKey(uid)),
      namespace: operator.namespace,
    }),
    spec: {
      instanceSelector: { matchLabels: operator.instanceSelector },
      folder,
      ...grafanaSettings(operator),
      ...(small ? { json: text } : { gzipJson: packed(text) }),
    },
  };
}

/** Settings of a GrafanaDashboard from the definition. */
export function grafanaSettings({ allowCrossNamespaceImport, resyncPeriod }: GrafanaOperatorOptions) {
  return defined({ allowCrossNamespaceImport, resyncPeriod });
}
