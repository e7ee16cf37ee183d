import { receiver, routing, secretFile } from 'dashwright';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { receiversFor } from '../../src/emit/alertmanager/evaluate.js';
import { emitAlertmanager, emitSharedAlertmanager } from '../../src/emit/alertmanager/index.js';
import { emitSharedPolicies } from '../../src/emit/grafana/alerting/index.js';
import { matcherText, resolveRouting, sharedRouting } from '../../src/resolve/index.js';
import { alertBy, alerting } from '../fixtures/alerting-bundle.js';
import { awkwardTexts, operated } from '../fixtures/operated-bundle.js';

interface Route {
  readonly receiver?: string;
  readonly matchers?: readonly string[];
  readonly mute_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}
interface Config {
  readonly route: Route;
  readonly inhibit_rules: readonly {
    source_matchers: string[];
    target_matchers: string[];
    equal?: string[];
  }[];
  readonly time_intervals: readonly { name: string; time_intervals: readonly object[] }[];
  readonly receivers: readonly Readonly<Record<string, unknown>>[];
}

function emitted(text = 'plain') {
  const files = new Map(
    emitAlertmanager(operated({ text })).map(({ path, content }) => [path, String(content)]),
  );
  const read = (name: string) => load(files.get(`alertmanager/operated/${name}`) ?? '');
  return {
    files,
    config: read('alertmanager.yml') as Config,
    tests: (read('route-tests.yml') as { tests: { alert: string; labels: object; receivers: string[] }[] })
      .tests,
  };
}

describe("Alertmanager's configuration", () => {
  test('reads secrets from files only', () => {
    const { config, files } = emitted();
    // No global settings, which would apply to other bundles.
    expect(Object.keys(config).sort()).toEqual(['inhibit_rules', 'receivers', 'route', 'time_intervals']);
    expect(config.receivers.map(({ name }) => name)).toEqual(['null', 'team plain', 'nobody', 'on-call']);
    expect(config.receivers[1]?.email_configs).toMatchObject([
      {
        from: 'a@example.com',
        smarthost: 'mail.example.com:587',
        auth_password_file: '/etc/alertmanager/secrets/mail-password',
      },
    ]);
    expect(config.receivers[3]).toMatchObject({
      pagerduty_configs: [{ routing_key_file: '/etc/alertmanager/secrets/pagerduty-key' }],
      msteamsv2_configs: [{ webhook_url_file: '/etc/alertmanager/secrets/teams/hook-url' }],
      webhook_configs: [
        { url: 'http://hooks.example.com/alerts', max_alerts: 10, send_resolved: true },
        {
          url_file: '/etc/alertmanager/secrets/hook-url',
          send_resolved: false,
          http_config: { authorization: { type: 'Bearer', credentials_file: '/run/secrets/hook-token' } },
        },
      ],
    });
    expect([...files.values()].join()).not.toMatch(/(api_url|password|routing_key|webhook_url):/);
  });

  test('routes alerts by name, severity and labels', () => {
    const { route: root } = emitted().config;
    const [route, ...others] = root.routes ?? [];
    expect([root.receiver, others]).toEqual(['null', []]);
    expect(route).toMatchObject({
      matchers: ['bundle="operated"'],
      receiver: 'team plain',
      group_by: ['alertname', 'topic'],
      repeat_interval: '4h',
    });
    expect(route?.routes?.map(({ matchers }) => matchers)).toEqual([
      ['alertname="LagCritical"', 'topic=~"or.*s"'],
      ['severity="critical"'],
      ['severity=~"warning|info"', 'note="plain"'],
    ]);
    expect(route?.routes?.[2]?.mute_time_intervals).toEqual(['nights plain']);
  });

  test('lets a page inhibit the tickets of its group if common labels are equal', () => {
    const own = 'bundle="operated"';
    expect(emitted().config.inhibit_rules).toEqual([
      { source_matchers: [own, 'note="plain"'], target_matchers: [own, 'severity="info"'], equal: ['team'] },
      {
        source_matchers: [own, 'alertname="LagCritical"', 'severity="critical"'],
        target_matchers: [own, 'alertname="LagHigh"', 'severity=~"warning|info"'],
        equal: ['topic'],
      },
    ]);
  });

  test('lists the receivers of each alert', () => {
    expect(emitted().tests.map(({ alert, receivers }) => [alert, receivers])).toEqual([
      ['LagHigh', ['team plain']],
      ['LagCritical', ['nobody', 'on-call']],
      ['JobsGone', ['team plain']],
      ['an alert of somebody else', ['null']],
    ]);
    expect(emitted().tests[0]?.labels).toEqual({
      topic: 'orders',
      tier: 'plain',
      team: 'core',
      note: 'plain',
      bundle: 'operated',
      severity: 'warning',
      alertname: 'LagHigh',
    });
  });

  test.each(awkwardTexts)('keeps %j unchanged', (text) => {
    const { config } = emitted(text);
    expect(config.receivers[1]?.name).toBe(`team ${text}`);
    expect(config.time_intervals[0]?.name).toBe(`nights ${text}`);
    expect(config.route.routes?.[0]?.routes?.[2]?.matchers?.[1]).toBe(
      matcherText({ label: 'note', operator: '=', value: text }),
    );
  });

  test('does not exist without routing', () => {
    const { routing: _, ...options } = operated().source.options;
    expect(emitAlertmanager({ ...operated(), source: { ...operated().source, options } })).toEqual([]);
  });
});

