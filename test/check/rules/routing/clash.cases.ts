import { type ReceiverOptions, receiver, routing, secretFile, timeInterval } from 'dashwright';
import { cases } from '../../support.js';

const slack = (channel: `#${string}`) => ({ slack: { url: secretFile('slack-url'), channel } });
const told = (name: string, options?: ReceiverOptions) => routing({ receiver: receiver(name, options) });
const muted = (startTime: string) =>
  routing({
    receiver: receiver('someone'),
    routes: [
      {
        match: { severity: 'info' },
        muteTimeIntervals: [timeInterval('night', { times: [{ startTime, endTime: '06:00' }] })],
      },
    ],
  });
const withMail = (host: string) =>
  routing({
    receiver: receiver('mailed', { email: { to: 'a@example.com' } }),
    mail: { from: 'b@example.com', smarthost: `${host}:25` },
  });
const two = (one: ReturnType<typeof routing>, other: ReturnType<typeof routing>) => [
  { name: 'one', bundle: { routing: one } },
  { name: 'two', bundle: { routing: other } },
];
const shared = receiver('shared', slack('#shared'));
const alerts = { Lag: { expr: 'max(lag_seconds) > 1' } };

export default cases('routing/clash', {
  trips: {
    'two receivers of one name': {
      given: two(told('team', slack('#one')), told('team', slack('#two'))),
      says: 'receiver "team" of bundle two differs from that of bundle one',
      path: 'two/routing',
    },
    'one receiver in two folders of secrets': {
      given: two(
        routing({ receiver: shared, secrets: '/run/secrets' }),
        routing({ receiver: shared, secrets: '/etc/other' }),
      ),
    },
    'mails through two servers': { given: two(withMail('a'), withMail('b')) },
    'time intervals of one name': {
      given: two(muted('00:00'), muted('01:00')),
      says: 'time interval "night"',
    },
    'two receivers for the alerts of others': {
      given: two(
        routing({ receiver: shared, others: receiver('a') }),
        routing({ receiver: shared, others: receiver('b') }),
      ),
      says: 'alerts from elsewhere are routed to "a" by bundle one, but to "b" by bundle two',
    },
    'alerts with the identity of another bundle': {
      given: [
        { name: 'one', alerts, bundle: { labels: { team: 'core' } } },
        { name: 'two', bundle: { routing: told('two'), identity: { team: 'core' } } },
      ],
      says: 'alert Lag of bundle one also has team="core", which identifies the alerts of bundle two',
      path: 'two/routing',
    },
  },
  silent: {
    'one receiver that both import': {
      given: two(routing({ receiver: shared }), routing({ receiver: shared, others: receiver('a') })),
    },
    'the same receiver, written twice': {
      given: two(
        told('team', { slack: { url: secretFile('slack-url'), channel: '#one' } }),
        told('team', { slack: { channel: '#one', url: secretFile('slack-url') } }),
      ),
    },
    'the same time intervals, and names of their own': {
      given: two(muted('00:00'), muted('00:00')),
    },
    'identities that differ in one label': {
      given: [
        { name: 'one', alerts, bundle: { routing: told('a'), identity: { team: 'core', part: 'one' } } },
        { name: 'two', alerts, bundle: { routing: told('b'), identity: { team: 'core', part: 'two' } } },
      ],
    },
  },
});
