import { type ResolvedBundle, resolveEnvironments } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { operatorObjects } from '../kubernetes/operator-objects.js';
import { contentsOf } from '../packaging/contents.js';
import { packedEnvironments } from '../packaging/environments.js';
import { generatedFrom } from '../packaging/header.js';
import { labelValue, packageName } from '../packaging/names.js';
import { objectKinds, objectRows } from '../packaging/object-rows.js';
import type { PackageParts } from '../packaging/parts.js';
import { firstTunable } from '../packaging/sample.js';
import { type AlertTuning, alertTuning } from '../packaging/tuning.js';
import { renderTemplate } from '../templates.js';
import { listedDashboards, moduleIdentifier } from './contents.js';
import { environmentVariables } from './environment-variables.js';
import { toHclBody } from './hcl.js';
import { objectTemplates, switchOf } from './objects.js';
import { type ModuleOutput, moduleOutputs, outputTexts } from './outputs.js';
import { variablesSample } from './sample.js';
import { moduleTests } from './tests.js';
import { toTemplate } from './variable.js';
import { moduleVariables } from './variables.js';
import { moduleVersions } from './versions.js';

const moduleFiles = [
  '.terraform-docs.yml',
  'versions.tf',
  'variables.tf',
  'main.tf',
  'dashboards.tf',
  'rules.tf',
  'outputs.tf',
  'tests/module.tftest.hcl',
  'examples/basic/main.tf',
  'examples/complete/main.tf',
  'README.md',
];

/**
 * The Terraform module of a bundle, under `terraform/<bundle>/`: the same objects as the chart. Dashboards and
 * rules are files beside it, which it reads with `file()`, so that `${datasource}` in them is never evaluated.
 */
export function emitTerraform(bundle: ResolvedBundle, parts: PackageParts): Artifact[] {
  const tuning = alertTuning(bundle);
  const alert = firstTunable(tuning);
  const environments = resolveEnvironments(bundle);
  const operators = operatorObjects(bundle);
  const objects = operators && objectTemplates(operators);
  const outputs: readonly ModuleOutput[] = [...moduleOutputs, ...(objects?.outputs ?? [])];
  const data = {
    bundle,
    environments,
    hasPackedEnvironments: packedEnvironments(bundle).length > 0,
    header: generatedFrom(bundle),
    versions: moduleVersions,
    module: packageName(bundle.name),
    version: labelValue(bundle.appVersion ?? bundle.version),
    identifier: moduleIdentifier(bundle),
    variables: moduleVariables(bundle, parts, tuning, operators).map(toTemplate),
    dashboards: listedDashboards(bundle, parts),
    outputs,
    resources: moduleResources(objects),
    outputTexts: outputTexts(outputs),
    objects,
    ...objectKinds(bundle, operators),
    objectRows: operators && objectRows(operators).map((row) => ({ ...row, switch: switchOf(row.section) })),
    ...tuningForms(tuning, bundle),
    ...moduleTests(bundle, parts, tuning),
    contents: contentsOf(bundle, parts, tuning),
    hasDashboards: parts.dashboards.length > 0,
    hasRules: parts.groups.length > 0,
    example: alert && toHclBody(alert.alerts, 4),
  };
  const files: Record<string, string> = {
    ...parts.files,
    'terraform.tfvars.example': variablesSample(bundle, tuning, operators),
  };
  for (const environment of environments) {
    files[`${environment.name}.tfvars`] = environmentVariables(bundle, environment);
  }
  for (const name of moduleFiles) files[name] = renderTemplate(`terraform/${name}`, data);
  if (operators) {
    files['objects.tf'] = renderTemplate('terraform/objects.tf', data);
  }
  return Object.entries(files).map(([path, content]) => ({
    path: `terraform/${bundle.name}/${path}`,
    content,
  }));
}

/** How the module's rules ask for the changes to an alert. */
function tuningForms(tuning: Readonly<Record<string, AlertTuning>>, bundle: ResolvedBundle) {
  const alerts = Object.values(tuning);
  const levels = alerts.some(({ level }) => level !== undefined);
  const keyed = bundle.alertGroups.some(({ rules }) => rules.some(({ key, alert }) => key !== alert));
  return {
    levels,
    keyed,
    alerts: levels ? 'local.overrides' : 'var.alerts',
    ruleKey: keyed ? 'try(rule.key, rule.alert)' : 'rule.alert',
    withoutRunbook: alerts.some(({ runbook }) => runbook === undefined),
  };
}

/** The resources of the module, in the order of terraform-docs. */
function moduleResources(objects: ReturnType<typeof objectTemplates> | undefined) {
  const manifests = [
    'rules',
    ...(objects?.sections ?? []).map(({ all }) => all),
    ...(objects?.grafana ? ['grafana_dashboards'] : []),
  ];
  return [
    { type: 'kubernetes_config_map_v1', name: 'dashboard', page: 'config_map_v1' },
    ...manifests.sort().map((name) => ({ type: 'kubernetes_manifest', name, page: 'manifest' })),
  ];
}
