import type { AzureOptions } from '../../define/index.js';
import { toCompactJson, toJson } from '../../output/serialise.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import type { Artifact } from '../artifact.js';
import { generatedFrom } from '../packaging/header.js';
import { objectKey, packageName } from '../packaging/names.js';
import type { PackedDashboard } from '../packaging/packed-dashboards.js';
import type { PrometheusGroup } from '../prometheus/index.js';
import { renderTemplate } from '../templates.js';
import { moduleVersions } from '../terraform/versions.js';
import { armParameters, armTemplate, bicepParameters } from './arm.js';
import { type AzureGroup, azureGroups } from './groups.js';

export interface AzureParts {
  readonly dashboards: readonly PackedDashboard[];
  /** Recording rules before the alerts that read them. */
  readonly groups: readonly PrometheusGroup[];
}

const moduleFiles = ['versions.tf', 'variables.tf', 'main.tf', 'dashboards.tf', 'outputs.tf'];

/**
 * `azure/<bundle>/`: rule groups as an Azure Resource Manager template and as a Terraform module, which also has the
 * dashboards. Nothing for a bundle without Azure options.
 */
export function emitAzure(bundle: ResolvedBundle, parts: AzureParts): Artifact[] {
  const options = bundle.source.options.azure?.options;
  if (!options) return [];
  const groups = azureGroups(bundle, parts.groups, options);
  const files: Record<string, string> = {
    'rule-groups.json': toJson(armTemplate(bundle, groups, options)),
    'rule-groups.parameters.json': toJson(armParameters()),
    'rule-groups.bicepparam': bicepParameters(bundle),
    // Read with file(), never as a template, so that `${datasource}` and `{{ $labels.x }}` are not evaluated.
    'terraform/rule-groups.json': toJson(groups),
  };
  const data = templateData(bundle, parts, groups, options);
  for (const name of moduleFiles) files[`terraform/${name}`] = renderTemplate(`azure/${name}`, data);
  files['README.md'] = renderTemplate('azure/README.md', data);
  for (const { uid, json } of parts.dashboards)
    files[`terraform/dashboards/${uid}.json`] = `${toCompactJson(json)}\n`;
  return Object.entries(files).map(([path, content]) => ({ path: `azure/${bundle.name}/${path}`, content }));
}

function templateData(
  bundle: ResolvedBundle,
  { dashboards }: AzureParts,
  groups: readonly AzureGroup[],
  options: AzureOptions,
): object {
  return {
    bundle,
    header: generatedFrom(bundle),
    versions: moduleVersions,
    module: packageName(bundle.name),
    identifier: `${bundle.name.replaceAll(/[^A-Za-z0-9_]/g, '_')}_azure`,
    tags: options.tags ?? {},
    clusterName: options.clusterName ?? null,
    groups: groups.map(({ name, interval, rules }) => ({ name, interval, rules: rules.length })),
    dashboards: Object.fromEntries(
      dashboards.map(({ uid, folder }) => [objectKey(uid), { file: `${uid}.json`, folder }]),
    ),
    listed: dashboards.map(({ uid, folder }) => ({ uid, folder: shellText(folder) })),
  };
}

/** A text as one word of a shell. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
