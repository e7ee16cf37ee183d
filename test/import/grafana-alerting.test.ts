// Alerting of Grafana, from files of provisioning, the API and objects of its operator.
import { describe, expect, test } from 'vitest';
import { importing } from './support/importing.js';

const imported = importing();

const provisioned = `apiVersion: 1
groups:
  - orgId: 1
    name: shop
    folder: Shop
    interval: 1m
    rules:
      - uid: errors
        title: ErrorsHigh
        condition: C
        data:
          - refId: A
            relativeTimeRange: { from: 600, to: 0 }
            datasourceUid: prometheus
            model: { refId: A, instant: true, expr: 'sum by (job) (rate(errors_total[5m]))' }
          - refId: B
            datasourceUid: __expr__
            model: { refId: B, type: reduce, expression: A, reducer: last }
          - refId: C
            datasourceUid: __expr__
            model:
              refId: C
              type: threshold
              expression: B
              conditions: [{ evaluator: { type: gt, params: [5] } }]
        noDataState: NoData
        execErrState: Error
        for: 5m
        keepFiringFor: 10m
        labels: { severity: critical }
        annotations: { summary: '{{ $$labels.job }} has {{ $$values.B.Value }} errors', more: '{{ $$values.Z }}' }
      - title: Ratio
        condition: C
        data:
          - { refId: A, datasourceUid: p, model: { instant: true, expr: 'sum(rate(errors_total[5m]))' } }
          - { refId: B, datasourceUid: p, model: { instant: true, expr: 'sum(rate(requests_total[5m]))' } }
          - { refId: C, datasourceUid: __expr__, model: { type: math, expression: '$A / $B > 0.1 && $B > 1' } }
        noDataState: Alerting
        isPaused: true
      - title: Backlog
        condition: B
        data:
          - { refId: A, relativeTimeRange: { from: 900, to: 0 }, datasourceUid: p, model: { expr: backlog, intervalMs: 15000 } }
          - { refId: C, datasourceUid: __expr__, model: { type: reduce, expression: A, reducer: mean } }
          - { refId: B, datasourceUid: __expr__, model: { type: threshold, expression: C, conditions: [{ evaluator: { type: outside_range, params: [1, 9] } }] } }
      - title: Logs
        condition: A
        data: [{ refId: A, datasourceUid: l, model: { datasource: { type: loki }, expr: '{a="b"}' } }]
      - title: recorded
        record: { metric: 'job:errors:rate5m', from: A }
        data: [{ refId: A, datasourceUid: p, model: { instant: true, expr: 'sum(rate(errors_total[5m]))' } }]
`;

