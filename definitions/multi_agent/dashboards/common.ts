import { annotation, type DashboardLink, labelValues, variable } from 'dashwright';
import { metrics } from '../metrics.js';

/** What all pages of this bundle share: the namespace, a way to the others, and marks where alerts were firing. */
export const tags = ['multi-agent'];
export const links: readonly DashboardLink[] = [{ title: 'Multi-Agent', tags, menu: true }];
export const annotations = [annotation.alerts()];

/** The system runs in `agent-system`; a copy of it for tests runs in a namespace of its own. */
export const namespace = variable.query({
  name: 'namespace',
  label: 'Namespace',
  query: labelValues(metrics.router_requests_total, 'namespace'),
  filters: 'namespace',
});
