import { kubernetes, type ReceiverOptions, receiver, routing, secretFile, timeInterval } from 'dashwright';
import { cases } from '../../support.js';

const told = (options: ReceiverOptions) => ({ routing: routing({ receiver: receiver('team', options) }) });
const object = { kubernetes: kubernetes({ alertmanagerConfig: true }) };
const slack = { url: secretFile('slack-url'), channel: '#team' };
const key = { accessKey: secretFile('aws/id'), secretKey: secretFile('aws/key') };

export default cases('routing/unsupported', {
  trips: {
    'keys of AWS, which the file cannot name': {
      given: { bundle: told({ sns: { topicArn: 'arn:aws:sns:eu:1:x', sigv4: { region: 'eu', ...key } } }) },
      says: "receiver team.sns.sigv4.accessKey is left out of Alertmanager's file",
      times: 2,
    },
    'a login that an AlertmanagerConfig does not have': {
      given: {
        bundle: { ...told({ slack: { appToken: secretFile('slack-token'), channel: '#team' } }), ...object },
      },
      says: 'receiver team.slack.appToken is left out of the AlertmanagerConfig',
    },
    'a way that Grafana does not have in this form': {
      given: {
        bundle: told({
          rocketchat: {
            apiUrl: 'https://chat.example.com',
            token: secretFile('token'),
            tokenId: secretFile('id'),
            channel: '#a',
          },
        }),
      },
      says: "receiver team.rocketchat is left out of Grafana's contact points",
      level: 'info',
    },
    'global settings, which belong to the Alertmanager': {
      given: {
        bundle: {
          routing: routing({ receiver: receiver('team', { slack }), global: { resolveTimeout: '10m' } }),
          ...object,
        },
      },
      says: 'global is left out of the AlertmanagerConfig',
    },
    'a time interval in a zone with summer time': {
      given: {
        bundle: {
          routing: routing({
            receiver: receiver('team', { slack }),
            timeIntervals: [timeInterval('nights', { weekdays: ['monday'], location: 'Europe/Berlin' })],
          }),
          ...object,
        },
      },
      says: 'no AlertmanagerConfig is written: the time interval nights',
    },
    'what Grafana has no setting for': {
      given: {
        bundle: told({ slack: { ...slack, actions: [{ type: 'button', text: 'Open', url: 'https://x' }] } }),
      },
      says: "receiver team.slack.actions is left out of Grafana's contact points",
      level: 'info',
    },
  },
  silent: {
    'what all outputs have': { given: { bundle: { ...told({ slack }), ...object } } },
  },
});