describe('one configuration for all bundles', () => {
  const shared = receiver('shared', { webhook: { url: 'http://hooks.example.com' } });
  const A = alertBy(['host'], 'warning');
  const made = (name: string, more: Parameters<typeof alerting>[2] = {}) => alerting(name, { A }, more);
  const texts = (files: readonly { path: string; content: unknown }[]) =>
    new Map(files.map(({ path, content }) => [path, load(String(content))]));

  test('has the routes of each below its identity, and shared receivers once', () => {
    const both = [
      made('shop', { routing: routing({ receiver: shared }) }),
      made('bank', { routing: routing({ receiver: shared, others: receiver('platform') }) }),
    ];
    const config = texts(emitSharedAlertmanager(both.map(sharedRouting))).get(
      'alertmanager/alertmanager.yml',
    ) as Config;
    expect(config.route).toMatchObject({
      receiver: 'platform',
      routes: [
        { matchers: ['bundle="bank"'], receiver: 'shared' },
        { matchers: ['bundle="shop"'], receiver: 'shared' },
      ],
    });
    expect(config.receivers.map(({ name }) => name)).toEqual(['shared', 'platform']);
    const policies = texts(emitSharedPolicies(both.map(sharedRouting))).get('grafana-alerting/policies.yaml');
    expect(policies).toMatchObject({
      policies: [
        {
          receiver: 'grafana-default-email',
          routes: [
            { object_matchers: [['bundle', '=', 'bank']], receiver: 'shared' },
            { object_matchers: [['bundle', '=', 'shop']], receiver: 'shared' },
          ],
        },
      ],
    });
    const points = texts(emitSharedPolicies(both.map(sharedRouting))).get(
      'grafana-alerting/contact-points.yaml',
    );
    expect(points).toMatchObject({ contactPoints: [{ name: 'shared' }] });
  });

  test('its messages have the colour of danger for the most severe severity of each team', () => {
    const slack = receiver('shared', { slack: { url: secretFile('slack'), channel: '#a' } });
    const bundles = [
      made('shop', { routing: routing({ receiver: slack }) }),
      made('bank', { routing: routing({ receiver: slack }), severities: ['P1', 'warning'] }),
    ];
    const config = texts(emitSharedAlertmanager(bundles.map(sharedRouting))).get(
      'alertmanager/alertmanager.yml',
    );
    expect(JSON.stringify(config)).toContain(
      JSON.stringify('else if eq .CommonLabels.severity "P1" "critical" }}danger').slice(1, -1),
    );
  });

  test('has a tree of policies for each organisation of Grafana', () => {
    const bundles = [
      made('shop', { routing: routing({ receiver: shared }) }),
      made('bank', { routing: routing({ receiver: shared }), grafanaAlerting: { orgId: 2 } }),
    ];
    const files = texts(emitSharedPolicies(bundles.map(sharedRouting)));
    expect(files.get('grafana-alerting/policies.yaml')).toMatchObject({
      policies: [
        { orgId: 2, routes: [{ object_matchers: [['bundle', '=', 'bank']] }] },
        { orgId: 1, routes: [{ object_matchers: [['bundle', '=', 'shop']] }] },
      ],
    });
    expect(files.get('grafana-alerting/contact-points.yaml')).toMatchObject({
      contactPoints: [
        { orgId: 2, name: 'shared' },
        { orgId: 1, name: 'shared' },
      ],
    });
  });

  test('does not exist without routing, or if two bundles clash', () => {
    const { routing: _, ...options } = made('shop').source.options;
    const unrouted = { ...made('shop'), source: { ...made('shop').source, options } };
    expect([
      ...emitSharedAlertmanager([unrouted].map(sharedRouting)),
      ...emitSharedPolicies([unrouted].map(sharedRouting)),
    ]).toEqual([]);
    const other = receiver('shared', { webhook: { url: 'http://other.example.com' } });
    const clashing = [
      made('shop', { routing: routing({ receiver: shared }) }),
      made('bank', { routing: routing({ receiver: other }) }),
    ];
    expect([
      ...emitSharedAlertmanager(clashing.map(sharedRouting)),
      ...emitSharedPolicies(clashing.map(sharedRouting)),
    ]).toEqual([]);
  });
});

