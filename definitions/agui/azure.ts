import { azure } from 'dashwright';

/** Rule groups for the Azure Monitor workspace, and dashboards for Azure Managed Grafana. */
export const managed = azure({
  severities: { critical: 1, warning: 2, info: 3 },
  resolveAfterMinutes: 10,
  tags: { team: 'agui', environment: 'production' },
});
