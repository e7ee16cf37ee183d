import { type ReceiverOptions, receiver, secretFile } from 'dashwright';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/emit/artifact.js';
import { grafanaAlertingEmitter } from '../../src/emit/grafana/alerting/index.js';
import { contactPoint, isSilent, lostInContactPoints } from '../../src/emit/grafana/alerting/receivers.js';
import { ruleText } from '../../src/emit/grafana/alerting/texts.js';
import { uidOf } from '../../src/emit/grafana/alerting/uid.js';
import type { ResolvedBundle } from '../../src/resolve/index.js';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';
import { readTemplate } from '../support/templates.js';

interface Rule {
  readonly uid: string;
  readonly title: string;
  readonly condition?: string;
  readonly data: readonly {
    refId: string;
    datasourceUid: string;
    model: { expr?: string; expression?: string };
  }[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly record?: object;
}
interface RuleFile {
  readonly apiVersion: number;
  readonly groups: readonly { name: string; folder: string; interval: string; rules: readonly Rule[] }[];
}

let emit: (bundle: ResolvedBundle) => Artifact[];
beforeAll(async () => {
  const emitter = await grafanaAlertingEmitter();
  emit = (bundle) => emitter(bundle, readTemplate);
});

function emitted(text = 'plain') {
  const files = new Map(emit(operated({ text })).map(({ path, content }) => [path, String(content)]));
  const read = (name: string) => load(files.get(`grafana-alerting/operated/${name}`) ?? '') as never;
  const rules = read('rules.yaml') as RuleFile;
  const rule = (name: string) =>
    rules.groups.flatMap((group) => group.rules).find(({ title }) => title === name) ?? expect.fail(name);
  return { files, read, rules, rule };
}

/** How Grafana's provisioning expands a text (pkg/services/provisioning/values, interpolateValue). */
function expanded(text: string, environment: Readonly<Record<string, string>> = {}): string {
  return text
    .split('$$')
    .map((part) =>
      part.replaceAll(
        /\$(?:\{([^}]*)\}|(\w+))/g,
        (_, braced?: string, bare?: string) => environment[braced ?? bare ?? ''] ?? '',
      ),
    )
    .join('$');
}

