// Objects of the Prometheus Operator as definitions.
import { gzipSync } from 'node:zlib';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { importing } from './support/importing.js';

const imported = importing();

const rules = `groups:
  - name: shop
    rules:
      - alert: ErrorsHigh
        expr: errors > 1
`;

describe('objects of the Prometheus Operator', () => {
  const object = (name: string, namespace: string | undefined, more: object = {}) =>
    dump({
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { name, namespace },
      spec: {
        route: {
          receiver: 'team',
          groupBy: ['job'],
          routes: [
            {
              receiver: 'team',
              matchers: [{ name: 'severity', value: 'info|none', matchType: '=~' }],
              muteTimeIntervals: ['nights'],
            },
          ],
        },
        muteTimeIntervals: [
          { name: 'nights', timeIntervals: [{ daysOfMonth: [{ start: 1, end: 5 }, { start: -1 }] }] },
        ],
        receivers: [
          {
            name: 'team',
            slackConfigs: [{ channel: '#shop', apiURL: { name: 'shop-secrets', key: 'slack-url' } }],
            pagerdutyConfigs: [
              { routingKey: { name: 'shop-secrets', key: 'pd' }, details: [{ key: 'team', value: 'shop' }] },
            ],
            webhookConfigs: [
              {
                urlSecret: { name: 'shop-secrets', key: 'hook' },
                httpConfig: {
                  basicAuth: {
                    username: { name: 'shop-secrets', key: 'user' },
                    password: { name: 'shop-secrets', key: 'password' },
                  },
                  tlsConfig: { ca: { configMap: { name: 'shop-secrets', key: 'ca' } } },
                },
              },
            ],
          },
        ],
        inhibitRules: [
          {
            sourceMatch: [{ name: 'severity', value: 'critical' }],
            targetMatch: [{ name: 'severity', value: 'warning' }],
            equal: ['alertname'],
          },
        ],
        ...more,
      },
    });

  test('an AlertmanagerConfig: its namespace identifies its alerts, its Secret contains the files', async () => {
    const { code, errors, out, read } = await imported({ 'in/a.yml': object('shop', 'shop') }, '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
    expect(out).toContain('reads secrets from the Secret shop-secrets: list it in spec.secrets');
    expect(read('bundle.ts')).toContain("identity: { namespace: 'shop' }");
    expect(read('routing.ts')).toContain("secrets: '/etc/alertmanager/secrets/shop-secrets'");
    expect(read('routing.ts')).toContain("kubernetesSecret: 'shop-secrets'");
    expect(read('receivers.ts')).toContain("routingKey: secretFile('pd'), details: { team: 'shop' }");
    expect(read('time-intervals.ts')).toContain("daysOfMonth: ['1:5', '-1']");
  });

  test('several, with the configuration in a Secret and rules: merged as by the operator', async () => {
    const main = {
      route: { receiver: 'main', routes: [{ matchers: ['a="b"'], receiver: 'main' }] },
      receivers: [{ name: 'main' }],
    };
    const secret = dump({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'alertmanager-main' },
      data: { 'alertmanager.yaml.gz': gzipSync(dump(main)).toString('base64') },
    });
    const { code, errors, out, read } = await imported(
      {
        'in/1.yml': object('b', 'two'),
        'in/2.yml': object('a', 'one'),
        'in/3.yml': secret,
        'in/4.yml': rules,
      },
      '--verify',
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
    const routing = read('routing.ts');
    expect(routing.match(/namespace: '\w+'/g)?.slice(0, 2)).toEqual(["namespace: 'one'", "namespace: 'two'"]);
    expect(routing).toMatch(/receiver: oneATeam,\s+continue: true/);
    expect(read('receivers.ts')).toContain("receiver('one/a/team'");
  });

  test('an unknown matcher type and an unknown field, with their lines', async () => {
    const { code, errors } = await imported({
      'in/a.yml': object('shop', 'shop', {
        route: { receiver: 'team', matchers: [{ name: 'a', value: '(', matchType: '=~' }], groupByy: ['a'] },
      }),
    });
    expect(code).toBe(2);
    expect(errors).toMatch(/a\.yml:10: spec\.route\.matchers\[0\]: \( is not a regular expression/);
    expect(errors).toMatch(
      /a\.yml:14: spec\.route\.groupByy: field groupByy not found.*did you mean groupBy\?/,
    );
  });
});

describe('VMAlertmanagerConfig', () => {
  const object = `apiVersion: operator.victoriametrics.com/v1beta1
kind: VMAlertmanagerConfig
metadata: { name: team, namespace: shop }
spec:
  route:
    receiver: team
    group_by: [alertname]
    repeat_interval: 12h
    routes:
      - receiver: pager
        matchers: ['{severity =~ "critical|page", app = "shop"}']
        mute_time_intervals: [nights]
  time_intervals:
    - name: nights
      time_intervals:
        - times: [{ start_time: '22:00', end_time: '24:00' }]
  receivers:
    - name: team
      slack_configs:
        - api_url: { name: slack, key: url }
          channel: '#shop'
          send_resolved: true
      webhook_configs:
        - url_secret: { name: hook, key: url }
          http_config:
            bearer_token_secret: { name: hook, key: token }
    - name: pager
      pagerduty_configs:
        - routing_key: { name: pager, key: key }
  inhibit_rules:
    - source_matchers: ['severity = "critical"']
      target_matchers: ['severity = "warning"']
      equal: [alertname]
`;
  test('has the fields of Alertmanager, with keys of Secrets', async () => {
    const { code, errors, out, read } = await imported({ 'in/team.yaml': object }, '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
    expect(out).toContain('reads secrets from the Secrets hook, pager, slack');
    expect(read('receivers.ts')).toContain("secretFile('slack/url')");
    expect(read('receivers.ts')).toContain("secretFile('hook/token')");
    expect(read('routing.ts')).toContain("severity: ['critical', 'page'], labels: { app: 'shop' }");
  });
  test('has no other fields, and its receivers are defined', async () => {
    const wrong = object.replace('group_by:', 'groupBy:').replace('receiver: pager', 'receiver: gone');
    const { code, errors } = await imported({ 'in/team.yaml': wrong }, '--verify');
    expect(code).toBe(2);
    expect(errors).toMatch(/team\.yaml:7: .*field groupBy not found/);
    expect(errors).toContain('undefined receiver "gone"');
  });
});
