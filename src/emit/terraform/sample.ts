import type { ResolvedBundle } from '../../resolve/index.js';
import type { OperatorObjects } from '../kubernetes/operator-objects.js';
import { generatedFrom } from '../packaging/header.js';
import { packageName } from '../packaging/names.js';
import {
  firstTunable,
  sampleLabels,
  sampleMonitors,
  sampleNamespace,
  sampleRelease,
} from '../packaging/sample.js';
import type { AlertTuning } from '../packaging/tuning.js';
import { renderTemplate } from '../templates.js';
import { toHclBody } from './hcl.js';
import { sectionNames } from './objects.js';

/** Variables as a production cluster with kube-prometheus-stack has them. */
export function variablesSample(
  bundle: ResolvedBundle,
  tuning: Readonly<Record<string, AlertTuning>>,
  operators: OperatorObjects | undefined,
): string {
  const alert = firstTunable(tuning);
  const sections = [
    {
      comment: 'Prefix of all resource names, and their namespace.',
      values: { name: packageName(bundle.name), namespace: sampleNamespace },
    },
    { comment: 'Labels to add to all resources.', values: { labels: sampleLabels } },
    {
      comment: 'What to create.',
      values: { create_grafana_configmap: true, create_prometheus_rule: true },
    },
    { comment: 'Grafana folder of the dashboards.', values: { dashboard_folder: bundle.folder } },
    {
      comment: 'Must match the ruleSelector of Prometheus.',
      values: { prometheus_rule_labels: { release: sampleRelease } },
    },
    {
      comment: 'For routing in Alertmanager.',
      values: { alert_labels: { environment: sampleLabels.environment } },
    },
    ...(alert
      ? [
          {
            comment: 'These are the defaults: adjust them to your system.',
            values: { alerts: alert.alerts },
          },
        ]
      : []),
    ...sampleMonitors(operators).map(({ section, apiVersion, targetNamespaces }) => {
      const { all, one } = sectionNames[section];
      return {
        comment: 'Must match the selectors of Prometheus.',
        values: {
          [`create_${all}`]: true,
          [`${one}_api_version`]: apiVersion,
          [`${one}_namespace`]: sampleNamespace,
          ...(targetNamespaces && { [`${one}_target_namespaces`]: targetNamespaces }),
          [`${one}_labels`]: { release: sampleRelease },
        },
      };
    }),
  ];
  const text = renderTemplate('terraform/terraform.tfvars', {
    header: generatedFrom(bundle),
    sections: sections.map(({ comment, values }) => ({ comment, body: toHclBody(values) })),
  });
  return `${text.trimEnd()}\n`;
}
