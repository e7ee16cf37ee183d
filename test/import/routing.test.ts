// Alertmanager configurations as definitions that emit configurations with the same meaning.
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type GlobalOptions, type ReceiverOptions, receiver, routing } from 'dashwright';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { afterEach, describe, expect, test } from 'vitest';
import { eventRecorderFields, globalFields, tracingFields } from '../../src/define/routing/global.js';
import { ways } from '../../src/define/routing/integrations/index.js';
import { receiversFor } from '../../src/emit/alertmanager/evaluate.js';
import { emitAlertmanager } from '../../src/emit/alertmanager/index.js';
import { Origin } from '../../src/import/read/origin.js';
import { makeRouting } from '../../src/import/routing/index.js';
import { compareRouting } from '../../src/import/routing/verify.js';
import { Definitions } from '../../src/import/write/definition.js';
import { matcherText } from '../../src/resolve/alertmanager-fields.js';
import { resolveRouting, routeOfAll } from '../../src/resolve/index.js';
import { alerting } from '../fixtures/alerting-bundle.js';
import { everyOption, sampleOfAll, turns } from '../fixtures/every-field.js';
import { type Project, project } from '../support/project.js';

let open: Project | undefined;
afterEach(() => open?.remove());

async function imported(files: Readonly<Record<string, string>>, ...args: string[]) {
  open = project(files);
  const { path, run } = open;
  const ran = await run('import', path('in'), '--out', path('definitions/a'), ...args);
  return {
    ...ran,
    written: existsSync(path('definitions/a')),
    read: (file: string) => readFileSync(path('definitions/a', file), 'utf8'),
  };
}

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
    '3 routes to 2 receivers, 3 secrets to be kept in files\nverified: a build gives the same',
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
  const receivers = ways.map((way) =>
    receiver(`by ${way}`, { [way]: options[way], labels: { team: 'shop' } } as ReceiverOptions),
  );
  const [first = expect.fail('no way')] = receivers;
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
    expect(out).toContain('verified: a build gives the same');
  });

  test('with literal secrets, none of which is written', async () => {
    const { code, errors, out, read } = await imported(
      { 'in/a.yml': dump(writtenOut(everything(0))) },
      '--verify',
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(out).toContain('verified: a build gives the same');
    for (const file of ['receivers-1.ts', 'receivers-2.ts', 'routing.ts', 'bundle.ts'])
      expect(read(file)).not.toContain('hush-');
    expect(out).not.toContain('hush-');
  });
});

test('the configurations of this repository are imported without differences', async () => {
  const built = readFileSync(new URL('../../dist/alertmanager/alertmanager.yml', import.meta.url), 'utf8');
  const { code, errors, out } = await imported({ 'in/a.yml': built }, '--verify');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(out).toContain('verified: a build gives the same');
});

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
    expect(out).toContain('verified: a build gives the same');
    expect(out).toContain('takes secrets from the Secret shop-secrets: list it in spec.secrets');
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
    expect(out).toContain('verified: a build gives the same');
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
    expect(errors).toMatch(/a\.yml:10: spec\.route\.matchers\[0\]: \( is no regular expression/);
    expect(errors).toMatch(
      /a\.yml:14: spec\.route\.groupByy: field groupByy not found.*did you mean groupBy\?/,
    );
  });
});

const minimal = 'route: { receiver: a }\nreceivers: [{ name: a }]\n';

