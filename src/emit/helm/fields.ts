import type { ResolvedBundle } from '../../define/resolve/index.js';
import { objectKey } from '../packaging/names.js';
import type { PackageParts } from '../packaging/parts.js';
import type { AlertTuning } from '../packaging/tuning.js';
import { alertsField } from './alerts-field.js';
import type { ValueField } from './field.js';
import * as schema from './schema-parts.js';

/** What the chart of one bundle is made from. */
export interface ChartContent {
  readonly bundle: ResolvedBundle;
  readonly parts: PackageParts;
  readonly tuning: Readonly<Record<string, AlertTuning>>;
}

/** All values of a bundle's chart. */
export function chartFields(content: ChartContent): ValueField[] {
  return [
    ...hiddenFields,
    {
      name: 'nameOverride',
      about: "In place of the chart's name in names and labels.",
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'fullnameOverride',
      about: 'Prefix of all names, in place of one made from the release and the chart.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'commonLabels',
      about: 'Labels of every object. Numbers and booleans need quotes.',
      schema: schema.kubernetesLabels,
      value: {},
    },
    {
      name: 'commonAnnotations',
      about: 'Annotations of every object.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
    {
      name: 'grafanaDashboards',
      about: 'Dashboards, one ConfigMap each, for the dashboard sidecar of Grafana.',
      schema: {},
      fields: dashboardFields(content),
    },
    {
      name: 'prometheusRule',
      about: 'Recording rules and alerts, as one PrometheusRule for the Prometheus Operator.',
      schema: {},
      fields: ruleFields(content),
    },
    alertsField(content.tuning),
  ];
}

/** Helm gives every subchart `global`; parent charts switch subcharts on and off by `enabled`. */
const hiddenFields: readonly ValueField[] = [
  { name: 'global', about: 'Shared with parent charts; not used.', schema: { type: 'object' }, hidden: true },
  {
    name: 'enabled',
    about: 'For the condition of a parent chart; not used.',
    schema: schema.boolean,
    hidden: true,
  },
];

function dashboardFields({ bundle, parts }: ChartContent): ValueField[] {
  return [
    {
      name: 'enabled',
      about: 'Whether to install dashboards.',
      schema: schema.boolean,
      value: parts.dashboards.length > 0,
    },
    {
      name: 'namespace',
      about: "Namespace of the ConfigMaps; the release's if empty.",
      schema: schema.namespace,
      value: '',
    },
    {
      name: 'folder',
      about:
        'Grafana folder. The sidecar reads it if its folderAnnotation and foldersFromFilesStructure are set (see README).',
      schema: schema.text,
      value: bundle.folder,
    },
    {
      name: 'folderAnnotation',
      about: "Annotation that holds the folder: the sidecar's folderAnnotation. None if empty.",
      schema: schema.annotationName,
      value: 'grafana_folder',
    },
    {
      name: 'label',
      about: 'Label by which the sidecar finds dashboards.',
      schema: schema.labelName,
      value: 'grafana_dashboard',
    },
    { name: 'labelValue', about: 'Value of that label, as text.', schema: schema.labelText, value: '1' },
    {
      name: 'labels',
      about: 'Further labels of the ConfigMaps.',
      schema: schema.kubernetesLabels,
      value: {},
    },
    {
      name: 'annotations',
      about:
        'Further annotations of the ConfigMaps. Argo CD needs this one for dashboards of more than 256 KiB.',
      schema: schema.kubernetesAnnotations,
      value: {},
      example: 'argocd.argoproj.io/sync-options: ServerSideApply=true',
    },
    {
      name: 'dashboards',
      about: 'The dashboards of this chart. A list of your own replaces them.',
      schema: schema.dashboardEntries,
      value: parts.dashboards.map(({ uid, folder }) => ({
        name: objectKey(uid),
        file: `files/dashboards/${uid}.json`,
        ...(folder !== bundle.folder && { folder }),
      })),
    },
    {
      name: 'extraDashboards',
      about: 'Dashboards to add; json is text or an object.',
      schema: schema.dashboardEntries,
      value: [],
      example: '- name: my-team\n  json: |\n    {"uid": "my-team", "title": "My team", "panels": []}',
    },
  ];
}

function ruleFields({ bundle, parts }: ChartContent): ValueField[] {
  return [
    {
      name: 'enabled',
      about: 'Whether to install rules. Needs the CRDs of the Prometheus Operator.',
      schema: schema.boolean,
      value: parts.groups.length > 0,
    },
    {
      name: 'namespace',
      about: "Namespace of the PrometheusRule; the release's if empty.",
      schema: schema.namespace,
      value: '',
    },
    {
      name: 'name',
      about: 'Name of the PrometheusRule; made from the release if empty.',
      schema: schema.nameOverride,
      value: '',
    },
    {
      name: 'labels',
      about: 'Labels that the ruleSelector of Prometheus asks for (see README).',
      schema: schema.kubernetesLabels,
      value: {},
      example: 'release: kube-prometheus-stack',
    },
    {
      name: 'annotations',
      about: 'Annotations of the PrometheusRule.',
      schema: schema.kubernetesAnnotations,
      value: {},
    },
    {
      name: 'alertLabels',
      about: 'Labels to add to every alert of this chart, for routing.',
      schema: schema.prometheusLabels,
      value: {},
      example: 'cluster: prod-eu-1',
    },
    {
      name: 'runbookUrl',
      about: `Where your runbooks are, with {slug} for the name of one. If empty: ${bundle.urls.runbooks}`,
      schema: schema.url,
      value: '',
    },
    {
      name: 'grafanaUrl',
      about: `Where your Grafana is, for links from alerts to panels. If empty: ${bundle.urls.grafana}`,
      schema: schema.url,
      value: '',
    },
    {
      name: 'groups',
      about: 'Rule groups in place of those in files/rules.yaml, which are installed if this is empty.',
      schema: schema.ruleGroups,
      value: [],
    },
    { name: 'extraGroups', about: 'Rule groups to add.', schema: schema.ruleGroups, value: [] },
  ];
}
