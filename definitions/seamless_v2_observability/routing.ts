import { receiver, routing, secretFile } from 'dashwright';
import { SeamlessBackfillStuckLease } from './alerts.js';

const slack = secretFile('seamless-slack-url');
export const team = receiver('seamless-team', { slack: { url: slack, channel: '#seamless-alerts' } });
export const onCall = receiver('seamless-on-call', {
  slack: { url: slack, channel: '#seamless-on-call' },
  pagerDuty: { routingKey: secretFile('seamless-pagerduty-key') },
});

export const routes = routing({
  receiver: team,
  groupBy: ['alertname', 'node_id'],
  routes: [
    // A coordinator that hangs holds many leases: one message for all of them.
    {
      match: { alerts: [SeamlessBackfillStuckLease] },
      receiver: onCall,
      groupBy: ['alertname'],
      repeatInterval: '1h',
    },
    { match: { severity: 'critical' }, receiver: onCall, repeatInterval: '1h' },
  ],
});
