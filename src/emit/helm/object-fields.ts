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
    about: 'PodMonitors: the pods that Prometheus scrapes.',
    selector: 'Additional labels for the objects. They must match the podMonitorSelector of Prometheus.',
    targets: 'pods',
  },
  serviceMonitors: {
    about: 'ServiceMonitors: the services that Prometheus scrapes.',
    selector: 'Additional labels for the objects. They must match the serviceMonitorSelector of Prometheus.',
    targets: 'services',
  },
  instrumentations: {
    about: 'Instrumentations: what the OpenTelemetry Operator injects into the pods of their namespace.',
    selector: 'Additional labels for the objects.',
    targets: undefined,
  },
  alertmanagerConfigs: {
    about:
      'Routes and receivers of the alerts, as an AlertmanagerConfig for the Prometheus Operator. Requires a Secret, and the label namespace on alerts (see README).',
    selector:
      'Additional labels for the objects. They must match the alertmanagerConfigSelector of Alertmanager.',
    targets: undefined,
  },
} as const;

function sectionField({ name, objects }: ObjectSection): ValueField {
  const { about, selector, targets } = texts[name];
  const version: ValueField[] = targets
    ? [
        {
          name: 'apiVersion',
          about: `API version of the objects: ${monitorVersions[0]} for the Prometheus Operator, ${monitorVersions[1]} for Azure Managed Prometheus. ${shipped(objects, 'apiVersion')}`,
          schema: schema.oneOf(['', ...monitorVersions]),
          value: '',
        },
      ]
    : [];
  const reach: ValueField[] = targets
    ? [
        {
          name: 'targetNamespaces',
          about: `Namespaces to select ${targets} from. Defaults to those of the definition, or else to the namespace of the objects.`,
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
        about: 'Whether to install these objects. Requires the CRDs of their operator.',
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
      'The same dashboards as GrafanaDashboard objects, for the Grafana Operator. Without a sidecar, set grafanaDashboards.enabled to false.',
    schema: {},
    fields: [
      {
        name: 'enabled',
        about: 'Whether to install these objects. Requires the CRDs of the Grafana Operator.',
        schema: schema.boolean,
        value: false,
      },
      requireCRDsField,
      namespaceField(ifEmpty(namespace)),
      ...markFields('Additional labels for the objects.'),
      {
        name: 'instanceSelector',
        about: `Labels of the Grafana objects that receive the dashboards. Cannot be changed after installation. ${ifEmpty(JSON.stringify(instanceSelector.matchLabels))}`,
        schema: schema.kubernetesLabels,
        value: {},
      },
      {
        name: 'allowCrossNamespaceImport',
        about: 'Whether the Grafana objects may be in other namespaces.',
        schema: schema.boolean,
        value: allowCrossNamespaceImport,
      },
      {
        name: 'resyncPeriod',
        about: `How often the operator writes the dashboards again, such as 10m. ${resyncPeriod === undefined ? 'Defaults to that of the operator.' : ifEmpty(resyncPeriod)}`,
        schema: schema.operatorDuration,
        value: '',
      },
    ],
  };
}

const requireCRDsField: ValueField = {
  name: 'requireCRDs',
  about:
    'Whether to fail early if these CRDs are missing from the cluster. Set to false if the same sync installs them.',
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
      about: 'Additional annotations for the objects.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
  ];
}

/** What an empty value stands for: the value of the definition, of each object. */
function shipped(objects: readonly PackedObject[], field: 'apiVersion' | 'namespace'): string {
  const values = [...new Set(objects.map((object) => object[field]))];
  return values.length === 1
    ? ifEmpty(values[0])
    : `Defaults to that of each definition: ${values.map((value) => value ?? 'that of the release').join(', ')}`;
}

function ifEmpty(value: string | undefined): string {
  return value === undefined ? 'Defaults to the namespace of the release.' : `Default: ${value}`;
}
