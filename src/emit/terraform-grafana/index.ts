import { toCompactJson } from '../../output/serialise.js';
import { type ResolvedBundle, resolveEnvironments } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { contentsOf } from '../packaging/contents.js';
import { generatedFrom } from '../packaging/header.js';
import { packageName } from '../packaging/names.js';
import { dashboardFiles } from '../packaging/packed-dashboards.js';
import type { PackageParts } from '../packaging/parts.js';
import { renderTemplate } from '../templates.js';
import { listedDashboards, moduleIdentifier } from '../terraform/contents.js';
import { dashboardVariables } from '../terraform/environment-variables.js';
import { toHclBody } from '../terraform/hcl.js';
import { outputTexts } from '../terraform/outputs.js';
import { toTemplate } from '../terraform/variable.js';
import { moduleVersions } from '../terraform/versions.js';
import { grafanaOutputs } from './outputs.js';
import { grafanaVariables } from './variables.js';

/** Files of the module by their templates; variables.tf is generated as in every module. */
const moduleFiles = {
  'versions.tf': 'terraform-grafana/versions.tf',
  'variables.tf': 'terraform/variables.tf',
  'main.tf': 'terraform-grafana/main.tf',
  'outputs.tf': 'terraform-grafana/outputs.tf',
  'tests/module.tftest.hcl': 'terraform-grafana/tests/module.tftest.hcl',
  'terraform.tfvars.example': 'terraform/terraform.tfvars',
  'README.md': 'terraform-grafana/README.md',
};

/**
 * The Terraform module for a Grafana without a sidecar, under `terraform-grafana/<bundle>/`: folders and dashboards
 * through Grafana's API. Nothing for a bundle without dashboards.
 */
export function emitTerraformGrafana(bundle: ResolvedBundle, parts: PackageParts): Artifact[] {
  const [first] = parts.dashboards;
  if (!first) return [];
  const environments = resolveEnvironments(bundle);
  const data = {
    bundle,
    environments,
    header: generatedFrom(bundle),
    versions: moduleVersions,
    module: packageName(bundle.name),
    identifier: moduleIdentifier(bundle),
    variables: grafanaVariables(bundle).map(toTemplate),
    outputs: grafanaOutputs,
    outputTexts: outputTexts(grafanaOutputs),
    contents: contentsOf(bundle, parts, {}),
    dashboards: listedDashboards(bundle, parts),
    uids: parts.dashboards.map(({ uid }) => uid),
    folders: [...new Set(parts.dashboards.map(({ folder }) => folder))].filter((title) => title !== ''),
    // A further dashboard with an existing uid, for the module's own tests.
    twin: toCompactJson({ title: 'Own', uid: first.uid }),
    sections: sections(bundle).map(({ comment, values }) => ({ comment, body: toHclBody(values) })),
  };
  const files: Record<string, string> = dashboardFiles(parts.dashboards);
  for (const [name, template] of Object.entries(moduleFiles)) {
    files[name] = `${renderTemplate(template, data).trimEnd()}\n`;
  }
  for (const { name, environment } of environments) {
    const body = toHclBody(dashboardVariables(environment));
    files[`${name}.tfvars`] =
      `# Variables of the environment ${name}: pass this file with -var-file. ${generatedFrom(bundle)}\n${body}`;
  }
  return Object.entries(files).map(([path, content]) => ({
    path: `terraform-grafana/${bundle.name}/${path}`,
    content,
  }));
}

/** The settings that are changed most often. */
function sections(bundle: ResolvedBundle) {
  return [
    { comment: 'Grafana folder of the dashboards.', values: { dashboard_folder: bundle.folder } },
    {
      comment: 'Replaces existing dashboards with the same uid.',
      values: { overwrite: true },
    },
    { comment: 'Message in the version history of the dashboards.', values: { message: 'Dashwright' } },
  ];
}
