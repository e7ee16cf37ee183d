import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import manifest from '../../src/engine/alertmanager.json' with { type: 'json' };
import { type Alertmanager, loadAlertmanager, startAlertmanager } from '../../src/engine/index.js';
import { readEngine } from '../../src/engine/load-node.js';

const alertmanager: Alertmanager = await loadAlertmanager();
const root = fileURLToPath(new URL('../..', import.meta.url));
const engineFile = join(root, 'src/engine/alertmanager.wasm.br');

const start = Date.parse('2026-01-05T10:00:00Z');
const minutes = (number: number): number => start + number * 60_000;

interface Routes {
  readonly receiver?: string;
  readonly routes?: readonly object[];
  readonly sendResolved?: boolean;
  readonly [field: string]: unknown;
}
/** A configuration with a route tree, and receivers for all names in it. */
function config({ rules = [], intervals = [], sendResolved = true, ...route }: Routes): string {
  const named = JSON.stringify(route).matchAll(/"receiver":"([^"]*)"/g);
  return JSON.stringify({
    route,
    inhibit_rules: rules,
    time_intervals: intervals,
    receivers: [...new Set([...named].map(([, name]) => name))].map((name) => ({
      name,
      webhook_configs: [{ url: 'http://localhost', send_resolved: sendResolved }],
    })),
  });
}
const usual = { receiver: 'team', group_wait: '30s', group_interval: '5m', repeat_interval: '1h' };
const firing = (labels: Record<string, string>, from: number, until?: number) => ({
  labels: { alertname: 'A', ...labels },
  firing: [until === undefined ? ([minutes(from)] as const) : ([minutes(from), minutes(until)] as const)],
});
const sent = ({ notifications }: ReturnType<Alertmanager['dispatch']>) =>
  notifications.map(({ at, receiver, firing, resolved }) => [
    (at - start) / 60_000,
    receiver,
    firing,
    resolved,
  ]);

describe('routes', () => {
  test('the first match wins, and later ones if it continues; values must match completely', () => {
    const tree = config({
      ...usual,
      routes: [
        { receiver: 'audit', matchers: ['severity=~"crit|page"'], continue: true },
        { receiver: 'pager', matchers: ['severity="page"'] },
        { receiver: 'never', matchers: ['severity="page"'] },
      ],
    });
    const outcome = alertmanager.dispatch({
      config: tree,
      alerts: [firing({ severity: 'page' }, 0), firing({ severity: 'critical' }, 0)],
      end: minutes(1),
    });
    const receivers = outcome.matched.map((routes) => routes.map((route) => outcome.routes[route]?.receiver));
    expect(receivers).toEqual([['audit', 'pager'], ['team']]);
    expect(outcome.routes.map(({ path }) => path)).toEqual([[0], [1], [2], []]);
  });
});

describe('notifications', () => {
  test('are sent after group_wait, with all alerts until then, and then every group_interval', () => {
    const outcome = alertmanager.dispatch({
      config: config({ ...usual, group_by: ['alertname'] }),
      alerts: [firing({ pod: 'a' }, 0), firing({ pod: 'b' }, 0.25), firing({ pod: 'c' }, 1)],
      end: minutes(10),
    });
    expect(sent(outcome)).toEqual([
      [0.5, 'team', [0, 1], []],
      [5.5, 'team', [0, 1, 2], []],
    ]);
    expect(outcome.notifications.map(({ reason, group }) => [reason, group])).toEqual([
      ['first notification', { alertname: 'A' }],
      ['new alerts added', { alertname: 'A' }],
    ]);
  });

  test('are repeated after repeat_interval, at the next group_interval', () => {
    const outcome = alertmanager.dispatch({
      config: config(usual),
      alerts: [firing({}, 0)],
      end: minutes(130),
    });
    expect(sent(outcome).map(([at]) => at)).toEqual([0.5, 65.5]);
  });

  test('include resolved alerts, unless send_resolved is off', () => {
    const story = { alerts: [firing({}, 0, 2)], end: minutes(30) };
    const told = alertmanager.dispatch({ config: config(usual), ...story });
    expect(sent(told)).toEqual([
      [0.5, 'team', [0], []],
      [5.5, 'team', [], [0]],
    ]);
    const untold = alertmanager.dispatch({ config: config({ ...usual, sendResolved: false }), ...story });
    expect(sent(untold)).toEqual([[0.5, 'team', [0], []]]);
  });

  test('are not sent for an alert that resolves within group_wait', () => {
    const outcome = alertmanager.dispatch({
      config: config(usual),
      alerts: [firing({}, 0, 0.25)],
      end: minutes(30),
    });
    expect(sent(outcome)).toEqual([]);
  });
});