describe('matchers', () => {
  test('are parsed to the same matchers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = matcherText({ label: 'a', operator: '=', value });
        expect(text).not.toContain('\n');
        const inner = text.slice('a="'.length, -1);
        expect(inner.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))).toBe(value);
      }),
    );
  });
  test('quote names that are invalid in the old syntax', () => {
    expect(matcherText({ label: 'service.name', operator: '!~', value: 'a|b' })).toBe(
      '"service.name"!~"a|b"',
    );
  });
});

describe('routes', () => {
  const route = (matchers: readonly (readonly [string, '=' | '!=' | '=~' | '!~', string])[]) => ({
    receiver: 'found',
    matchers: matchers.map(([label, operator, value]) => ({ label, operator, value })),
    continue: false,
    muteTimeIntervals: [],
    routes: [],
  });
  const root = (child: ReturnType<typeof route>) => ({ ...route([]), receiver: 'root', routes: [child] });

  test.each([
    [[['a', '=', '']], {}, true],
    [[['a', '!=', 'x']], {}, true],
    [[['a', '=~', 'x|y']], { a: 'y' }, true],
    [[['a', '=~', 'x|y']], { a: 'xy' }, false],
    [[['a', '=~', '.*']], { a: 'one\rtwo' }, true],
    [[['a', '=~', '.*']], { a: 'one\ntwo' }, false],
    [[['a', '=~', '[.]\\.']], { a: '..' }, true],
    [[['a', '=~', '(?i)mail']], { a: 'MAIL' }, true],
    [[['a', '=~', '(?is)mail.*']], { a: 'Mail\n' }, true],
    [[['a', '=~', '\\x{00e9}']], { a: 'é' }, true],
    [[['a', '!~', 'x.*']], { a: 'yx' }, true],
    [[['a', '=~', '한.어']], { a: '한국어' }, true],
    [
      [
        ['a', '=', 'x'],
        ['b', '=', 'y'],
      ],
      { a: 'x' },
      false,
    ],
  ] as const)('%j with %j: %j', (matchers, labels, matches) => {
    expect(receiversFor(root(route(matchers)), labels)).toEqual([matches ? 'found' : 'root']);
  });

  test('inherit the receiver of the parent route', () => {
    const routing = resolveRouting(operated());
    if (!routing) throw new Error('unreachable');
    expect(receiversFor(routing.root, { bundle: 'operated', severity: 'critical', note: 'plain' })).toEqual([
      'on-call',
    ]);
  });
});
