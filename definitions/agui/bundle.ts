import { bundle } from 'dashwright';
import { packaging } from '../packaging.js';
import * as alerts from './alerts.js';
import { managed } from './azure.js';
import { aguiServer } from './dashboards/agui-server.js';
import { objects } from './kubernetes.js';
import { metrics } from './metrics.js';
import * as signals from './signals.js';
import { genAiLatency } from './slos.js';

export default bundle({
  name: 'agui',
  title: 'AG-UI',
  description: 'agui-server in namespace myapp, watched with Azure Managed Prometheus and Managed Grafana.',
  version: '1.0.0',
  packaging: packaging({
    kind: 'added',
    description: 'Alerts take annotations and keep_firing_for; groups of rules are switched off by name.',
  }),
  metrics,
  signals,
  alerts,
  slos: [genAiLatency],
  kubernetes: objects,
  azure: managed,
  dashboards: [aguiServer],
  // `up` and OpenTelemetry's metrics exist for every service of the cluster.
  selectors: { namespace: 'myapp' },
  labels: { team: 'agui' },
  // Azure evaluates rule groups every 1 to 15 minutes.
  groups: {
    'agui-gen-ai': { interval: '1m' },
    'agui-http': { interval: '1m' },
    'agui-scrape': { interval: '1m' },
  },
  urls: {
    grafana: 'https://grafana.example.com',
    runbooks: 'https://runbooks.example.com/agui/{slug}.md',
  },
});
