import { bundle } from 'dashwright';
import { packaging } from '../packaging.js';
import * as alerts from './alerts.js';
import { apiPerformance } from './dashboards/api-performance.js';
import { applicationOverview } from './dashboards/application-overview.js';
import { businessMetrics } from './dashboards/business-metrics.js';
import { databaseMetrics } from './dashboards/database-metrics.js';
import { logsAndTraces } from './dashboards/logs-and-traces.js';
import { systemResources } from './dashboards/system-resources.js';
import { multiwebEnvironments } from './environments.js';
import { logRules } from './log-rules.js';
import { application, business, dataStores, nodes, platform } from './metrics.js';
import * as recordingRules from './recording-rules.js';
import { routes } from './routing.js';
import * as signals from './signals.js';
import { apiAvailability } from './slos.js';
import { marketplaceStack } from './stack.js';
import { urls } from './urls.js';

export default bundle({
  name: 'multiweb',
  title: 'MultiWeb',
  description: 'The MultiWeb marketplace: API, databases, business figures, logs and traces.',
  version: '1.0.0',
  packaging: packaging({
    kind: 'added',
    description: 'Alerts take annotations and keep_firing_for; groups of rules are switched off by name.',
  }),
  metrics: [application, business, dataStores, platform, nodes],
  // The metrics of the marketplace only: exporters have names of their own.
  naming: { namespace: 'multiweb', own: business },
  signals,
  recordingRules,
  alerts,
  slos: [apiAvailability],
  logRules,
  routing: routes,
  stack: marketplaceStack,
  dashboards: [
    applicationOverview,
    apiPerformance,
    databaseMetrics,
    businessMetrics,
    systemResources,
    logsAndTraces,
  ],
  groups: {
    multiweb_recording: { interval: '30s' },
    multiweb_alerts: { interval: '30s' },
    multiweb_logs: { interval: '1m' },
  },
  environments: multiwebEnvironments,
  urls,
});
