import { receiver, routing, secretFile } from 'dashwright';

const slack = secretFile('multi-agent-slack-url');

export const team = receiver('multi-agent-team', {
  slack: { url: slack, channel: '#agent-system' },
});

/** Slack during working hours, e-mail at other times. */
export const onCall = receiver('multi-agent-on-call', {
  slack: { url: slack, channel: '#agent-system-on-call' },
  email: { to: ['agent-system-on-call@example.com'] },
});

export const routes = routing({
  receiver: team,
  groupBy: ['alertname', 'namespace'],
  routes: [{ match: { severity: 'critical' }, receiver: onCall, groupWait: '10s', repeatInterval: '1h' }],
  mail: {
    from: 'alertmanager@example.com',
    smarthost: 'smtp.example.com:587',
    username: 'alertmanager@example.com',
    password: secretFile('multi-agent-smtp-password'),
  },
});
