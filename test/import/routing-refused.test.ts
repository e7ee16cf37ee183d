// Configurations that Alertmanager rejects.
import { describe, expect, test } from 'vitest';
import { importing } from './support/importing.js';

const imported = importing();

const minimal = 'route: { receiver: a }\nreceivers: [{ name: a }]\n';

/** Configurations that Alertmanager rejects, and the message. */
const refused: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
  'an unknown field': [
    'route: { receiver: a }\nreceivers:\n  - name: a\n    slack_config: []\n',
    /in\/a\.yml:4: receivers\[0\]\.slack_config: field slack_config not found.*did you mean slack_configs\?/,
  ],
  'a pattern that is none': [
    `route:\n  receiver: a\n  routes:\n    - match_re: { x: }\nreceivers: [{ name: a }]\n`,
    /a\.yml:4: route\.routes\[0\]\.match_re\.x: invalid regexp value/,
  ],
  'two ways to Slack': [
    `${minimal}global:\n  slack_app_token: xoxb-1\n  slack_api_url: https://hooks.slack.com/services/T0\n`,
    /a\.yml:4: global: at most one of slack_app_token/,
  ],
  'a receiver that needs what is neither its own nor global': [
    'route: { receiver: a }\nreceivers:\n  - name: a\n  - name: b\n    slack_configs: [{ channel: "#x" }]\n',
    /a\.yml:4: receivers\[1\]: receiver b\.slack\.url is missing/,
  ],
  'an unknown field at the top': [
    `${minimal}slack_configs: []\n`,
    /a\.yml:3: slack_configs: field slack_configs not found/,
  ],
  'a receiver twice': [
    'route: { receiver: a }\nreceivers:\n  - name: a\n  - name: a\n',
    /a\.yml:4: receivers\[1\]: notification config name "a" is not unique/,
  ],
  'a receiver that there is not': [
    'route:\n  receiver: a\n  routes:\n    - receiver: b\nreceivers: [{ name: a }]\n',
    /a\.yml:4: route\.routes\[0\]\.receiver: undefined receiver "b" used in route/,
  ],
  'times that there are not': [
    'route:\n  receiver: a\n  routes:\n    - mute_time_intervals: [x]\nreceivers: [{ name: a }]\n',
    /a\.yml:4: route\.routes\[0\]: undefined time interval "x"/,
  ],
  'no receiver at the root': [
    'route: { group_by: [a] }\nreceivers: [{ name: a }]\n',
    /a\.yml:1: route: root route must specify a default receiver/,
  ],
  'matchers at the root': [
    'route: { receiver: a, match: { a: b } }\nreceivers: [{ name: a }]\n',
    /root route must not have any matchers/,
  ],
  'no routes': ['receivers: [{ name: a }]\n', /a\.yml:1: route: no routes provided/],
  'a matcher that does not parse': [
    'route:\n  receiver: a\n  routes:\n    - matchers: ["severity>1"]\nreceivers: [{ name: a }]\n',
    /a\.yml:4: route\.routes\[0\]\.matchers\[0\]: bad matcher format: severity>1/,
  ],
  'a duration without unit': [
    'route: { receiver: a, group_wait: 30 }\nreceivers: [{ name: a }]\n',
    /group_wait: not a valid duration string: "30"/,
  ],
  'a duration that must not be zero': [
    'route: { receiver: a, repeat_interval: 0s }\nreceivers: [{ name: a }]\n',
    /repeat_interval cannot be zero/,
  ],
  'a wildcard and labels': [
    "route: { receiver: a, group_by: ['...', a] }\nreceivers: [{ name: a }]\n",
    /cannot have wildcard group_by/,
  ],
  'a night in one': [
    `${minimal}time_intervals:\n  - name: n\n    time_intervals: [{ times: [{ start_time: '22:00', end_time: '06:00' }] }]\n`,
    /a\.yml:4: time_intervals\[0\]: .*ends before it begins/,
  ],
  'no server for mails': [
    'route: { receiver: a }\nreceivers: [{ name: a, email_configs: [{ to: a@b.c }] }]\n',
    /a\.yml:1: .*receiver a sends e-mail, but the routing has no mail server/,
  ],
  'two keys': [
    'route: { receiver: a }\nreceivers:\n  - name: a\n    pagerduty_configs: [{ routing_key: a, service_key: b }]\n',
    /a\.yml:3: receivers\[0\]: receiver a\.pagerDuty has routingKey and serviceKey/,
  ],
  'a secret and its file': [
    'route: { receiver: a }\nreceivers:\n  - name: a\n    pagerduty_configs: [{ routing_key: a, routing_key_file: /b }]\n',
    /at most one of routing_key and routing_key_file/,
  ],
  'a URL without scheme': [
    'global: { slack_api_url: url }\nroute: { receiver: a }\nreceivers: [{ name: a }]\n',
    /a\.yml:1: global\.slack_api_url: unsupported scheme "" for URL/,
  ],
  'a text in place of fields': [
    'route: { receiver: a }\nreceivers: [{ name: a, webhook_configs: [x] }]\n',
    /webhook_configs\[0\]: expected fields, and found the text "x"/,
  ],
  'a value of another type': [
    'route: { receiver: a }\nreceivers: [{ name: a, webhook_configs: [{ url: "http://a/", max_alerts: many }] }]\n',
    /max_alerts: is "many"; expected/,
  ],
  'a truth value in a spelling that YAML does not have': [
    "route: { receiver: a, routes: [{ receiver: a, matchers: ['a=b'], continue: yEs }] }\nreceivers: [{ name: a }]\n",
    /continue: expected true or false, and found the text "yEs"/,
  ],
  tabs: ['route:\n\treceiver: a\nreceivers: []\n', /a\.yml:2: is not YAML.*spaces, not tabs/],
  'a billion of aliases': [
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((one, index) => `${one}: &${one} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]\n`)
      .join('')}${minimal}`,
    /a\.yml: .*more than 3000000 values/,
  ],
};

describe('a configuration that Alertmanager rejects is rejected with its place, and nothing is written', () => {
  test.each(Object.entries(refused))('%s', async (_, [text, says]) => {
    const { code, errors, written } = await imported({ 'in/a.yml': text });
    expect(errors).toMatch(says);
    expect(code).toBe(2);
    expect(written).toBe(false);
  });

  test('two configurations in one import', async () => {
    const { code, errors } = await imported({ 'in/a.yml': minimal, 'in/b.yml': minimal });
    expect(code).toBe(2);
    expect(errors).toMatch(/b\.yml.*is a second configuration of Alertmanager, beside .*a\.yml/);
  });
});
