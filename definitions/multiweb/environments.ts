import { environments } from 'dashwright';
import * as alerts from './alerts.js';

/** The differences between the environments of the marketplace. */
export const multiwebEnvironments = environments(alerts, {
  // Hardly any traffic: ratios and latencies of single requests are not meaningful.
  dev: {
    folder: 'MultiWeb (dev)',
    labels: { environment: 'dev' },
    alerts: {
      HighErrorRate: { threshold: 0.5, for: '30m', severity: 'info' },
      HighLatency: { enabled: false },
      LatencyAnomaly: { enabled: false },
      ApiMetricsMissing: { severity: 'info' },
    },
  },
  staging: {
    folder: 'MultiWeb (staging)',
    datasources: { prometheus: 'Prometheus (staging)' },
    labels: { environment: 'staging' },
    selectors: { job: /multiweb-staging(-.+)?/ },
    alerts: { HighErrorRate: { severity: 'warning' }, HighLatency: { for: '15m' } },
  },
  prod: {
    labels: { environment: 'prod' },
    alerts: { DatabaseConnectionPoolHigh: { for: '2m' } },
  },
});