describe('rules', () => {
  test('have the format of file provisioning', () => {
    const { rules } = emitted();
    expect(rules.apiVersion).toBe(1);
    expect(rules.groups.map(({ name, interval }) => [name, interval])).toEqual([
      ['operated-recording', '60s'],
      // Fifteen seconds are not a multiple of Grafana's ten.
      ['lag', '20s'],
      ['plain', '60s'],
    ]);
    const rule = emitted().rule('LagHigh');
    expect(rule).toMatchObject({
      uid: 'operated-LagHigh',
      condition: 'C',
      noDataState: 'OK',
      execErrState: 'Error',
      for: '10m',
      keepFiringFor: '5m',
      missing_series_evals_to_resolve: 1,
      dashboardUid: 'operated-overview',
      panelId: 1,
      labels: { severity: 'warning', team: 'core', note: 'plain', tier: 'plain' },
      isPaused: false,
    });
    expect(rule.annotations).toMatchObject({ __dashboardUid__: 'operated-overview', __panelId__: '1' });
    expect(
      rule.data.map(({ refId, datasourceUid, model }) => [
        refId,
        datasourceUid,
        model.expr ?? model.expression,
      ]),
    ).toEqual([
      ['A', 'prometheus', 'max by (topic) (lag_seconds) > max by (topic) (limit_seconds)'],
      ['T', 'prometheus', 'max by (topic) (limit_seconds)'],
      ['C', '__expr__', 'is_number($A) || is_inf($A) || is_nan($A)'],
    ]);
  });

  test('record what their alerts read', () => {
    expect(emitted().rule('queue:jobs:rate5m')).toMatchObject({
      record: { metric: 'queue:jobs:rate5m', from: 'A', targetDatasourceUid: 'prometheus' },
    });
  });

  test('query the data source of the Grafana that evaluates them, in its organisation', () => {
    const grafanaAlerting = {
      datasourceUid: 'mimir',
      orgId: 3,
      execErrState: 'KeepLast',
      missingSeriesEvalsToResolve: 2,
      isPaused: true,
    } as const;
    const files = new Map(
      emit(operated({ more: { grafanaAlerting } })).map(({ path, content }) => [path, String(content)]),
    );
    const { groups } = load(files.get('grafana-alerting/operated/rules.yaml') ?? '') as RuleFile;
    const rules = groups.flatMap((group) => group.rules);
    const sources = rules.flatMap(({ data }) => data.map(({ datasourceUid }) => datasourceUid));
    expect(groups).toMatchObject(groups.map(() => ({ orgId: 3 })));
    expect(new Set(sources)).toEqual(new Set(['mimir', '__expr__']));
    expect(rules.find(({ title }) => title === 'LagHigh')).toMatchObject({
      execErrState: 'KeepLast',
      noDataState: 'OK',
      missing_series_evals_to_resolve: 2,
      isPaused: true,
    });
    expect(rules.find(({ title }) => title === 'queue:jobs:rate5m')).toMatchObject({
      record: { targetDatasourceUid: 'mimir' },
    });
    for (const name of ['contact-points', 'policies', 'mute-times'])
      expect(files.get(`grafana-alerting/operated/${name}.yaml`)).toContain('orgId: 3');
  });

  test("refer to value, labels and a threshold series in Grafana's template language", () => {
    expect(emitted().rule('LagHigh').annotations.summary).toBe(
      '{{ .Labels.topic }}: {{ .Values.A.Value | humanizeDuration }} above {{ .Values.T.Value | humanizeDuration }}',
    );
    expect(emitted().rule('LagCritical').annotations.summary).toBe(
      '{{ .Values.A.Value | humanizeDuration }} above 10m',
    );
  });

  test.each([
    ['{{ $labels.a }} {{ index $labels "b c" }}', '{{ .Labels.a }} {{ index .Labels "b c" }}'],
    [
      '{{ $value | humanize }} {{ printf "%.1f" $value }}',
      '{{ .Values.A.Value | humanize }} {{ printf "%.1f" .Values.A.Value }}',
    ],
    ['{{ .Value }} {{ .Values.B.Value }}', '{{ .Values.A.Value }} {{ .Values.B.Value }}'],
    ['costs $5', 'costs {{ "\\x24" }}5'],
    ['{{ range query "x" }}{{ .Value | humanize }}{{ end }}!', '…!'],
    [
      '{{ with $labels.a }}{{ . }} {{ $labels.b }} {{ $value }}{{ else }}{{ .Labels.c }} {{ $.Labels.d }}{{ end }}',
      '{{ with .Labels.a }}{{ . }} {{ $.Labels.b }} {{ $.Values.A.Value }}{{ else }}{{ .Labels.c }} {{ $.Labels.d }}{{ end }}',
    ],
    [
      '{{ range $k, $v := $labels }}{{ $k }}={{ $v }}: {{ .Value }} {{ end }}{{ $.Value }}',
      '{{ range $µk, $µv := .Labels }}{{ $µk }}={{ $µv }}: {{ .Value }} {{ end }}{{ $.Values.A.Value }}',
    ],
    [
      '{{ reReplaceAll "(.*)" "$1!" $labels.a }} {{ $externalURL }}',
      '{{ reReplaceAll "(.*)" "\\x241!" .Labels.a }} {{ externalURL }}',
    ],
    [
      '{{ $x := query "a" }}{{ with $x }}{{ . | first | value }}{{ end }} on {{ $externalLabels.cluster }}',
      '… on …',
    ],
    [
      '{{ define "u" }}{{ .arg0 }}{{ $.arg1 }}{{ end }}{{ template "u" (args $value "s") }}',
      '{{ define "u" }}{{ .arg0 }}{{ $.arg1 }}{{ end }}{{ template "u" (args .Values.A.Value "s") }}',
    ],
  ])('%s becomes %s', (text, wanted) => {
    expect(ruleText(text, readTemplate).text).toBe(wanted);
  });

  test.each(awkwardTexts)('keep %j through YAML and the expansion of variables', (text) => {
    const { rules, rule } = emitted(text);
    expect(expanded(rules.groups.at(-1)?.name ?? '')).toBe(text);
    expect(expanded(rules.groups[0]?.folder ?? '')).toBe(text);
    const { note, tier } = rule('LagHigh').labels;
    const shown = (label = '') => expanded(label).replaceAll('{{ "\\x24" }}', '$');
    if (!text.includes('{{')) expect([shown(note), shown(tier)]).toEqual([text, text]);
    // Which syntax Grafana expands as an environment variable depends on its version.
    expect(Object.values(rule('LagHigh').annotations).join()).not.toContain('$');
  });
});

