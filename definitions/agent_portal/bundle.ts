import { bundle } from 'dashwright';
import { packaging } from '../packaging.js';
import * as alerts from './alerts.js';
import { liteLlmMonitoring } from './dashboards/litellm-monitoring.js';
import { operations } from './dashboards/operations.js';
import { metrics } from './metrics.js';
import * as recordingRules from './recording-rules.js';
import { routes } from './routing.js';
import * as signals from './signals.js';
import { gatewayAvailability } from './slos.js';
import { portalStack } from './stack.js';

export default bundle({
  name: 'agent_portal',
  title: 'Agent Portal',
  description: 'LiteLLM gateway behind an OpenTelemetry collector: requests, latency, tokens and cost.',
  version: '1.0.0',
  packaging: packaging({
    kind: 'added',
    description: 'Alerts take annotations and keep_firing_for; groups of rules are switched off by name.',
  }),
  metrics,
  signals,
  recordingRules,
  alerts,
  slos: [gatewayAvailability],
  routing: routes,
  stack: portalStack,
  dashboards: [liteLlmMonitoring, operations],
  labels: { team: 'agent-portal' },
  groups: {
    'agent_portal-recording': { interval: '1m' },
    'agent-portal-gateway': { interval: '30s' },
    'agent-portal-targets': { interval: '30s' },
  },
  urls: {
    grafana: 'https://grafana.example.com',
    runbooks: 'https://runbooks.example.com/agent_portal/{slug}.md',
  },
});
