// Alertmanager configurations as definitions that emit configurations with the same meaning.
import { readFileSync } from 'node:fs';
import { type GlobalOptions, type ReceiverOptions, receiver, routing } from 'dashwright';
import { dump, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { eventRecorderFields, globalFields, tracingFields } from '../../src/define/routing/global.js';
import { integrationNames } from '../../src/define/routing/integrations/index.js';
import { emitAlertmanager } from '../../src/emit/alertmanager/index.js';
import { alerting } from '../fixtures/alerting-bundle.js';
import { everyOption, sampleOfAll, turns } from '../fixtures/every-field.js';
import { importing } from './support/importing.js';

const imported = importing();

const configuration = `
global:
  smtp_smarthost: mail.example.com:587
  smtp_from: alerts@example.com
  smtp_auth_password: hunter2
route:
  receiver: team
  group_by: [alertname, cluster]
  group_wait: 1m30s
  routes:
    - match: { service: 007 }
      match_re: { host: db-.* }
      matchers: ['severity=~"critical|page"', team!=ops, team!="dev"]
      receiver: on-call
      continue: yes
      mute_time_intervals: [nights]
    - matchers: ['{alertname="ErrorsHigh"}']
      group_by: []
inhibit_rules:
  - source_match: { severity: critical }
    target_matchers: [severity="warning"]
    equal: [alertname]
mute_time_intervals:
  - name: nights
    time_intervals:
      - times: [{ start_time: 22:00, end_time: 24:00 }]
        weekdays: ['Monday:friday']
receivers:
  - name: team
    email_configs: [{ to: team@example.com, send_resolved: on }]
  - name: on-call
    slack_configs:
      - channel: '#on-call'
        api_url: https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/aaaaaaaaaaaaaaaaaaaaaaaa
    webhook_configs:
      - url: https://example.com/hook
        http_config: { bearer_token: also-secret }
`;
const rules = `groups:
  - name: shop
    rules:
      - alert: ErrorsHigh
        expr: errors > 1
`;

test('a configuration becomes readable definitions', async () => {
  const { code, errors, out, read } = await imported(
    { 'in/alertmanager.yml': configuration, 'in/rules.yml': rules },
    '--verify',
  );
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain(
    '3 routes to 2 receivers, 3 secrets to be kept in files\nverified: a build produces the same',
  );
  expect(out).toMatch(
    /smtp-auth-password: .*alertmanager\.yml, line 5, global\.smtp_auth_password\n {2}on-call-slack-api-url: .*line 34, receivers\[1\]\.slack_configs\[0\]\.api_url/,
  );
  expect(read('receivers.ts')).toBe(`import { receiver, secretFile } from 'dashwright';

export const team = receiver('team', { email: { to: 'team@example.com', sendResolved: true } });

export const onCall = receiver('on-call', {
  slack: { channel: '#on-call', url: secretFile('on-call-slack-api-url') },
  webhook: {
    url: 'https://example.com/hook',
    bearer: secretFile('on-call-webhook-http-config-bearer-token'),
  },
});
`);
  expect(read('routing.ts')).toBe(`import { not, routing, secretFile } from 'dashwright';
import { ErrorsHigh } from './alerts.js';
import { onCall, team } from './receivers.js';
import { nights } from './time-intervals.js';

export const routes = routing({
  defaults: 'alertmanager',
  receiver: team,
  groupBy: ['alertname', 'cluster'],
  groupWait: '90s',
  routes: [
    {
      match: {
        severity: ['critical', 'page'],
        labels: { service: '007', host: /db-.*/, team: not('ops') },
        matchers: ['team!="dev"'],
      },
      receiver: onCall,
      continue: true,
      muteTimeIntervals: [nights],
    },
    { match: { alerts: [ErrorsHigh] }, groupBy: [] },
  ],
  inhibitRules: [{ source: { severity: 'critical' }, target: { severity: 'warning' }, equal: ['alertname'] }],
  global: {
    smtpSmarthost: 'mail.example.com:587',
    smtpFrom: 'alerts@example.com',
    smtpAuthPassword: secretFile('smtp-auth-password'),
  },
});
`);
});

test('a secret in a field without a file is omitted and reported, and no secret is written', async () => {
  const { code, out, read } = await imported(
    {
      'in/a.yml': `
route: { receiver: a }
receivers:
  - name: a
    pagerduty_configs:
      - routing_key: hush-1
        details: { token: hush-2, team: shop }
    webhook_configs:
      - url: https://user:hush-3@example.com/
        http_config:
          proxy_url: http://user:hush-4@proxy:8080
          http_headers: { X-Key: { values: ['Bearer hush-123456789'], secrets: [hush-5] } }
    sns_configs:
      - topic_arn: arn:aws:sns:eu:1:a
        sigv4: { region: eu, access_key: hush-6, secret_key: hush-7 }
`,
    },
    '--verify',
  );
  expect(code).toBe(1);
  expect(out).toContain('4 differences');
  expect(out).toMatch(/line 7, receivers\[0\]\.pagerduty_configs\[0\]\.details\.token: is left out/);
  expect(out).toMatch(/line 11, .*proxy_url: is left out/);
  expect(out).toMatch(/sns.*accessKey/);
  const all = `${out}${['bundle.ts', 'receivers.ts', 'routing.ts'].map(read).join('')}`;
  expect(all).not.toContain('hush-');
  expect(read('receivers.ts')).toContain("details: { team: 'shop' }");
});

type Data = Readonly<Record<string, unknown>>;

/** A configuration with every field of every integration, and of the global settings. */
function everything(turn: number): Data {
  const options = everyOption(turn);
  const receivers = integrationNames.map((integration) =>
    receiver(`by ${integration}`, {
      [integration]: options[integration],
      labels: { team: 'shop' },
    } as ReceiverOptions),
  );
  const [first = expect.fail('no integration')] = receivers;
  const { slackApiUrl, slackAppToken, ...global } = sampleOfAll(globalFields, turn) as GlobalOptions;
  const bundle = alerting(
    'every',
    {},
    {
      identity: 'none',
      routing: routing({
        receiver: first,
        receivers,
        secrets: '/s',
        defaults: 'alertmanager',
        global: {
          ...global,
          ...(turn % 2 === 0 ? slackApiUrl && { slackApiUrl } : slackAppToken && { slackAppToken }),
        },
        tracing: sampleOfAll(tracingFields, turn),
        eventRecorder: sampleOfAll(eventRecorderFields, turn),
      }),
    },
  );
  return load(String(emitAlertmanager(bundle)[0]?.content)) as Data;
}

/** The same with literal secrets. */
function writtenOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(writtenOut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const [, name] = /^(.*)_file$/.exec(key) ?? [];
      if (name === undefined || typeof one !== 'string') return [key, writtenOut(one)];
      if (name === 'chat_id') return [name, 7];
      // Certificates and users are not secrets.
      if (/^(ca|cert|username)$/.test(name)) return [name, 'open'];
      return [name, /url$/.test(name) ? `https://example.com/?token=hush-${one.length}` : `hush-${one}`];
    }),
  );
}

