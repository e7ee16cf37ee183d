import {
  type GrafanaObjects,
  isMonitor,
  monitorVersions,
  type ObjectSection,
  type OperatorObjects,
} from '../kubernetes/operator-objects.js';
import { sectionNames } from './objects.js';
import * as valid from './validations.js';
import { flag, list, type ModuleVariable, text, texts } from './variable.js';

/** The inputs of objects for operators: those of each kind that the bundle defines. */
export function objectVariables(operators: OperatorObjects | undefined): ModuleVariable[] {
  if (!operators) return [];
  const { sections, grafana } = operators;
  return [...sections.flatMap(sectionVariables), ...(grafana ? grafanaVariables(grafana) : [])];
}

function sectionVariables({ name, objects }: ObjectSection): ModuleVariable[] {
  const { all, one, title } = sectionNames[name];
  const version = `${one}_api_version`;
  const targets = `${one}_target_namespaces`;
  const apiVersion = text(
    version,
    '',
    `API version of the objects: ${monitorVersions[0]} for the Prometheus Operator, ${monitorVersions[1]} for Azure Managed Prometheus. ${ifEmpty(objects.map(({ apiVersion }) => apiVersion))}`,
    valid.isOneOf(version, monitorVersions),
  );
  const targetNamespaces = list(
    targets,
    'Namespaces to select targets from. Defaults to those of the definition, or else to the namespace of the objects.',
    [valid.areNamespaces(targets)],
  );
  return [
    flag(
      `create_${all}`,
      false,
      `Whether to create the ${title} objects. Requires the CRDs of their operator, already at plan time.`,
    ),
    ...(isMonitor(name) ? [apiVersion] : []),
    namespaceVariable(one, title, ifEmpty(objects.map(({ namespace }) => namespace))),
    ...(isMonitor(name) ? [targetNamespaces] : []),
    ...markVariables(one, title),
  ];
}

function grafanaVariables({ namespace, spec }: GrafanaObjects): ModuleVariable[] {
  const selector = 'grafana_operator_instance_selector';
  const period = 'grafana_operator_resync_period';
  const { instanceSelector, allowCrossNamespaceImport = false, resyncPeriod } = spec;
  return [
    flag(
      'create_grafana_dashboards',
      false,
      'Whether to create the dashboards as GrafanaDashboard objects. Requires the CRDs of the Grafana Operator, already at plan time. Without a sidecar, set create_grafana_configmap to false.',
    ),
    namespaceVariable('grafana_operator', 'GrafanaDashboard', ifEmpty([namespace])),
    ...markVariables('grafana_operator', 'GrafanaDashboard'),
    texts(
      selector,
      `Labels of the Grafana objects that receive the dashboards. Cannot be changed after creation. ${ifEmpty([JSON.stringify(instanceSelector.matchLabels)])}`,
      valid.areLabels(selector),
    ),
    flag(
      'grafana_operator_allow_cross_namespace_import',
      allowCrossNamespaceImport,
      'Whether the Grafana objects may be in other namespaces.',
    ),
    text(
      period,
      '',
      `How often the operator writes the dashboards again, such as 10m. ${resyncPeriod === undefined ? 'Defaults to that of the operator.' : ifEmpty([resyncPeriod])}`,
      valid.isOperatorDuration(period),
    ),
  ];
}

function namespaceVariable(prefix: string, title: string, otherwise: string): ModuleVariable {
  return text(
    `${prefix}_namespace`,
    '',
    `Namespace of the ${title} objects. ${otherwise}`,
    valid.isNamespace(`${prefix}_namespace`, true),
  );
}

function markVariables(prefix: string, title: string): ModuleVariable[] {
  return [
    texts(
      `${prefix}_labels`,
      `Additional labels for the ${title} objects, for selectors.`,
      valid.areLabels(`${prefix}_labels`),
    ),
    texts(
      `${prefix}_annotations`,
      `Additional annotations for the ${title} objects.`,
      valid.areAnnotations(`${prefix}_annotations`),
    ),
  ];
}

/** What an empty value stands for: the value of the definition, of each object. */
function ifEmpty(values: readonly (string | undefined)[]): string {
  const different = [...new Set(values)];
  const [only] = different;
  if (different.length === 1) return only === undefined ? 'Defaults to namespace.' : `Defaults to ${only}.`;
  return `Defaults to that of each definition: ${different.map((value) => value ?? 'namespace').join(', ')}.`;
}
