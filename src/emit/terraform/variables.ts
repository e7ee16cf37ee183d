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
      'Prefix of all resource names. Must be unique among the instances of this module in a namespace.',
      valid.isName('name'),
    ),
    text('namespace', 'monitoring', 'Namespace of all resources.', valid.isNamespace('namespace')),
    texts('labels', 'Labels to add to all resources.', valid.areLabels('labels')),
    texts('annotations', 'Annotations to add to all resources.', valid.areAnnotations('annotations')),
  ];
}

function dashboardVariables(bundle: ResolvedBundle, parts: PackageParts): ModuleVariable[] {
  return [
    flag(
      'create_grafana_configmap',
      parts.dashboards.length > 0,
      "Whether to create the dashboards, in one ConfigMap each, for Grafana's dashboard sidecar.",
    ),
    text(
      'dashboard_namespace',
      '',
      'Namespace of the ConfigMaps. Defaults to namespace.',
      valid.isNamespace('dashboard_namespace', true),
    ),
    text(
      'dashboard_folder',
      bundle.folder,
      'Grafana folder of the dashboards. Requires folderAnnotation and foldersFromFilesStructure in the settings of the sidecar.',
    ),
    text(
      'dashboard_folder_annotation',
      'grafana_folder',
      "Name of the annotation that holds the folder, as in the sidecar's folderAnnotation. No annotation if empty.",
    ),
    texts('dashboard_folders', 'Grafana folders of single dashboards, by name of the dashboard.', []),
    dashboardDatasources(),
    text(
      'dashboard_label',
      'grafana_dashboard',
      'Label that the sidecar selects dashboards by.',
      valid.isLabelName('dashboard_label'),
    ),
    text('dashboard_label_value', '1', 'Value of that label.', valid.isLabelValue('dashboard_label_value')),
    texts('dashboard_labels', 'Additional labels for the ConfigMaps.', valid.areLabels('dashboard_labels')),
    texts(
      'dashboard_annotations',
      'Additional annotations for the ConfigMaps.',
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
      'Whether to create the rules, as PrometheusRule objects. Requires the CRDs of the Prometheus Operator, already at plan time.',
    ),
    text(
      'prometheus_rule_namespace',
      '',
      'Namespace of the PrometheusRule. Defaults to namespace.',
      valid.isNamespace('prometheus_rule_namespace', true),
    ),
    text(
      'prometheus_rule_name',
      '',
      'Name of the PrometheusRule, or prefix of the names if there are several. Defaults to name.',
      valid.isName('prometheus_rule_name', true),
    ),
    texts(
      'prometheus_rule_labels',
      'Additional labels for the PrometheusRule. They must match the ruleSelector of Prometheus, such as { release = "kube-prometheus-stack" }.',
      valid.areLabels('prometheus_rule_labels'),
    ),
    texts(
      'prometheus_rule_annotations',
      'Additional annotations for the PrometheusRule.',
      valid.areAnnotations('prometheus_rule_annotations'),
    ),
    ...environmentVariable(packedEnvironments(bundle)),
    texts(
      'alert_labels',
      'Labels to add to all alerts of this module, for routing.',
      valid.arePrometheusLabels('alert_labels'),
    ),
    texts(
      'alert_annotations',
      'Annotations to add to all alerts of this module. Those of the alert itself take precedence.',
      valid.arePrometheusAnnotations('alert_annotations'),
    ),
    text(
      'keep_firing_for',
      '',
      'How long alerts keep firing after their condition has cleared, such as 10m, unless they have a value of their own.',
      valid.isDuration('keep_firing_for'),
    ),
    text(
      'runbook_url',
      '',
      `URL of your runbooks; {slug} stands for the name of the runbook. Defaults to ${bundle.urls.runbooks ?? 'none'}`,
      valid.isUrl('runbook_url'),
    ),
    text(
      'grafana_url',
      '',
      `URL of your Grafana, for links from alerts to panels. Defaults to ${bundle.urls.grafana ?? 'none'}`,
      valid.isGrafanaUrl('grafana_url'),
    ),
    flags(
      'rules',
      `Rule groups to disable: set the name of a group to false. Alerts can depend on the series of recording rules. Groups: ${groups.join(', ')}.`,
      valid.areSwitches('rules', groups),
    ),
    anything('rule_groups', [], 'Rule groups to create instead of those of this module.', [
      valid.areGroups('rule_groups'),
    ]),
    anything('extra_rule_groups', [], 'Rule groups to create in addition.', [
      valid.areGroups('extra_rule_groups'),
    ]),
    {
      name: 'alerts',
      about: `Overrides of single alerts, by name: threshold, "for", keep_firing_for, severity, enabled, and labels and annotations to add.${
        levelsIn(tuning).length > 0 ? ' An alert with levels takes them for each of its levels.' : ''
      } Other fields are ignored, with a warning in OpenTofu.`,
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
      `Environment whose label matchers the rules have: ${environments.join(', ')}. If empty, the rules apply to all environments.`,
      valid.isOneOf('rule_environment', environments),
    ),
  ];
}
