import { bundle } from 'dashwright';
import { packaging } from '../packaging.js';
import * as alerts from './alerts.js';
import { dagManagerAndGateway } from './dashboards/dag-manager-and-gateway.js';
import { goldenSignals } from './dashboards/golden-signals.js';
import { queuesAndGarbageCollector } from './dashboards/queues-and-garbage-collector.js';
import { sdk } from './dashboards/sdk.js';
import { traces } from './dashboards/traces.js';
import { qmtlEnvironments } from './environments.js';
import { metrics } from './metrics.js';
import * as recordingRules from './recording-rules.js';
import { routes } from './routing.js';
import * as signals from './signals.js';
import { diffAvailability } from './slos.js';
import { urls } from './urls.js';

export default bundle({
  name: 'qmtl',
  title: 'QMTL',
  description: 'Gateway, DAG manager and SDK of the QMTL strategy platform.',
  version: '1.0.0',
  packaging: packaging({
    kind: 'added',
    description: 'Alerts take annotations and keep_firing_for; groups of rules are switched off by name.',
  }),
  metrics,
  signals,
  recordingRules,
  alerts,
  slos: [diffAvailability],
  routing: routes,
  // Dashboards with details first: an alert links to the first panel that shows its signal.
  dashboards: [queuesAndGarbageCollector, dagManagerAndGateway, sdk, goldenSignals, traces],
  groups: {
    'qmtl-recording': { interval: '30s' },
    'qmtl-diff-latency': { interval: '30s' },
    'qmtl-diff-failure-rate': { interval: '30s' },
    'qmtl-diff-throughput': { interval: '30s' },
    'qmtl-graph': { interval: '1m' },
    'qmtl-gateway': { interval: '30s' },
    'qmtl-isolation': { interval: '15s' },
    'qmtl-queues': { interval: '1m' },
    'qmtl-sdk': { interval: '30s' },
  },
  environments: qmtlEnvironments,
  urls,
});