describe('inhibition', () => {
  const rules = [
    { source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: ['host'] },
  ];

  test('by alerts with equal labels, while they fire', () => {
    const outcome = alertmanager.dispatch({
      config: config({ ...usual, group_by: ['host', 'severity'], rules }),
      alerts: [
        firing({ severity: 'critical', host: 'a' }, 0, 7),
        firing({ severity: 'warning', host: 'a' }, 0),
        firing({ severity: 'warning', host: 'b' }, 0),
      ],
      end: minutes(12),
      moments: [minutes(3), minutes(9)],
    });
    expect(sent(outcome)).toEqual([
      [0.5, 'team', [0], []],
      [0.5, 'team', [2], []],
      [10.5, 'team', [], [0]],
      [10.5, 'team', [1], []],
    ]);
    expect(outcome.suppressions.map(({ alert, inhibited }) => [alert, inhibited])).toEqual([
      [1, [{ rule: 0, source: 0 }]],
      [1, [{ rule: 0, source: 0 }]],
    ]);
    const inhibited = outcome.moments.map(({ alerts }) => alerts.filter((one) => one.inhibited).length);
    expect(inhibited).toEqual([1, 0]);
  });

  test('not by an alert that is both source and target', () => {
    const both = [{ source_matchers: ['alertname="A"'], target_matchers: ['alertname="A"'] }];
    const outcome = alertmanager.dispatch({
      config: config({ ...usual, rules: both }),
      alerts: [firing({ pod: 'a' }, 0), firing({ pod: 'b' }, 0)],
      end: minutes(1),
    });
    expect(sent(outcome)).toEqual([[0.5, 'team', [0, 1], []]]);
  });
});

describe('time intervals', () => {
  const intervals = [
    {
      name: 'nights',
      time_intervals: [{ times: [{ start_time: '18:00', end_time: '21:00' }], location: 'Asia/Seoul' }],
    },
  ];
  const story = { alerts: [firing({}, 0)], end: minutes(150), moments: [minutes(60), minutes(130)] };

  test('mute a route in their location: 18:00 to 21:00 in Seoul is 09:00 to 12:00 in UTC', () => {
    const muting = config({
      ...usual,
      intervals,
      routes: [{ receiver: 'team', matchers: ['alertname="A"'], mute_time_intervals: ['nights'] }],
    });
    const outcome = alertmanager.dispatch({ config: muting, ...story });
    expect(sent(outcome)).toEqual([[120.5, 'team', [0], []]]);
    expect(outcome.moments.map(({ alerts }) => alerts[0]?.routes)).toEqual([
      [{ route: 0, muted: ['nights'] }],
      [{ route: 0 }],
    ]);
  });

  test('or are the only times in which it sends', () => {
    const active = config({
      ...usual,
      intervals,
      routes: [{ receiver: 'team', matchers: ['alertname="A"'], active_time_intervals: ['nights'] }],
    });
    const outcome = alertmanager.dispatch({ config: active, ...story });
    expect(outcome.moments.map(({ alerts }) => alerts[0]?.routes)).toEqual([
      [{ route: 0 }],
      [{ route: 0, inactive: ['nights'] }],
    ]);
  });
});

test('a configuration is parsed as Alertmanager does', () => {
  expect(alertmanager.check(readFileSync(join(root, 'dist/alertmanager/alertmanager.yml'), 'utf8'))).toBe(
    undefined,
  );
  expect(alertmanager.check('route: { receiver: x }')).toBe('undefined receiver "x" used in route');
  const url =
    'receivers: [{ name: x, webhook_configs: [{ url: "http://a", http_config: { bearer_token: a, basic_auth: {} } }] }]';
  expect(alertmanager.check(`route: { receiver: x }\n${url}`)).toContain('at most one of');
  expect(() => alertmanager.dispatch({ config: '{', alerts: [], end: 0 })).toThrow('yaml');
});

test('the engine is small, and has the version of the Alertmanager in the e2e tests', async () => {
  expect(readFileSync(engineFile).length).toBeLessThan(1.6e6);
  const tools = readFileSync(join(root, 'scripts/tools/prom/go.mod'), 'utf8');
  expect(tools).toContain(`github.com/prometheus/alertmanager ${manifest.alertmanager} `);
  const other = await startAlertmanager(await readEngine('alertmanager'));
  expect(other.alive).toBe(true);
});
