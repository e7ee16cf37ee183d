// Integrations of Grafana's contact points, and the forms in which its API and operator have notifications.
import { expect, test } from 'vitest';
import { importing } from './support/importing.js';

const imported = importing();

const pointsOf = (receivers: readonly object[]): string =>
  JSON.stringify({
    apiVersion: 1,
    contactPoints: [{ orgId: 1, name: 'team', receivers }],
    policies: [{ orgId: 1, receiver: 'team', group_by: ['alertname'] }],
  });

test('integrations that Alertmanager has keep all that it has a field for', async () => {
  const receivers = [
    {
      type: 'jira',
      settings: {
        api_url: 'https://example.atlassian.net/rest/api/3',
        project: 'SHOP',
        issue_type: 'Bug',
        summary: 'Broken',
        labels: ['a'],
        user: 'bot',
        password: '[REDACTED]',
      },
    },
    {
      type: 'victorops',
      settings: {
        url: 'https://alert.victorops.com/integrations/generic/20131114/alert/hush/route',
        title: 't',
      },
    },
    { type: 'wecom', settings: { secret: '[REDACTED]', corp_id: 'c', agent_id: '7' } },
    {
      type: 'pushover',
      settings: {
        userKey: '[REDACTED]',
        apiToken: '[REDACTED]',
        priority: 2,
        okPriority: -1,
        uploadImage: true,
      },
    },
    {
      type: 'sns',
      settings: { sigv4: { region: 'eu-west-1' }, phone_number: '+491', attributes: { a: 'b' } },
    },
    {
      type: 'webhook',
      settings: {
        url: 'https://example.com/in',
        httpMethod: 'POST',
        headers: { 'X-Team': 'shop' },
        tlsConfig: { insecureSkipVerify: true, caCertificate: '' },
        payload: { template: '', vars: {} },
      },
    },
    {
      type: 'opsgenie',
      settings: { apiKey: '[REDACTED]', autoClose: true, overridePriority: true, sendTagsAs: 'tags' },
    },
    { type: 'slack', settings: { token: '[REDACTED]', recipient: '#shop', footer: 'f' } },
  ];
  const { code, errors, out, read } = await imported({ 'in/a.json': pointsOf(receivers) }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('verified: a build produces the same');
  const written = read('receivers.ts').replaceAll(/\s+/g, ' ');
  for (const part of [
    "summary: 'Broken', labels: ['a'], httpConfig: { basicAuth: { username: 'bot', password: secretFile(",
    "apiUrl: 'https://alert.victorops.com/integrations/generic/20131114/alert/', apiKey: secretFile('team-victorops-api-key'), routingKey: 'route'",
    "messageType: 'markdown', toUser: '@all'",
    `priority: '{{ if eq .Status "firing" }}2{{ else }}-1{{ end }}'`,
    "phoneNumber: '+491', attributes: { a: 'b' }",
    "tlsConfig: { insecureSkipVerify: true }, httpHeaders: { 'X-Team': { values: ['shop'] } }",
    "footer: 'f', appToken: secretFile('team-slack-app-token')",
  ])
    expect(written).toContain(part);
  expect(written).not.toContain('hush');
});

test('what has another meaning or no field is named with its line, once', async () => {
  const receivers = [
    { type: 'opsgenie', settings: { apiKey: '[REDACTED]', autoClose: false } },
    { type: 'victorops', settings: { url: '[REDACTED]' } },
    { type: 'wecom', settings: { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x' } },
    { type: 'webhook', settings: { url: 'https://example.com/in', payload: { template: '{{ .x }}' } } },
  ];
  const { code, out } = await imported({ 'in/a.json': pointsOf(receivers) }, '--verify');
  expect(code).toBe(1);
  const lines = out.split('\n').filter((line) => line.includes('a.json'));
  expect(lines.map((line) => /\[\d\](?:\.settings\.\w+)?\): \w+ \w+/.exec(line)?.[0] ?? '')).toEqual(
    expect.arrayContaining([
      '[0].settings.autoClose): sets autoClose',
      '[1].settings.url): sets url',
      '[2]): is a',
      '[3].settings.payload): sets payload',
    ]),
  );
  expect(lines.filter((line) => line.includes('autoClose')).length).toBe(1);
});

test('the subject of a mail is an option', async () => {
  const mail = { type: 'email', settings: { addresses: 'a@example.com', subject: 'Shop' } };
  const { read } = await imported({ 'in/a.json': pointsOf([mail]) });
  expect(read('receivers.ts')).toContain("subject: 'Shop'");
});

test("routes in objects of Grafana's operator, by labels and in the order of their names", async () => {
  const object = (kind: string, name: string, spec: object, labels = {}) =>
    JSON.stringify({ apiVersion: 'grafana.integreatly.org/v1beta1', kind, metadata: { name, labels }, spec });
  const route = (receiver: string) => ({ receiver, object_matchers: [['team', '=', receiver]] });
  const point = (name: string) =>
    object('GrafanaContactPoint', name, {
      name,
      type: 'webhook',
      settings: { url: `https://${name}.example.com/in` },
    });
  const { code, out, read } = await imported(
    {
      'in/a.json': object('GrafanaNotificationPolicyRoute', 'z', route('two'), { app: 'routes' }),
      'in/b.json': object('GrafanaNotificationPolicyRoute', 'b', route('one'), { app: 'routes' }),
      'in/c.json': object('GrafanaNotificationPolicyRoute', 'c', route('one'), { app: 'other' }),
      'in/one.json': point('one'),
      'in/policy.json': object('GrafanaNotificationPolicy', 'root', {
        route: {
          receiver: 'one',
          group_by: ['alertname'],
          routeSelector: { matchLabels: { app: 'routes' } },
        },
      }),
      'in/two.json': point('two'),
    },
    '--verify',
  );
  expect(code).toBe(1);
  expect(out).toMatch(
    /c\.json:\d+ \(spec\): is a route of notification policies, and no routeSelector selects it/,
  );
  expect(out).toContain('1 difference');
  const routing = read('routing.ts');
  expect(routing.indexOf("team: 'one'")).toBeGreaterThan(0);
  expect(routing.indexOf("team: 'two'")).toBeGreaterThan(routing.indexOf("team: 'one'"));
});

test("resources of Grafana's API", async () => {
  const resource = (group: string, kind: string, spec: object) =>
    JSON.stringify({
      apiVersion: `${group}.alerting.grafana.app/v0alpha1`,
      kind,
      metadata: { name: 'x' },
      spec,
    });
  const notifications = 'notifications';
  const { code, errors, out, read } = await imported(
    {
      'in/receiver.json': resource(notifications, 'Receiver', {
        title: 'chat',
        integrations: [{ type: 'webhook', settings: {}, secureFields: { url: true } }],
      }),
      'in/rule.json': resource('rules', 'AlertRule', {
        title: 'Down',
        trigger: { interval: '30s' },
        for: '5m',
        expressions: {
          A: {
            datasourceUID: 'p',
            relativeTimeRange: { from: '10m', to: '0s' },
            model: { expr: 'up', instant: true },
          },
          B: {
            datasourceUID: '__expr__',
            source: true,
            model: {
              type: 'threshold',
              expression: 'A',
              conditions: [{ evaluator: { type: 'lt', params: [1] } }],
            },
          },
        },
        noDataState: 'NoData',
        execErrState: 'Error',
      }),
      'in/template.json': resource(notifications, 'TemplateGroup', {
        title: 't',
        content: '{{ define "t" }}a{{ end }}',
      }),
      'in/times.json': resource(notifications, 'TimeInterval', {
        name: 'nights',
        time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }] }],
      }),
      'in/tree.json': resource(notifications, 'RoutingTree', {
        defaults: { receiver: 'chat', group_by: ['alertname'] },
        routes: [
          {
            receiver: 'chat',
            matchers: [{ type: '=~', label: 'team', value: 'a|b' }],
            mute_time_intervals: ['nights'],
          },
        ],
      }),
    },
    '--verify',
  );
  expect({ code, errors, out: /.*difference.*|verified.*/.exec(out)?.[0] }).toEqual({
    code: 0,
    errors: '',
    out: 'verified: a build produces the same',
  });
  expect(read('alerts.ts')).toContain('when: below(up, 1)');
  expect(read('routing.ts')).toContain('team: /a|b/');
  expect(read('templates/t.tmpl')).toContain('{{ define "t" }}');
});

test('mute timings and templates of the API need the policies that use them', async () => {
  const times = [{ name: 'nights', time_intervals: [{ weekdays: ['saturday'] }], provenance: 'api' }];
  const { code, errors } = await imported({ 'in/times.json': JSON.stringify(times) });
  expect(code).toBe(2);
  expect(errors).toContain(
    'is used by notification policies and contact points, and there are none in the input',
  );
});
