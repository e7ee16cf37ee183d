import { objectKey } from '../packaging/names.js';
import type { StackParts } from './parts.js';

/** Path of dashboards in the container. */
const dashboardsFolder = '/var/lib/grafana/dashboards';

/** Data sources with fixed uids, for references from Grafana-managed alerts and links. */
export function grafanaDatasources({ options, loki, tempo, routing }: StackParts): object {
  const datasources = [
    {
      name: 'Prometheus',
      uid: 'prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://prometheus:9090',
      isDefault: true,
      editable: false,
      jsonData: {
        httpMethod: 'POST',
        timeInterval: options.scrapeInterval ?? '15s',
        ...(routing && { alertmanagerUid: 'alertmanager' }),
        ...(tempo && { exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'tempo' }] }),
      },
    },
    ...(routing ? [alertmanager] : []),
    ...(loki ? [lokiSource(tempo !== undefined)] : []),
    ...(tempo ? [tempoSource(loki !== undefined)] : []),
  ];
  return { apiVersion: 1, datasources };
}

const alertmanager = {
  name: 'Alertmanager',
  uid: 'alertmanager',
  type: 'alertmanager',
  access: 'proxy',
  url: 'http://alertmanager:9093',
  editable: false,
  jsonData: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
};

function lokiSource(traces: boolean): object {
  return {
    name: 'Loki',
    uid: 'loki',
    type: 'loki',
    access: 'proxy',
    url: 'http://loki:3100',
    editable: false,
    jsonData: {
      maxLines: 1000,
      // From a log line to its trace. Grafana expands variables in these files, so dollar signs are doubled.
      ...(traces && {
        derivedFields: [
          {
            name: 'trace_id',
            matcherRegex: '"trace_id":\\s*"(\\w+)"',
            url: '$${__value.raw}',
            datasourceUid: 'tempo',
          },
        ],
      }),
    },
  };
}

function tempoSource(logs: boolean): object {
  return {
    name: 'Tempo',
    uid: 'tempo',
    type: 'tempo',
    access: 'proxy',
    url: 'http://tempo:3200',
    editable: false,
    jsonData: {
      nodeGraph: { enabled: true },
      serviceMap: { datasourceUid: 'prometheus' },
      ...(logs && { tracesToLogsV2: { datasourceUid: 'loki', filterByTraceID: true } }),
    },
  };
}

/** Grafana's folders by the folder of the container that holds their dashboards. */
export function dashboardFolders({ bundle }: StackParts): ReadonlyMap<string, string> {
  const folders = [...new Set(bundle.dashboards.map(({ folder }) => folder))];
  return new Map(folders.map((folder) => [`${dashboardsFolder}/${objectKey(folder)}`, folder]));
}

/** One provider for each folder; dashboards come from files, so editing them in the browser is disabled. */
export function grafanaDashboards(parts: StackParts): object {
  const providers = [...dashboardFolders(parts)].map(([path, folder]) => ({
    // Grafana expands variables here.
    name: escaped(folder),
    folder: escaped(folder),
    type: 'file',
    disableDeletion: true,
    allowUiUpdates: false,
    updateIntervalSeconds: 30,
    options: { path },
  }));
  return { apiVersion: 1, providers };
}

/** Grafana's provisioning replaces `$NAME` and `${NAME}` by environment variables, so dollar signs are doubled. */
function escaped(text: string): string {
  return text.replaceAll('$', '$$$$');
}
