import { bundle } from 'dashwright';
import { packaging } from '../packaging.js';
import * as alerts from './alerts.js';
import { apiPerformance } from './dashboards/api-performance.js';
import { businessMetrics } from './dashboards/business-metrics.js';
import { errorTracking } from './dashboards/error-tracking.js';
import { systemResources } from './dashboards/system-resources.js';
import { objects } from './kubernetes.js';
import { containers, metrics } from './metrics.js';
import * as recordingRules from './recording-rules.js';
import { routes } from './routing.js';
import * as signals from './signals.js';
import { routerAvailability } from './slos.js';

export default bundle({
  name: 'multi_agent',
  title: 'Multi-Agent',
  description: 'Router and SDB agents: requests, classification, pull requests, language models and pods.',
  version: '1.0.0',
  packaging: packaging({
    kind: 'added',
    description: 'Alerts take annotations and keep_firing_for; groups of rules are switched off by name.',
  }),
  metrics: [metrics, containers],
  signals,
  recordingRules,
  alerts,
  slos: [routerAvailability],
  routing: routes,
  kubernetes: objects,
  dashboards: [apiPerformance, businessMetrics, errorTracking, systemResources],
  // `up` and the kubelet's metrics exist for the whole cluster.
  selectors: { namespace: 'agent-system' },
  labels: { team: 'multi-agent' },
  groups: {
    'multi_agent-recording': { interval: '1m' },
    'multi-agent-targets': { interval: '30s' },
    'multi-agent-router': { interval: '30s' },
    'multi-agent-sdb': { interval: '1m' },
  },
  urls: {
    grafana: 'https://grafana.example.com',
    runbooks: 'https://runbooks.example.com/multi_agent/{slug}.md',
  },
});
