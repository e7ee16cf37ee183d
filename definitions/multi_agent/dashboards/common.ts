import { annotation, type DashboardLink, labelValues, variable } from 'dashwright';
import { metrics } from '../metrics.js';

/** What all dashboards of this bundle share: the namespace, links to the others, and annotations for firing alerts. */
export const tags = ['multi-agent'];
export const links: readonly DashboardLink[] = [{ title: 'Multi-Agent', tags, menu: true }];
export const annotations = [annotation.alerts()];

/** The system runs in `agent-system`; test systems run in other namespaces. */
export const namespace = variable.query({
  name: 'namespace',
  label: 'Namespace',
  query: labelValues(metrics.router_requests_total, 'namespace'),
  filters: 'namespace',
});
