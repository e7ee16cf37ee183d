import { receiver, routing, secretFile, timeInterval } from 'dashwright';
import { CrossContextCacheHit, GatewayLatencyHigh, LostRequests } from './alerts.js';

const slack = secretFile('qmtl-slack-url');

/** Reads `#qmtl-alerts` during the day. */
export const team = receiver('qmtl-team', { slack: { url: slack, channel: '#qmtl-alerts' } });

/** Pages: Slack, and the incident webhook of the gateway. */
export const onCall = receiver('qmtl-on-call', {
  slack: { url: slack, channel: '#qmtl-on-call' },
  webhook: { url: secretFile('qmtl-incident-hook-url') },
});

/** A program stops the promotion of strategies. */
export const promotion = receiver('qmtl-promotion-gate', {
  webhook: { url: 'http://qmtl-gateway:8000/alerts/isolation', bearer: secretFile('qmtl-gateway-token') },
});

/** Tickets wait for the working day; alerts that still fire are notified in the morning. */
export const offHours = timeInterval(
  'qmtl-off-hours',
  { weekdays: ['monday:friday'], times: [{ startTime: '00:00', endTime: '08:00' }], location: 'Asia/Seoul' },
  { weekdays: ['monday:friday'], times: [{ startTime: '20:00', endTime: '24:00' }], location: 'Asia/Seoul' },
  { weekdays: ['saturday', 'sunday'], location: 'Asia/Seoul' },
);

export const routes = routing({
  receiver: team,
  routes: [
    { match: { alerts: [CrossContextCacheHit] }, receiver: promotion, groupWait: '0s', continue: true },
    { match: { severity: 'critical' }, receiver: onCall, groupWait: '10s', repeatInterval: '1h' },
    {
      match: { severity: ['warning', 'info'] },
      receiver: team,
      muteTimeIntervals: [offHours],
      repeatInterval: '12h',
    },
  ],
  // A gateway that loses requests is slow, too: neither alert has labels of its own.
  inhibitRules: [
    {
      source: { alerts: [LostRequests], severity: 'critical' },
      target: { alerts: [GatewayLatencyHigh], severity: ['warning', 'info'] },
      equal: ['environment'],
    },
  ],
});
