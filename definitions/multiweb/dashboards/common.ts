import { annotation, type DashboardLink, type Link, labelValues, variable } from 'dashwright';
import { platform } from '../metrics.js';

/** What all dashboards of this bundle share: links to the others, the namespace, and annotations for firing alerts. */
export const tags = ['multiweb'];
export const links: readonly DashboardLink[] = [{ title: 'MultiWeb', tags, menu: true }];
export const annotations = [annotation.alerts()];

/** `label_values(kube_pod_info, namespace)`: adds a matcher to every selector whose metric has a namespace. */
export const namespace = variable.query({
  name: 'namespace',
  label: 'Namespace',
  query: labelValues(platform.kube_pod_info, 'namespace'),
  filters: 'namespace',
});

export const logsAndTracesUid = 'multiweb-logs-and-traces';

const here = `/d/${logsAndTracesUid}?\${__url_time_range}&var-namespace=\${namespace}`;

/** Links of data points: to the logs and traces of the same minutes. */
export const toLogsAndTraces: readonly Link[] = [{ title: 'Logs and traces of this time', url: here }];
/** The same for a series of one endpoint. */
export const toLogsAndTracesOfPath: readonly Link[] = [
  { title: 'Logs and traces of this endpoint', url: `${here}&var-path=\${__field.labels.path}` },
];