describe('contact points, policies and mute timings', () => {
  test('read secrets from environment variables', () => {
    const { files, read } = emitted();
    const { contactPoints } = read('contact-points.yaml') as { contactPoints: object[] };
    expect(contactPoints).toMatchObject([
      {
        name: 'team plain',
        receivers: [
          { type: 'slack', settings: { url: '${SLACK_URL}', recipient: '#team', title: 'A title' } },
          { type: 'email', settings: { addresses: 'a@example.com;b@example.com' } },
        ],
      },
      {
        name: 'on-call',
        receivers: [
          { type: 'webhook', settings: { url: 'http://hooks.example.com/alerts', maxAlerts: '10' } },
          {
            type: 'webhook',
            settings: {
              url: '${HOOK_URL}',
              authorization_scheme: 'Bearer',
              authorization_credentials: '${RUN_SECRETS_HOOK_TOKEN}',
            },
            disableResolveMessage: true,
          },
          { type: 'pagerduty', settings: { integrationKey: '${PAGERDUTY_KEY}' } },
          { type: 'teams', settings: { url: '${TEAMS_HOOK_URL}' } },
        ],
      },
    ]);
    expect(files.get('grafana-alerting/operated/contact-points.yaml')).toContain(
      '# Grafana takes from its environment: HOOK_URL, PAGERDUTY_KEY, RUN_SECRETS_HOOK_TOKEN, SLACK_URL, TEAMS_HOOK_URL.',
    );
  });

  /** The contact point of one integration, and what Grafana does not support of it. */
  const pointOf = (options: ReceiverOptions) => {
    const team = receiver('team', options);
    const { receivers } = contactPoint('shop', team, 1) as { receivers: object[] };
    const lost = lostInContactPoints([team]).map((option) => option.replace('receiver team.', ''));
    return { receivers, lost };
  };

  test('Pushover has numeric priorities, and seconds', () => {
    const keys = { userKey: secretFile('user'), token: secretFile('token') };
    const settings = { userKey: '${USER}', apiToken: '${TOKEN}' };
    expect(pointOf({ pushover: keys })).toMatchObject({
      receivers: [{ settings: { ...settings, priority: 2, okPriority: 0, retry: 60, expire: 3600 } }],
      lost: [],
    });
    const own = { ...keys, priority: '-1', retry: '90s', expire: '2h', ttl: '1d' } as const;
    expect(pointOf({ pushover: own })).toMatchObject({
      receivers: [{ type: 'pushover', settings: { priority: -1, okPriority: -1, retry: 90, expire: 7200 } }],
      lost: ['pushover.ttl'],
    });
    expect(pointOf({ pushover: { ...keys, priority: '{{ 1 }}' } }).lost).toEqual(['pushover.priority']);
  });

  test('VictorOps has a URL with both keys', () => {
    const texts = {
      messageType: 'INFO',
      entityDisplayName: 'It costs $1',
      stateMessage: 's',
      monitoringTool: 't',
    };
    const victorops = { apiKey: secretFile('victorops'), routingKey: 'team', ...texts };
    expect(pointOf({ victorops })).toMatchObject({
      receivers: [
        {
          type: 'victorops',
          settings: {
            url: 'https://alert.victorops.com/integrations/generic/20131114/alert/${VICTOROPS}/team',
            messageType: 'INFO',
            title: 'It costs $$1',
            description: 's',
          },
        },
      ],
      lost: ['victorops.monitoringTool'],
    });
  });

  test('Telegram, PagerDuty and webhooks with what Grafana calls by other names', () => {
    const telegram = { botToken: secretFile('bot'), chatId: 1, parseMode: '' } as const;
    expect(pointOf({ telegram })).toMatchObject({
      receivers: [{ settings: { bottoken: '${BOT}', parse_mode: 'None' } }],
      lost: [],
    });
    const pagerDuty = {
      routingKey: secretFile('key'),
      details: { firing: '{{ .Status }}', nested: { a: 1 } },
    };
    expect(pointOf({ pagerDuty })).toMatchObject({
      receivers: [{ settings: { integrationKey: '${KEY}', details: { firing: '{{ .Status }}' } } }],
      lost: ['pagerDuty.details.nested'],
    });
    const httpHeaders = {
      'X-Team': { values: ['shop'] },
      'X-Key': { files: [secretFile('key')] },
      'X-Two': { values: ['a', 'b'] },
    };
    expect(pointOf({ webhook: { url: 'https://example.com', httpConfig: { httpHeaders } } })).toMatchObject({
      receivers: [{ settings: { headers: { 'X-Team': 'shop', 'X-Key': '${KEY}' } } }],
      lost: ['webhook.httpConfig.httpHeaders.X-Two'],
    });
  });

  test('Jira supports both types of credentials', () => {
    const jira = {
      apiUrl: 'https://jira.example.com/rest/api/2/',
      project: 'SHOP',
      issueType: 'Bug',
      summary: { template: '{{ .Status }}', enableUpdate: false },
      labels: ['a'],
      reopenDuration: '1h',
      fields: { customfield_1: { value: 'x' } },
    } as const;
    const basicAuth = { username: 'bot', password: secretFile('password') };
    const settings = {
      api_url: jira.apiUrl,
      project: 'SHOP',
      issue_type: 'Bug',
      summary: '{{ .Status }}',
      labels: ['a'],
      reopen_duration: '1h',
      fields: jira.fields,
    };
    const withUser = pointOf({ jira: { ...jira, httpConfig: { basicAuth } } });
    expect(withUser.receivers).toMatchObject([
      { type: 'jira', settings: { ...settings, user: 'bot', password: '${PASSWORD}' } },
    ]);
    expect(withUser.lost).toEqual(['jira.summary.enableUpdate']);
    const authorization = { credentials: secretFile('jira-token') };
    expect(pointOf({ jira: { ...jira, httpConfig: { authorization } } }).receivers).toMatchObject([
      { settings: { ...settings, api_token: '${JIRA_TOKEN}' } },
    ]);
    // Grafana rejects all contact points if one has no credentials.
    expect(pointOf({ jira })).toEqual({ receivers: [], lost: ['jira'] });
  });

  test('what only the global settings contain results in a receiver without integrations', () => {
    expect(pointOf({ opsgenie: { tags: 'a' }, slack: { channel: '#a' } })).toEqual({
      receivers: [],
      lost: ['slack', 'opsgenie'],
    });
    expect(isSilent(receiver('team', { opsgenie: { message: 'm' } }))).toBe(true);
  });

  test('Opsgenie gets tags and priority from labels, not from settings', () => {
    const opsgenie = { apiKey: secretFile('opsgenie'), message: 'm', tags: 'a', priority: 'P1' };
    expect(pointOf({ opsgenie })).toMatchObject({
      receivers: [{ type: 'opsgenie', settings: { apiKey: '${OPSGENIE}', message: 'm' } }],
      lost: ['opsgenie.tags', 'opsgenie.priority'],
    });
  });

  test('receivers without integrations are muted at all times', () => {
    const { read } = emitted();
    const { policies } = read('policies.yaml') as { policies: [{ routes: [{ routes: object[] }] }] };
    // Alerts of other bundles are left to Grafana's default contact point.
    expect(policies[0]).toMatchObject({ orgId: 1, receiver: 'grafana-default-email' });
    const [own] = policies[0].routes;
    expect(own).toMatchObject({
      receiver: 'team plain',
      object_matchers: [['bundle', '=', 'operated']],
      group_by: ['alertname', 'topic'],
    });
    expect(own.routes).toMatchObject([
      {
        receiver: 'grafana-default-email',
        object_matchers: [
          ['alertname', '=', 'LagCritical'],
          ['topic', '=~', 'or.*s'],
        ],
        continue: true,
        mute_time_intervals: ['at all times'],
      },
      { receiver: 'on-call', routes: [{ object_matchers: [['note', '=', 'plain']] }] },
      { mute_time_intervals: ['nights plain'] },
    ]);
    const { muteTimes } = read('mute-times.yaml') as { muteTimes: { name: string }[] };
    expect(muteTimes.map(({ name }) => name)).toEqual(['nights plain', 'at all times']);
  });
});

test('uids are short, alphanumeric and unique', () => {
  const names = ['A', 'a'.repeat(60), `${'a'.repeat(59)}b`, '한국어', '한국', 'a b', 'a-b'];
  const uids = names.map((name) => uidOf('bundle_name', name));
  expect(new Set(uids).size).toBe(names.length);
  for (const uid of uids) expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
});
