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
  const header = `Production-like overrides: helm upgrade --install … --values this file. ${generatedFrom(bundle)}`;
  return commentedYaml(values, header, comments);
}

const comments = new Map([
  ['grafanaDashboards.namespace', 'The namespace that the dashboard sidecar of Grafana watches.'],
  ['grafanaDashboards.annotations', 'Argo CD: dashboards of more than 256 KiB do not fit its annotation.'],
  ['prometheusRule.namespace', 'A namespace that the ruleNamespaceSelector of Prometheus selects.'],
  ['prometheusRule.labels', 'What the ruleSelector of Prometheus requires.'],
  ['prometheusRule.alertLabels', 'For the routes of Alertmanager.'],
  ['alerts', 'The default: change it to fit your system.'],
  ...['podMonitors', 'serviceMonitors'].flatMap((section): [string, string][] => [
    [section, 'In the namespace of Prometheus.'],
    [`${section}.targetNamespaces`, 'The targets are in another namespace.'],
    [`${section}.labels`, 'What the selectors of Prometheus require.'],
  ]),
]);
