import { receiver, routing, secretFile } from 'dashwright';

const slack = secretFile('multiweb-slack-url');
export const team = receiver('multiweb-team', { slack: { url: slack, channel: '#multiweb-alerts' } });
export const onCall = receiver('multiweb-on-call', { slack: { url: slack, channel: '#multiweb-on-call' } });

export const routes = routing({
  receiver: team,
  groupBy: ['alertname', 'namespace'],
  routes: [{ match: { severity: 'critical' }, receiver: onCall, groupWait: '10s', repeatInterval: '1h' }],
});
