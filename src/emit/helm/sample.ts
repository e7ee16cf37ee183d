import type { ResolvedBundle } from '../../define/resolve/index.js';
import { commentedYaml } from '../packaging/commented-yaml.js';
import { generatedFrom } from '../packaging/header.js';
import { firstTunable, sampleLabels, sampleNamespace, sampleRelease } from '../packaging/sample.js';
import type { AlertTuning } from '../packaging/tuning.js';

/** Overrides as a production cluster with kube-prometheus-stack and Argo CD has them. */
export function valuesSample(bundle: ResolvedBundle, tuning: Readonly<Record<string, AlertTuning>>): string {
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
    ...(alert && { alerts: { [alert.name]: alert.override } }),
  };
  const header = `Production-like overrides: helm upgrade --install … --values this file. ${generatedFrom(bundle)}`;
  return commentedYaml(values, header, comments);
}

const comments = new Map([
  ['grafanaDashboards.namespace', 'Where the dashboard sidecar of Grafana looks.'],
  ['grafanaDashboards.annotations', 'Argo CD: dashboards of more than 256 KiB do not fit its annotation.'],
  ['prometheusRule.namespace', 'Where the ruleNamespaceSelector of Prometheus looks.'],
  ['prometheusRule.labels', 'What the ruleSelector of Prometheus asks for.'],
  ['prometheusRule.alertLabels', 'For the routes of Alertmanager.'],
  ['alerts', 'As shipped: change what does not fit your system.'],
]);
