import { receiver, routing, secretFile } from 'dashwright';

/** The portal's own chat, by its incoming webhook. */
const team = receiver('agent-portal-team', { webhook: { url: secretFile('agent-portal-hook-url') } });

export const routes = routing({
  default: team,
  groupBy: ['alertname', 'model'],
  routes: [{ match: { severity: 'critical' }, to: team, groupWait: '10s', repeatInterval: '1h' }],
});
