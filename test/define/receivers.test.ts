import { type ReceiverOptions, receiver, routing, secretFile } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { parseMatchers } from '../../src/define/routing/matcher-text.js';

/** As in JavaScript, without type checks. */
const untyped = (value: unknown) => value as never;
const url = secretFile('slack-url');

describe('a receiver is rejected', () => {
  const cases: Readonly<Record<string, readonly [ReceiverOptions, string]>> = {
    'with a token that is written out': [
      { telegram: { botToken: untyped('word'), chatId: 1 } },
      'telegram.botToken is a secret',
    ],
    'with a URL that is a secret': [
      { discord: { webhookUrl: untyped('https://example.com/x') } },
      'discord.webhookUrl is a secret',
    ],
    'with a login that is written out': [
      {
        webhook: {
          url: 'https://example.com',
          httpConfig: { basicAuth: { username: 'u', password: untyped('word') } },
        },
      },
      'webhook.httpConfig.basicAuth.password contains a secret',
    ],
    'with the key of a certificate': [
      { webhook: { url: 'https://example.com', httpConfig: { tlsConfig: { key: untyped('word') } } } },
      'webhook.httpConfig.tlsConfig.key is a secret',
    ],
    'with a secret in json': [
      { slack: { url, json: { api_url: 'https://example.com/x' } } },
      'slack.json has api_url, which is a secret',
    ],
    'with a field in json that an option sets': [
      { slack: { url, title: 'x', json: { title: 'y' } } },
      'slack.json has title, which the option title sets too',
    ],
    'with a way in json': [
      { json: { slack_configs: [] } },
      'receiver r.json has slack_configs: that is the option slack',
    ],
    'with two logins': [
      {
        webhook: {
          url: 'https://example.com',
          httpConfig: { basicAuth: { username: 'u' }, authorization: { credentials: url } },
        },
      },
      'has more than one authentication method',
    ],
    'with a proxy that is said twice': [
      {
        webhook: {
          url: 'https://example.com',
          httpConfig: { proxyFromEnvironment: true, proxyUrl: 'http://proxy:3128' },
        },
      },
      'has both proxyFromEnvironment and a proxy',
    ],
    'with a message that no webhook can change': [
      { slack: { url, updateMessage: true } },
      'changes messages',
    ],
    'with a webhook and an app': [{ slack: { url, appToken: url } }, 'has url and appToken'],
    'without a key': [{ pagerDuty: {} }, 'routingKey is missing'],
    'without a target': [{ sns: {} }, 'needs one target'],
    'without a token': [{ webex: { roomId: 'x' } }, 'has no token'],
    'with two subjects': [
      { email: { to: 'a@example.com', subject: 'x', headers: { subject: 'y' } } },
      'has subject and the header Subject',
    ],
  };
  test.each(Object.entries(cases))('%s', (_, [options, message]) => {
    expect(() => receiver('r', options)).toThrow(message);
  });
});

describe('routing is rejected', () => {
  test.each<[string, ReceiverOptions, string]>([
    ['Slack', { slack: { channel: '#x' } }, 'receiver r.slack.url is missing'],
    ['Opsgenie', { opsgenie: {} }, 'receiver r.opsgenie.apiKey is missing'],
    ['Jira', { jira: { project: 'X', issueType: 'Bug' } }, 'receiver r.jira.apiUrl is missing'],
    [
      'e-mail',
      { email: { to: 'a@example.com' } },
      'receiver r sends e-mail, but the routing has no mail server',
    ],
  ])('without what %s needs, here and in the global settings', (_, options, message) => {
    expect(() => routing({ receiver: receiver('r', options) })).toThrow(message);
  });

  test('with a secret in the global settings', () => {
    const global = { slackApiUrl: untyped('https://example.com/x') };
    expect(() => routing({ receiver: receiver('r'), global })).toThrow(
      'routing.global.slackApiUrl is a secret',
    );
  });

  test('with json that sets the same as an option', () => {
    const json = { group_by: ['a'] };
    expect(() => routing({ receiver: receiver('r'), json })).toThrow(
      'json has group_by, which is the option groupBy',
    );
  });
});

test('receivers need not repeat the global settings', () => {
  const all = receiver('r', { slack: { channel: '#x' }, email: { to: 'a@example.com' }, opsgenie: {} });
  const global = {
    slackApiUrl: url,
    opsgenieApiKey: secretFile('opsgenie-key'),
    smtpFrom: 'b@example.com',
    smtpSmarthost: 'mail.example.com:587',
  };
  expect(() => routing({ receiver: all, global })).not.toThrow();
});

describe('matchers are parsed as Alertmanager does', () => {
  test.each<[string, readonly (readonly [string, string, string])[] | undefined]>([
    ['severity="critical"', [['severity', '=', 'critical']]],
    [
      '{ a=~"x|y" , b != z, }',
      [
        ['a', '=~', 'x|y'],
        ['b', '!=', 'z'],
      ],
    ],
    ['"service.name"!~"a\\\\d+"', [['service.name', '!~', 'a\\d+']]],
    ['team = Προμηθεύς', [['team', '=', 'Προμηθεύς']]],
    ['foo=', [['foo', '=', '']]],
    ['foo=bar baz', [['foo', '=', 'bar baz']]],
    ['a="\\"quoted\\" and, comma"', [['a', '=', '"quoted" and, comma']]],
    ['emoji="\\U0001F642"', [['emoji', '=', '\\U0001F642']]],
    ['{foo="bar"', [['foo', '=', 'bar']]],
    ['', []],
    ['no operator', undefined],
    ['a="b"c"', undefined],
  ])('%s', (text, expected) => {
    expect(parseMatchers(text)?.map(({ label, operator, value }) => [label, operator, value])).toEqual(
      expected,
    );
  });
});
