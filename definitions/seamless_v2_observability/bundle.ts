import { bundle } from 'dashwright';
import { packaging } from '../packaging.js';
import * as alerts from './alerts.js';
import { backfillHealth } from './dashboards/backfill-health.js';
import { conformanceQuality } from './dashboards/conformance-quality.js';
import { slaOverview } from './dashboards/sla-overview.js';
import { metrics } from './metrics.js';
import * as recordingRules from './recording-rules.js';
import { routes } from './routing.js';
import * as signals from './signals.js';
import { seamlessDeadline } from './slos.js';

export default bundle({
  name: 'seamless_v2_observability',
  title: 'Seamless v2',
  description: 'Service level, backfill and data conformance of the Seamless v2 data layer.',
  version: '2.0.0',
  packaging: packaging({
    kind: 'added',
    description: 'Alerts take annotations and keep_firing_for; groups of rules are switched off by name.',
  }),
  metrics,
  signals,
  recordingRules,
  alerts,
  slos: [seamlessDeadline],
  routing: routes,
  dashboards: [slaOverview, backfillHealth, conformanceQuality],
  groups: {
    'seamless-sla-recording': { interval: '30s' },
    'seamless-sla': { interval: '30s' },
    'seamless-backfill': { interval: '1m' },
    'seamless-conformance': { interval: '1m' },
  },
  urls: {
    grafana: 'https://grafana.example.com',
    runbooks: 'https://runbooks.example.com/seamless_v2_observability/{slug}.md',
  },
});
