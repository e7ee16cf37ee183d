import type { ResolvedBundle } from '../../resolve/index.js';
import type { OperatorObjects } from '../kubernetes/operator-objects.js';
import { commentedYaml } from '../packaging/commented-yaml.js';
import { generatedFrom } from '../packaging/header.js';
import {
  firstTunable,
  sampleLabels,
  sampleMonitors,
  sampleNamespace,
  sampleRelease,
} from '../packaging/sample.js';
import type { AlertTuning } from '../packaging/tuning.js';

/** Overrides as a production cluster with kube-prometheus-stack and Argo CD has them. */
export function valuesSample(
  bundle: ResolvedBundle,
  tuning: Readonly<Record<string, AlertTuning>>,
  operators: OperatorObjects | undefined,
): string {
  const alert = firstTunable(tuning);
  const values = {
    commonLabels: sampleLabels,
    grafanaDashboards: {
      namespace: sampleNamespace,
      folder: bundle.folder,
      annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' },
    },
    prometheusRule: {
      namespace: sampleNamespace,
      labels: { release: sampleRelease },
      alertLabels: { environment: sampleLabels.environment },
    },
    ...(alert && { alerts: alert.alerts }),
    ...Object.fromEntries(
      sampleMonitors(operators).map(({ section, apiVersion, targetNamespaces }) => [
        section,
        {
          enabled: true,
          apiVersion,
          namespace: sampleNamespace,
          ...(targetNamespaces && { targetNamespaces }),
          labels: { release: sampleRelease },
        },
      ]),
    ),
  };
  const header = `Overrides for a typical production cluster: copy this file, edit it and pass it with --values. ${generatedFrom(bundle)}`;
  return commentedYaml(values, header, comments);
}

const comments = new Map([
  ['grafanaDashboards.namespace', "The namespace that Grafana's dashboard sidecar watches."],
  ['grafanaDashboards.annotations', 'Argo CD applies dashboards over 256 KiB only on the server side.'],
  ['prometheusRule.namespace', 'Must match the ruleNamespaceSelector of Prometheus.'],
  ['prometheusRule.labels', 'Must match the ruleSelector of Prometheus.'],
  ['prometheusRule.alertLabels', 'For routing in Alertmanager.'],
  ['alerts', 'These are the defaults: adjust them to your system.'],
  ...['podMonitors', 'serviceMonitors'].flatMap((section): [string, string][] => [
    [section, 'Installed in the namespace of Prometheus.'],
    [`${section}.targetNamespaces`, 'The namespaces of the targets.'],
    [`${section}.labels`, 'Must match the selectors of Prometheus.'],
  ]),
]);