describe('every field of every integration', () => {
  test.each(Array.from({ length: turns }, (_, turn) => turn))('turn %i', async (turn) => {
    const { code, errors, out } = await imported({ 'in/a.yml': dump(everything(turn)) }, '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
  });

  test('with literal secrets, none of which is written', async () => {
    const { code, errors, out, read } = await imported(
      { 'in/a.yml': dump(writtenOut(everything(0))) },
      '--verify',
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
    for (const file of ['receivers-1.ts', 'receivers-2.ts', 'routing.ts', 'bundle.ts'])
      expect(read(file)).not.toContain('hush-');
    expect(out).not.toContain('hush-');
  });
});

test('the configurations of this repository are imported without differences', async () => {
  const built = readFileSync(new URL('../../dist/alertmanager/alertmanager.yml', import.meta.url), 'utf8');
  const { code, errors, out } = await imported({ 'in/a.yml': built }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('verified: a build produces the same');
});

test('a setting within settings that no option takes stands in the json of the receiver', async () => {
  const text = `route: { receiver: a }
receivers:
  - name: a
    webhook_configs:
      - url: https://example.com
        http_config: { follow_redirects: false, proxy_url: foo }
`;
  const { code, errors, read } = await imported({ 'in/a.yml': text }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(read('receivers.ts')).toContain("json: { http_config: { proxy_url: 'foo' } }");
});

test('texts that Alertmanager takes missing in lists of objects are empty', async () => {
  const pagerduty =
    "[{ routing_key: k, links: [{ text: Graph }], images: [{ href: 'https://example.com' }] }]";
  const rocketchat = '[{ token: t, token_id: i, fields: [{ title: Service }, { value: api }] }]';
  const { code, errors, read } = await imported(
    {
      'in/alertmanager.yml': `route: { receiver: team }\nreceivers:\n  - name: team\n    pagerduty_configs: ${pagerduty}\n    rocketchat_configs: ${rocketchat}\n`,
    },
    '--verify',
  );
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const text = read('receivers.ts').replaceAll(/\s+/g, ' ');
  expect(text).toContain("links: [{ text: 'Graph', href: '' }]");
  expect(text).toContain("images: [{ href: 'https://example.com', src: '' }]");
  expect(text).toContain("{ title: 'Service', value: '' }, { value: 'api', title: '' }");
});

test('YAML anchors and merge keys are resolved', async () => {
  const text = `
route:
  receiver: a
  routes:
    - &page { matchers: [severity="page"], receiver: a, group_wait: 10s }
    - { <<: *page, matchers: [severity="info"] }
receivers: [{ name: a }]
`;
  const { code, errors, read } = await imported({ 'in/a.yml': text }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(read('routing.ts')).toContain("{ match: { severity: 'info' }, receiver: a, groupWait: '10s' }");
});

test('many routes are split into files by topic', async () => {
  const child = (team: string) => ({
    receiver: 'a',
    matchers: [`team="${team}"`],
    routes: Array.from({ length: 12 }, (_, index) => ({
      matchers: [`service="s${index}"`],
      group_wait: '5s',
      continue: true,
      group_by: ['a', 'b'],
      repeat_interval: '3h',
    })),
  });
  const text = dump({
    route: { receiver: 'a', routes: Array.from({ length: 40 }, (_, index) => child(`t${index}`)) },
    receivers: [{ name: 'a' }],
  });
  const { code, errors, out, read } = await imported({ 'in/a.yml': text }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('521 routes to 1 receiver\nverified');
  for (const file of ['routing.ts', 'routes-1.ts', 'routes-2.ts'])
    expect(read(file).split('\n').length).toBeLessThan(310);
});
