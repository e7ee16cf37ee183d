import { receiver, routing, secretFile } from 'dashwright';
import { ApiMetricsMissing, DatabaseConnectionPoolHigh } from './alerts.js';

const slack = secretFile('multiweb-slack-url');
export const team = receiver('multiweb-team', { slack: { url: slack, channel: '#multiweb-alerts' } });
export const onCall = receiver('multiweb-on-call', { slack: { url: slack, channel: '#multiweb-on-call' } });

export const routes = routing({
  receiver: team,
  groupBy: ['alertname', 'namespace'],
  routes: [{ match: { severity: 'critical' }, receiver: onCall, groupWait: '10s', repeatInterval: '1h' }],
  // Clients of an API that is down keep their connections. The memory of its pods is a different problem.
  inhibitRules: [
    {
      source: { alerts: [ApiMetricsMissing], severity: 'critical' },
      target: { alerts: [DatabaseConnectionPoolHigh], severity: ['warning', 'info'] },
      equal: ['environment'],
    },
  ],
});