describe('rules that Grafana evaluates', () => {
  test('become alerts on metrics; what has no form there is named with its line', async () => {
    const { code, errors, out, read } = await imported({ 'in/rules.yaml': provisioned }, '--verify');
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
    const alerts = read('alerts.ts');
    expect(alerts).toContain('when: above(errorsRateByJob, 5)');
    expect(alerts).toContain("keepFiringFor: '10m'");
    expect(alerts).toContain("summary: '{{ $labels.job }} has {{ $value }} errors'");
    expect(alerts).toMatch(/export const Ratio = alert\(\{\s*when: and\(/);
    expect(alerts).toMatch(/or\(\s*lt\(avgOverTime\(metrics\.backlog, '15m', \{ step: '15s' \}\), 1\)/);
    expect(read('recording-rules.ts')).toContain("record('job:errors:rate5m'");
    expect(out).toMatch(/rules\.yaml:38 \(groups\[0\]\.rules\[1\]\.noDataState\).*Ratio is Alerting/);
    expect(out).toMatch(/rules\.yaml:39 .*pauses the rule Ratio/);
    expect(out).toMatch(/rules\.yaml:31 .*shows the value of Z/);
    expect(out).toMatch(/rules\.yaml:46 .*Logs of Grafana.*data source of the type loki/);
    expect(out).toContain('the reducer mean over 15m is a subquery');
    expect(out).toContain('4 differences');
  });

  test('in an object of the operator, and without differences', async () => {
    const object = {
      apiVersion: 'grafana.integreatly.org/v1beta1',
      kind: 'GrafanaAlertRuleGroup',
      metadata: { name: 'shop-alerts' },
      spec: {
        folderRef: 'shop',
        interval: '5m',
        rules: [
          {
            uid: 'a',
            title: 'QueueLong',
            condition: 'B',
            data: [
              { refId: 'A', datasourceUid: 'p', model: { expr: 'queue_length', instant: true } },
              {
                refId: 'B',
                datasourceUid: '__expr__',
                model: {
                  type: 'threshold',
                  expression: 'A',
                  conditions: [{ evaluator: { type: 'gt', params: [100] } }],
                },
              },
            ],
            for: '10m',
            noDataState: 'NoData',
            execErrState: 'Error',
          },
        ],
      },
    };
    const { code, errors, out, read } = await imported({ 'in/a.json': JSON.stringify(object) }, '--verify');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build produces the same');
    expect(read('alerts.ts')).toContain('when: above(queueLength, 100)');
    expect(read('rule-groups.ts')).toContain("name: 'shop-alerts',\n  interval: '5m'");
  });
});

const notifications = `apiVersion: 1
contactPoints:
  - orgId: 1
    name: team
    receivers:
      - uid: s
        type: slack
        settings: { recipient: '#shop', url: '[REDACTED]', mentionUsers: U1 }
      - uid: e
        type: email
        settings: { addresses: 'a@example.com; b@example.com', singleEmail: false }
        disableResolveMessage: true
  - name: pager
    receivers:
      - { uid: p, type: pagerduty, settings: { integrationKey: '[REDACTED]', severity: critical } }
      - { uid: g, type: googlechat, settings: { url: '[REDACTED]' } }
policies:
  - orgId: 1
    receiver: team
    group_by: [grafana_folder, alertname]
    routes:
      - receiver: pager
        object_matchers: [[severity, =, critical], [team, =~, 'shop|api']]
        mute_time_intervals: [nights]
        continue: true
      - receiver: nobody
muteTimes:
  - { orgId: 1, name: nights, time_intervals: [{ times: [{ start_time: '22:00', end_time: '24:00' }] }] }
`;

test('contact points, policies and mute timings become receivers, routes and time intervals', async () => {
  const { code, errors, out, read } = await imported({ 'in/notify.yaml': notifications }, '--verify');
  expect({ code, errors }).toEqual({ code: 1, errors: '' });
  const receivers = read('receivers.ts');
  expect(receivers).toContain("channel: '#shop'");
  expect(receivers).toContain('secretFile(');
  expect(receivers).toContain("to: 'a@example.com, b@example.com'");
  expect(receivers).toContain('sendResolved: false');
  expect(receivers).not.toContain('hidden');
  const routing = read('routing.ts');
  expect(routing).toContain("groupBy: ['grafana_folder', 'alertname']");
  expect(routing).toContain("match: { severity: 'critical', labels: { team: /shop|api/ } }");
  expect(read('time-intervals.ts')).toContain('22:00');
  expect(out).toMatch(/notify\.yaml:8 .*sets mentionUsers of a contact point of the type slack/);
  expect(out).toMatch(/notify\.yaml:16 .*contact point of the type googlechat/);
  expect(out).toContain('sends to the contact point nobody, which is not in the input');
  expect(out).toContain('mail server');
  expect(out).toContain('4 differences');
});

test('answers of the API and objects of the operator are read in the same way', async () => {
  const points = [{ uid: 'w', name: 'hook', type: 'webhook', settings: { url: 'https://example.com/in' } }];
  const policies = {
    receiver: 'hook',
    group_by: ['...'],
    routes: [{ receiver: 'mail', matchers: ['a = "b"'] }],
  };
  const object = {
    apiVersion: 'grafana.integreatly.org/v1beta1',
    kind: 'GrafanaContactPoint',
    metadata: { name: 'mail' },
    spec: { name: 'mail', type: 'email', settings: { addresses: 'a@example.com' } },
  };
  const { code, errors, out, read } = await imported(
    {
      'in/points.json': JSON.stringify(points),
      'in/policies.json': JSON.stringify(policies),
      'in/point.json': JSON.stringify(object),
    },
    '--verify',
  );
  expect({ code, errors }).toEqual({ code: 1, errors: '' });
  expect(out).toContain('1 difference');
  expect(out).toContain('mail server');
  expect(read('routing.ts')).toContain("groupBy: ['...']");
});

describe('notification templates of Grafana', () => {
  const notifications = `apiVersion: 1
policies: [{ orgId: 1, receiver: chat, group_by: [alertname] }]
contactPoints:
  - name: chat
    receivers: [{ type: webhook, settings: { url: 'https://chat.example.com/hook' } }]
`;

  test('become files of the bundle, and what Alertmanager cannot read is named', async () => {
    const templates = `templates:
  - { name: shop.title, template: '{{ define "shop.title" }}{{ len .Alerts.Firing }} firing{{ end }}' }
  - { name: plain, template: 'text' }
  - { name: values, template: '{{ define "v" }}{{ range .Alerts }}{{ .ValueString }}{{ end }}{{ end }}' }
  - { name: json, template: '{{ define "j" }}{{ coll.Dict "a" 1 | data.ToJSON }}{{ end }}' }
`;
    const { code, errors, out, read } = await imported(
      { 'in/alerting.yaml': `${notifications}${templates}` },
      '--verify',
    );
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
    expect(read('templates/shop-title.tmpl')).toBe(
      '{{ define "shop.title" }}{{ len .Alerts.Firing }} firing{{ end }}\n',
    );
    expect(read('templates/plain.tmpl')).toBe('{{ define "plain" }}text{{ end }}\n');
    expect(out).toMatch(/alerting\.yaml:9 \(templates\[2\]\).*template values, which uses \.ValueString/);
    expect(out).toMatch(/alerting\.yaml:10 \(templates\[3\]\).*template json, which uses coll\.Dict/);
    expect(out).toContain('2 differences');
  });

  test('in an object, without differences', async () => {
    const object = {
      apiVersion: 'grafana.integreatly.org/v1beta1',
      kind: 'GrafanaNotificationTemplate',
      metadata: { name: 'shop' },
      spec: { name: 'shop', template: '{{ define "shop" }}{{ .Status }}{{ end }}' },
    };
    const { code, out, read } = await imported(
      { 'in/alerting.yaml': notifications, 'in/template.json': JSON.stringify(object) },
      '--verify',
    );
    expect({ code, verified: out.includes('verified') }).toEqual({ code: 0, verified: true });
    expect(read('templates/shop.tmpl')).toContain('{{ define "shop" }}');
  });

  test('and mute timings are named where there are no policies', async () => {
    const text = `${provisioned}muteTimes: [{ name: weekend, time_intervals: [{ weekdays: [saturday] }] }]
templates: [{ name: a, template: b }]
`;
    const { out } = await imported({ 'in/rules.yaml': text }, '--verify');
    expect(out).toMatch(/\(muteTimes\[0\]\).*is used by notification policies.*there are none in the input/);
    expect(out).toMatch(/\(templates\[0\]\).*there are none in the input/);
  });
});
