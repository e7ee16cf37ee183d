import { type ResolvedBundle, ruleGroups } from '../../resolve/index.js';
import type { OperatorObjects } from '../kubernetes/operator-objects.js';
import { packedEnvironments } from '../packaging/environments.js';
import { packageName } from '../packaging/names.js';
import type { PackageParts } from '../packaging/parts.js';
import type { AlertTuning } from '../packaging/tuning.js';
import { objectVariables } from './object-variables.js';
import { dashboardDatasources, ownDashboards } from './own-dashboards.js';
import * as valid from './validations.js';
import { levelsIn } from './validations.js';
import { anything, flag, flags, type ModuleVariable, text, texts } from './variable.js';

/** All input variables of a bundle's module. */
export function moduleVariables(
  bundle: ResolvedBundle,
  parts: PackageParts,
  tuning: Readonly<Record<string, AlertTuning>>,
  operators: OperatorObjects | undefined,
): ModuleVariable[] {
  return [
    ...commonVariables(bundle),
    ...dashboardVariables(bundle, parts),
    ...ruleVariables(bundle, parts, tuning),
    ...objectVariables(operators),
  ];
}

function commonVariables(bundle: ResolvedBundle): ModuleVariable[] {
  return [
    text(
      'name',
      packageName(bundle.name),
      'Prefix of all names. Instances of this module in one namespace need different ones.',
      valid.isName('name'),
    ),
    text('namespace', 'monitoring', 'Kubernetes namespace of all objects.', valid.isNamespace('namespace')),
    texts('labels', 'Labels of every object.', valid.areLabels('labels')),
    texts('annotations', 'Annotations of every object.', valid.areAnnotations('annotations')),
  ];
}

function dashboardVariables(bundle: ResolvedBundle, parts: PackageParts): ModuleVariable[] {
  return [
    flag(
      'create_grafana_configmap',
      parts.dashboards.length > 0,
      'Whether to install dashboards, one ConfigMap each, for the dashboard sidecar of Grafana.',
    ),
    text(
      'dashboard_namespace',
      '',
      'Namespace of the ConfigMaps, if different from that of the other objects.',
      valid.isNamespace('dashboard_namespace', true),
    ),
    text(
      'dashboard_folder',
      bundle.folder,
      'Grafana folder of the dashboards. The sidecar reads it if its folderAnnotation and foldersFromFilesStructure are set.',
    ),
    text(
      'dashboard_folder_annotation',
      'grafana_folder',
      "Annotation with the folder: the sidecar's folderAnnotation. None if empty.",
    ),
    texts('dashboard_folders', 'Grafana folders of single dashboards, by name.', []),
    dashboardDatasources(),
    text(
      'dashboard_label',
      'grafana_dashboard',
      'Label by which the sidecar finds dashboards.',
      valid.isLabelName('dashboard_label'),
    ),
    text('dashboard_label_value', '1', 'Value of that label.', valid.isLabelValue('dashboard_label_value')),
    texts('dashboard_labels', 'Additional labels of the ConfigMaps.', valid.areLabels('dashboard_labels')),
    texts(
      'dashboard_annotations',
      'Additional annotations of the ConfigMaps.',
      valid.areAnnotations('dashboard_annotations'),
    ),
    ...ownDashboards(),
  ];
}

/** `for` cannot be the first: after a brace it would begin a for expression. */
const overrideFields = `threshold       = optional(number)
    for             = optional(string)
    keep_firing_for = optional(string)
    severity        = optional(string)
    labels          = optional(map(string))
    annotations     = optional(map(string))
    enabled         = optional(bool)`;

/** Where alerts have levels, the same fields for each of them. */
function overrideType(levels: readonly string[]): string {
  const inner = overrideFields.replaceAll('\n', '\n  ');
  const ofLevels = levels.map((level) => `\n    ${level} = optional(object({\n      ${inner}\n    }))`);
  return `map(object({\n    ${overrideFields}${ofLevels.join('')}\n  }))`;
}

function ruleVariables(
  bundle: ResolvedBundle,
  parts: PackageParts,
  tuning: Readonly<Record<string, AlertTuning>>,
): ModuleVariable[] {
  const groups = ruleGroups(bundle).map(({ name }) => name);
  return [
    flag(
      'create_prometheus_rule',
      parts.groups.length > 0,
      'Whether to install rules, as one PrometheusRule. Needs the CRDs of the Prometheus Operator, also during plan.',
    ),
    text(
      'prometheus_rule_namespace',
      '',
      'Namespace of the PrometheusRule, if different from that of the other objects.',
      valid.isNamespace('prometheus_rule_namespace', true),
    ),
    text(
      'prometheus_rule_name',
      '',
      'Name of the PrometheusRule; made from name if empty.',
      valid.isName('prometheus_rule_name', true),
    ),
    texts(
      'prometheus_rule_labels',
      'Labels that the ruleSelector of Prometheus requires: { release = "kube-prometheus-stack" }.',
      valid.areLabels('prometheus_rule_labels'),
    ),
    texts(
      'prometheus_rule_annotations',
      'Additional annotations of the PrometheusRule.',
      valid.areAnnotations('prometheus_rule_annotations'),
    ),
    ...environmentVariable(packedEnvironments(bundle)),
    texts(
      'alert_labels',
      'Labels to add to every alert of this module, for routing.',
      valid.arePrometheusLabels('alert_labels'),
    ),
    texts(
      'alert_annotations',
      'Annotations to add to every alert of this module; its own take precedence.',
      valid.arePrometheusAnnotations('alert_annotations'),
    ),
    text(
      'keep_firing_for',
      '',
      'How long alerts keep firing after their condition has ended, such as 10m; alerts with their own value keep it.',
      valid.isDuration('keep_firing_for'),
    ),
    text(
      'runbook_url',
      '',
      `URL of your runbooks, with {slug} for the name. If empty: ${bundle.urls.runbooks ?? 'none'}`,
      valid.isUrl('runbook_url'),
    ),
    text(
      'grafana_url',
      '',
      `URL of your Grafana, for links from alerts to panels. If empty: ${bundle.urls.grafana ?? 'none'}`,
      valid.isGrafanaUrl('grafana_url'),
    ),
    flags(
      'rules',
      `Rule groups to disable: false by name. Alerts may use series of recording groups. Groups: ${groups.join(', ')}.`,
      valid.areSwitches('rules', groups),
    ),
    anything('rule_groups', [], 'Rule groups to use instead of those of this module. None if empty.', [
      valid.areGroups('rule_groups'),
    ]),
    anything('extra_rule_groups', [], 'Rule groups to add.', [valid.areGroups('extra_rule_groups')]),
    {
      name: 'alerts',
      about: `Changes to single alerts by name: threshold, "for", keep_firing_for, severity, labels and annotations to add, enabled = false.${
        levelsIn(tuning).length > 0 ? ' Of an alert with levels, those of each.' : ''
      } A field that is not among them is ignored; OpenTofu warns of it.`,
      type: overrideType(levelsIn(tuning)),
      value: {},
      validations: valid.areOverrides('alerts', tuning),
    },
  ];
}

function environmentVariable(environments: readonly string[]): ModuleVariable[] {
  if (environments.length === 0) return [];
  return [
    text(
      'rule_environment',
      '',
      `Environment of the matchers in rules: ${environments.join(', ')}. Rules for all environments if empty.`,
      valid.isOneOf('rule_environment', environments),
    ),
  ];
}