/** Configurations that Alertmanager rejects, and the message. */
const refused: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
  'an unknown field': [
    'route: { receiver: a }\nreceivers:\n  - name: a\n    slack_config: []\n',
    /in\/a\.yml:4: receivers\[0\]\.slack_config: field slack_config not found.*did you mean slack_configs\?/,
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
  tabs: ['route:\n\treceiver: a\nreceivers: []\n', /a\.yml:2: is no YAML.*not with tabs/],
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

describe('any route tree', () => {
  const label = fc.constantFrom('severity', 'team', 'alertname');
  const value = fc.constantFrom('a', 'b', 'a|b', 'a.*', '', 'A"\\', '다');
  const matcher = fc
    .record({ label, operator: fc.constantFrom('=', '!=', '=~', '!~'), value })
    .filter(({ operator, value: text }) => !operator.endsWith('~') || !text.includes('\\'));
  const duration = fc.constantFrom('30s', '1m30s', '1d', '90m', undefined);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.record({
      receiver: fc.constantFrom('a', 'b', 'c', undefined),
      old: fc.option(fc.dictionary(label, fc.constantFrom('a', 'b'), { minKeys: 1, maxKeys: 2 })),
      matchers: fc.array(matcher, { maxLength: 3 }),
      continue: fc.boolean(),
      group_by: fc.option(fc.uniqueArray(label, { maxLength: 2 })),
      group_wait: duration,
      repeat_interval: duration,
      routes: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant([]),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }),
  }));
  type Tree = {
    readonly receiver?: string;
    readonly old: Record<string, string> | null;
    readonly matchers: readonly { label: string; operator: '=' | '!=' | '=~' | '!~'; value: string }[];
    readonly continue: boolean;
    readonly group_by: readonly string[] | null;
    readonly routes: readonly Tree[];
  };
  const clean = (value: object) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  const written = ({ old, matchers, group_by, routes, ...rest }: Tree): object =>
    clean({
      ...rest,
      ...(old && { match: old }),
      ...(group_by && { group_by }),
      matchers: matchers.map(matcherText),
      routes: routes.map(written),
    });

  /** The receivers of an alert, according to Alertmanager's documentation. */
  function notified(route: Tree, labels: Readonly<Record<string, string>>, above: string): string[] {
    const holds = ({ label: name, operator, value: expected }: Tree['matchers'][number]) => {
      const actual = labels[name] ?? '';
      const same = operator.endsWith('~')
        ? new RegExp(`^(?:${expected})$`, 'u').test(actual)
        : actual === expected;
      return same !== operator.startsWith('!');
    };
    const old = Object.entries(route.old ?? {}).every(
      ([name, expected]) => (labels[name] ?? '') === expected,
    );
    if (!old || !route.matchers.every(holds)) return [];
    const receiver = route.receiver ?? above;
    const found: string[] = [];
    for (const child of route.routes) {
      const own = notified(child, labels, receiver);
      found.push(...own);
      if (own.length > 0 && !child.continue) break;
    }
    return found.length > 0 ? found : [receiver];
  }

  test('is imported and emitted with the same meaning', () => {
    const alerts = ['severity', 'team', 'alertname'].flatMap((name) =>
      ['a', 'b', 'abc', '다', 'A"\\'].map((one) => ({ [name]: one, team: one })),
    );
    fc.assert(
      fc.property(fc.array(tree as fc.Arbitrary<Tree>, { maxLength: 4 }), (routes) => {
        const config = clean({
          route: { receiver: 'a', group_by: ['team'], routes: routes.map(written) },
          receivers: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
        });
        const definitions = new Definitions();
        const made = makeRouting(
          [{ origin: new Origin('a.yml', '', undefined), config }],
          definitions,
          new Map(),
          { alerting: false },
        );
        if (!made) throw new Error('nothing was made');
        expect(made.problems).toEqual([]);
        const routing = definitions.scope(made.name) as never;
        const bundle = alerting('any', {}, { routing, identity: 'none' });
        const file = emitAlertmanager(bundle).find(({ path }) => path.endsWith('alertmanager.yml'));
        expect(compareRouting(made.read, load(String(file?.content)), made.secrets)).toEqual([]);
        const root = resolveRouting(bundle);
        if (!root) throw new Error('no routing');
        const all: Tree = { receiver: 'a', old: null, matchers: [], continue: false, group_by: null, routes };
        for (const labels of alerts)
          expect(receiversFor(routeOfAll([root]), labels)).toEqual(notified(all, labels, 'a'));
      }),
      { numRuns: 60 },
    );
  });

  test('with one change is reported as different', () => {
    const config = (route: object) => ({
      route,
      receivers: [{ name: 'a' }, { name: 'b' }],
      time_intervals: [{ name: 't', time_intervals: [{ years: ['2026'] }] }],
    });
    const route = {
      receiver: 'a',
      routes: [{ receiver: 'b', matchers: ['x="y"'], continue: true }, { receiver: 'a' }],
    };
    const [first, second] = route.routes;
    const definitions = new Definitions();
    const made = makeRouting(
      [{ origin: new Origin('a.yml', '', undefined), config: config(route) }],
      definitions,
      new Map(),
      { alerting: false },
    );
    if (!made) throw new Error('nothing was made');
    const differences = (built: object) =>
      compareRouting(made.read, config(built), made.secrets).map(({ at }) => at);
    expect(differences(route)).toEqual([]);
    expect(differences({ ...route, group_wait: '30s' })).toEqual([]);
    expect(differences({ ...route, group_wait: '31s' })).toContain('route.group_wait');
    expect(differences({ ...route, routes: [{ ...first, continue: false }, second] })).toEqual([
      'route.routes[0].continue',
    ]);
    expect(differences({ ...route, routes: [{ ...first, matchers: ['x="z"'] }, second] })).toEqual([
      'route.routes[0].matchers[0]',
    ]);
    expect(differences({ ...route, routes: [first] })).toEqual(['route.routes.length']);
    expect(differences({ ...route, routes: [{ ...first, mute_time_intervals: ['t'] }, second] })).toEqual([
      'route.routes[0].mute_time_intervals',
    ]);
  });
});
