import { receiver, routing, secretFile } from 'dashwright';

/** The chat of the portal, by an incoming webhook. */
export const team = receiver('agent-portal-team', { webhook: { url: secretFile('agent-portal-hook-url') } });

export const routes = routing({
  receiver: team,
  groupBy: ['alertname', 'model'],
  routes: [{ match: { severity: 'critical' }, receiver: team, groupWait: '10s', repeatInterval: '1h' }],
});
