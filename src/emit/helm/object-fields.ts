import {
  type GrafanaObjects,
  monitorVersions,
  type ObjectSection,
  type OperatorObjects,
  type PackedObject,
} from '../kubernetes/operator-objects.js';
import type { ValueField } from './field.js';
import * as schema from './schema-parts.js';

/** The values of objects for operators: a section for each kind that the bundle defines. */
export function objectFields(operators: OperatorObjects | undefined): ValueField[] {
  if (!operators) return [];
  const { sections, grafana } = operators;
  return [...sections.map(sectionField), ...(grafana ? [grafanaField(grafana)] : [])];
}

const texts = {
  podMonitors: {
    about: 'PodMonitors: pods that Prometheus scrapes.',
    selector: 'Labels that the podMonitorSelector of Prometheus requires.',
    targets: 'pods',
  },
  serviceMonitors: {
    about: 'ServiceMonitors: services that Prometheus scrapes.',
    selector: 'Labels that the serviceMonitorSelector of Prometheus requires.',
    targets: 'services',
  },
  instrumentations: {
    about: 'Instrumentations: what the OpenTelemetry Operator injects into pods, in their namespace.',
    selector: 'Labels of the objects.',
    targets: undefined,
  },
  alertmanagerConfigs: {
    about:
      'The routes of the alerts as an AlertmanagerConfig, for the Prometheus Operator. Needs a Secret, and alerts with the label namespace (see README).',
    selector: 'Labels that the alertmanagerConfigSelector of Alertmanager requires.',
    targets: undefined,
  },
} as const;

function sectionField({ name, objects }: ObjectSection): ValueField {
  const { about, selector, targets } = texts[name];
  const version: ValueField[] = targets
    ? [
        {
          name: 'apiVersion',
          about: `API group of the objects: ${monitorVersions[0]} for the Prometheus Operator, ${monitorVersions[1]} for Azure Managed Prometheus. ${shipped(objects, 'apiVersion')}`,
          schema: schema.oneOf(['', ...monitorVersions]),
          value: '',
        },
      ]
    : [];
  const reach: ValueField[] = targets
    ? [
        {
          name: 'targetNamespaces',
          about: `Namespaces of the ${targets}. If empty, as in the definition; by default the namespace of the objects.`,
          schema: schema.namespaces,
          value: [],
        },
      ]
    : [];
  return {
    name,
    about,
    schema: {},
    fields: [
      {
        name: 'enabled',
        about: 'Whether to install them. Needs the CRDs of their operator.',
        schema: schema.boolean,
        value: false,
      },
      requireCRDsField,
      ...version,
      namespaceField(shipped(objects, 'namespace')),
      ...reach,
      ...markFields(selector),
    ],
  };
}

function grafanaField({ namespace, spec }: GrafanaObjects): ValueField {
  const { instanceSelector, allowCrossNamespaceImport = false, resyncPeriod } = spec;
  return {
    name: 'grafanaOperator',
    about:
      'The same dashboards as GrafanaDashboards for the Grafana Operator. If no sidecar loads the ConfigMaps, set grafanaDashboards.enabled: false.',
    schema: {},
    fields: [
      {
        name: 'enabled',
        about: 'Whether to install them. Needs the CRDs of the Grafana Operator.',
        schema: schema.boolean,
        value: false,
      },
      requireCRDsField,
      namespaceField(ifEmpty(namespace)),
      ...markFields('Labels of the objects.'),
      {
        name: 'instanceSelector',
        about: `Labels of the Grafana objects that should get the dashboards; the operator does not allow changing it later. ${ifEmpty(JSON.stringify(instanceSelector.matchLabels))}`,
        schema: schema.kubernetesLabels,
        value: {},
      },
      {
        name: 'allowCrossNamespaceImport',
        about: 'Whether these Grafana objects may be in other namespaces.',
        schema: schema.boolean,
        value: allowCrossNamespaceImport,
      },
      {
        name: 'resyncPeriod',
        about: `Resync period of the operator, such as 10m. ${resyncPeriod === undefined ? 'That of the operator if empty.' : ifEmpty(resyncPeriod)}`,
        schema: schema.operatorDuration,
        value: '',
      },
    ],
  };
}

const requireCRDsField: ValueField = {
  name: 'requireCRDs',
  about:
    'Whether to fail with an explanation if the cluster lacks those CRDs. Set it to false if they are installed in the same sync.',
  schema: schema.boolean,
  value: true,
};

function namespaceField(otherwise: string): ValueField {
  return {
    name: 'namespace',
    about: `Namespace of the objects. ${otherwise}`,
    schema: schema.namespace,
    value: '',
  };
}

function markFields(labels: string): ValueField[] {
  return [
    { name: 'labels', about: labels, schema: schema.kubernetesLabels, value: {} },
    {
      name: 'annotations',
      about: 'Annotations of the objects.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
  ];
}

/** What an empty value stands for: what the definition says, of each object. */
function shipped(objects: readonly PackedObject[], field: 'apiVersion' | 'namespace'): string {
  const values = [...new Set(objects.map((object) => object[field]))];
  return values.length === 1
    ? ifEmpty(values[0])
    : `If empty, as in the definition: ${values.map((value) => value ?? "the release's").join(', ')}`;
}

function ifEmpty(value: string | undefined): string {
  return value === undefined ? "The release's if empty." : `If empty: ${value}`;
}
