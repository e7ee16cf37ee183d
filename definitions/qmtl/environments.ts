import { environments } from 'dashwright';
import * as alerts from './alerts.js';

/** The differences between the clusters of the platform. */
export const qmtlEnvironments = environments(alerts, {
  // Strategies come and go all day: slow diffs and missing traffic are normal, and nobody is paged.
  dev: {
    folder: 'QMTL (dev)',
    labels: { environment: 'dev' },
    alerts: {
      DiffDurationHigh: { threshold: 1000, for: '30m', severity: 'info' },
      DiffFailureRateHigh: { threshold: 0.25, severity: 'info' },
      DiffThroughputLow: { enabled: false },
      GatewayLatencyHigh: { threshold: 500, severity: 'info' },
      NodeSlowProcessing: { enabled: false },
      CrossContextCacheHit: { severity: 'warning' },
    },
  },
  // Shares a Prometheus with other environments: only its own jobs count.
  staging: {
    folder: 'QMTL (staging)',
    datasources: { prometheus: 'Prometheus (staging)' },
    labels: { environment: 'staging' },
    selectors: { job: /qmtl-staging(-.+)?/ },
    alerts: { DiffDurationHigh: { threshold: 300 }, CrossContextCacheHit: { severity: 'warning' } },
  },
  prod: {
    labels: { environment: 'prod' },
    alerts: { LostRequests: { labels: { page: 'true' } } },
  },
});
