import type { AzureOptions } from '../../define/index.js';
import type { ResolvedBundle } from '../../resolve/index.js';
import { generatedFrom } from '../packaging/header.js';
import type { AzureGroup, AzureRule } from './groups.js';

const schema = 'https://schema.management.azure.com/schemas';

/** A template of Azure Resource Manager; Bicep takes it as a module as it is. */
export function armTemplate(
  bundle: ResolvedBundle,
  groups: readonly AzureGroup[],
  options: AzureOptions,
): object {
  return {
    $schema: `${schema}/2019-04-01/deploymentTemplate.json#`,
    contentVersion: '1.0.0.0',
    metadata: {
      description: literal(`Rules of ${bundle.title} ${bundle.version}. ${generatedFrom(bundle)}`),
    },
    parameters: {
      azureMonitorWorkspaceId: parameter(
        'string',
        'Resource ID of the Azure Monitor workspace with the metrics.',
      ),
      location: parameter('string', 'Region of the workspace.', '[resourceGroup().location]'),
      clusterName: parameter(
        'string',
        'Only data of this cluster; empty for all of the workspace.',
        literal(options.clusterName ?? ''),
      ),
      actionGroupIds: parameter(
        'array',
        'Resource IDs of the action groups that are notified of alerts.',
        [],
      ),
      enabled: parameter('bool', 'Whether the rules are evaluated.', true),
      tags: parameter('object', 'Tags of the rule groups.', literals(options.tags ?? {})),
    },
    variables: {
      copy: [
        {
          name: 'actions',
          count: "[length(parameters('actionGroupIds'))]",
          input: { actionGroupId: "[parameters('actionGroupIds')[copyIndex('actions')]]" },
        },
      ],
    },
    resources: groups.map(resource),
  };
}

function parameter(type: string, description: string, defaultValue?: unknown): object {
  return { type, ...(defaultValue !== undefined && { defaultValue }), metadata: { description } };
}

function resource({ name, description, interval, rules }: AzureGroup): object {
  return {
    type: 'Microsoft.AlertsManagement/prometheusRuleGroups',
    apiVersion: '2023-03-01',
    name: literal(name),
    location: "[parameters('location')]",
    tags: "[parameters('tags')]",
    properties: {
      description: literal(description),
      scopes: ["[parameters('azureMonitorWorkspaceId')]"],
      clusterName: "[if(empty(parameters('clusterName')), null(), parameters('clusterName'))]",
      enabled: "[parameters('enabled')]",
      interval,
      rules: rules.map(armRule),
    },
  };
}

function armRule({ labels, annotations, expression, ...rule }: AzureRule): object {
  return {
    ...rule,
    expression: literal(expression),
    ...(labels && { labels: literals(labels) }),
    ...(annotations && { annotations: literals(annotations) }),
    ...(rule.alert !== undefined && { actions: "[variables('actions')]" }),
  };
}

function literals(texts: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, literal(text)]));
}

/** Azure evaluates a text in brackets as an expression, unless the first bracket is doubled. */
function literal(text: string): string {
  return text.startsWith('[') && text.endsWith(']') ? `[${text}` : text;
}

const workspace =
  '/subscriptions/<subscription>/resourceGroups/<resource-group>/providers/microsoft.monitor/accounts/<workspace>';

/** Parameters to start from, for `az deployment group create`. */
export function armParameters(): object {
  return {
    $schema: `${schema}/2019-04-01/deploymentParameters.json#`,
    contentVersion: '1.0.0.0',
    parameters: { azureMonitorWorkspaceId: { value: workspace }, actionGroupIds: { value: [] } },
  };
}

/** The same for Bicep. */
export function bicepParameters(bundle: ResolvedBundle): string {
  return [
    `// ${generatedFrom(bundle)}`,
    "using './rule-groups.json'",
    '',
    `param azureMonitorWorkspaceId = '${workspace}'`,
    'param actionGroupIds = []',
    '',
  ].join('\n');
}
