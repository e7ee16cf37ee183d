import { objectKey } from '../packaging/names.js';
import type { ChartContent } from './chart-content.js';
import type { ValueField } from './field.js';
import * as schema from './schema-parts.js';

/** The values under `grafanaDashboards`. */
export function dashboardFields({ bundle, parts }: ChartContent): ValueField[] {
  return [
    {
      name: 'enabled',
      about: 'Whether to install the dashboards.',
      schema: schema.boolean,
      value: parts.dashboards.length > 0,
    },
    {
      name: 'namespace',
      about: 'Namespace of the ConfigMaps. Defaults to the namespace of the release.',
      schema: schema.namespace,
      value: '',
    },
    {
      name: 'folder',
      about:
        'Grafana folder of the dashboards. Requires folderAnnotation and foldersFromFilesStructure in the settings of the sidecar (see README).',
      schema: schema.text,
      value: bundle.folder,
    },
    {
      name: 'folderAnnotation',
      about:
        "Name of the annotation that holds the folder, as in the sidecar's folderAnnotation. No annotation if empty.",
      schema: schema.annotationName,
      value: 'grafana_folder',
    },
    {
      name: 'datasources',
      about:
        'Names of the data sources to preselect in the dashboards, by type: prometheus, loki, tempo. Grafana chooses one if empty.',
      schema: schema.datasourceNames,
      value: {},
      example: 'prometheus: Prometheus (prod)',
    },
    {
      name: 'label',
      about: 'Label that the sidecar selects dashboards by.',
      schema: schema.labelName,
      value: 'grafana_dashboard',
    },
    {
      name: 'labelValue',
      about: 'Value of that label. Must be a string.',
      schema: schema.singleLabelText,
      value: '1',
    },
    {
      name: 'labels',
      about: 'Additional labels for the ConfigMaps.',
      schema: schema.kubernetesLabels,
      value: {},
    },
    {
      name: 'annotations',
      about:
        'Additional annotations for the ConfigMaps. Argo CD requires the one below for dashboards over 256 KiB.',
      schema: schema.kubernetesAnnotations,
      value: {},
      example: 'argocd.argoproj.io/sync-options: ServerSideApply=true',
    },
    {
      name: 'dashboards',
      about: 'Dashboards of this chart. A list of your own replaces it.',
      schema: schema.dashboardEntries,
      value: parts.dashboards.map(({ uid, folder }) => ({
        name: objectKey(uid),
        file: `files/dashboards/${uid}.json`,
        ...(folder !== bundle.folder && { folder }),
      })),
    },
    {
      name: 'extraDashboards',
      about: 'Dashboards to add. json is a string or an object, with a uid that no other dashboard has.',
      schema: schema.dashboardEntries,
      value: [],
      example: '- name: my-team\n  json: |\n    {"uid": "my-team", "title": "My team", "panels": []}',
    },
  ];
}
