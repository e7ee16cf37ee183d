import { kubernetes, serviceMonitor } from 'dashwright';

/** Every pod behind the services of both agents; the job is named after the service. */
const agents = ['router-agent', 'sdb-agent'].map((app) =>
  serviceMonitor({
    name: app,
    matchLabels: { app },
    endpoints: [{ port: 'metrics', interval: '15s' }],
    labels: { release: 'kube-prometheus-stack' },
  }),
);

export const objects = kubernetes({
  namespace: 'agent-system',
  serviceMonitors: agents,
  prometheusRule: { labels: { release: 'kube-prometheus-stack' } },
  grafanaOperator: { instanceSelector: { dashboards: 'grafana' }, allowCrossNamespaceImport: true },
});
