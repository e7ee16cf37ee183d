import { objectKey } from '../packaging/names.js';
import type { ChartContent } from './chart-content.js';
import type { ValueField } from './field.js';
import * as schema from './schema-parts.js';

/** The values under `grafanaDashboards`. */
export function dashboardFields({ bundle, parts }: ChartContent): ValueField[] {
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
      about: "Annotation with the folder: the sidecar's folderAnnotation. None if empty.",
      schema: schema.annotationName,
      value: 'grafana_folder',
    },
    {
      name: 'datasources',
      about:
        'Names of the initially selected data sources of the dashboards, by type: prometheus, loki, tempo. Chosen by Grafana if empty.',
      schema: schema.datasourceNames,
      value: {},
      example: 'prometheus: Prometheus (prod)',
    },
    {
      name: 'label',
      about: 'Label by which the sidecar finds dashboards.',
      schema: schema.labelName,
      value: 'grafana_dashboard',
    },
    {
      name: 'labelValue',
      about: 'Value of that label, as text.',
      schema: schema.singleLabelText,
      value: '1',
    },
    {
      name: 'labels',
      about: 'Additional labels of the ConfigMaps.',
      schema: schema.kubernetesLabels,
      value: {},
    },
    {
      name: 'annotations',
      about:
        'Additional annotations of the ConfigMaps. Argo CD needs this one for dashboards of more than 256 KiB.',
      schema: schema.kubernetesAnnotations,
      value: {},
      example: 'argocd.argoproj.io/sync-options: ServerSideApply=true',
    },
    {
      name: 'dashboards',
      about: 'The dashboards of this chart. Another list replaces them.',
      schema: schema.dashboardEntries,
      value: parts.dashboards.map(({ uid, folder }) => ({
        name: objectKey(uid),
        file: `files/dashboards/${uid}.json`,
        ...(folder !== bundle.folder && { folder }),
      })),
    },
    {
      name: 'extraDashboards',
      about: 'Dashboards to add; json is text or an object, with a unique uid.',
      schema: schema.dashboardEntries,
      value: [],
      example: '- name: my-team\n  json: |\n    {"uid": "my-team", "title": "My team", "panels": []}',
    },
  ];
}
