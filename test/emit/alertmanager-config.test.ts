// The routing of a bundle as an AlertmanagerConfig of the Prometheus Operator.
import { kubernetes, type RoutingOptions, receiver, routing, timeInterval } from 'dashwright';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { emitKubernetes } from '../../src/emit/kubernetes/index.js';
import { operatorObjects } from '../../src/emit/kubernetes/operator-objects.js';
import { inUtc } from '../../src/emit/kubernetes/utc-times.js';
import { alertBy, alerting, everyReceiver } from '../fixtures/alerting-bundle.js';

interface Spec {
  readonly route: { readonly [key: string]: unknown; readonly routes: readonly object[] };
  readonly inhibitRules: readonly object[];
  readonly muteTimeIntervals: readonly object[];
  readonly receivers: readonly { readonly name: string; readonly [key: string]: unknown }[];
}

const A = alertBy(['host'], 'warning');
const withRouting = (more: Partial<RoutingOptions>) =>
  alerting('shop', { A }, { routing: routing({ receiver: receiver('team'), ...more }) });
const specOf = (bundle: ReturnType<typeof alerting>) =>
  operatorObjects(bundle)?.sections.find(({ name }) => name === 'alertmanagerConfigs')?.objects[0]?.spec as
    | Spec
    | undefined;

describe('an AlertmanagerConfig', () => {
  test('has the routes of its bundle only', () => {
    const spec = specOf(alerting('shop', { A, P: alertBy(['host'], 'critical') }));
    const own = { name: 'bundle', matchType: '=', value: 'shop' };
    expect(spec?.route).toMatchObject({
      receiver: 'shop-team',
      matchers: [own],
      groupBy: ['alertname'],
      groupWait: '30s',
      routes: [
        {
          receiver: 'shop-on-call',
          matchers: [{ name: 'severity', matchType: '=', value: 'critical' }],
        },
      ],
    });
    expect(spec?.inhibitRules).toMatchObject([
      { sourceMatch: [own, {}, {}], targetMatch: [own, {}, {}], equal: ['host'] },
    ]);
    expect(spec?.receivers).toEqual([{ name: 'shop-team' }, { name: 'shop-on-call' }]);
  });

  test('reads every secret from one Secret', () => {
    const spec = specOf(withRouting(everyReceiver()));
    const secret = (key: string) => ({ name: 'shop-alertmanager', key });
    const [team, , onCall] = spec?.receivers ?? [];
    expect(team).toMatchObject({
      slackConfigs: [{ apiURL: secret('slack-url'), channel: '#team' }],
      emailConfigs: [
        {
          from: 'a@example.com',
          smarthost: 'mail.example.com:587',
          authPassword: secret('mail-password'),
          headers: [{ key: 'Subject' }],
        },
      ],
    });
    expect(onCall).toMatchObject({
      pagerdutyConfigs: [{ routingKey: secret('pagerduty-key') }],
      msteamsv2Configs: [{ webhookURL: secret('teams.hook-url') }],
      webhookConfigs: [
        { url: 'http://hooks.example.com/alerts', maxAlerts: 10 },
        {
          urlSecret: secret('hook-url'),
          httpConfig: { authorization: { credentials: secret('run.secrets.hook-token') } },
        },
      ],
    });
    const named = specOf(withRouting({ ...everyReceiver(), kubernetesSecret: 'own' }));
    expect(JSON.stringify(named)).toContain('"name":"own","key":"slack-url"');
    expect(() => routing({ receiver: receiver('a'), kubernetesSecret: 'A_b' })).toThrow('kubernetesSecret');
  });

  test('is a manifest if the bundle enables it', () => {
    const manifests = (alertmanagerConfig?: boolean) => {
      const options = kubernetes({
        namespace: 'shop',
        ...(alertmanagerConfig !== undefined && { alertmanagerConfig }),
      });
      const bundle = alerting('shop', { A }, { kubernetes: options });
      return [...emitKubernetes(bundle, { dashboards: [], groups: [] })];
    };
    expect(manifests()).toEqual([]);
    const [only] = manifests(true);
    expect(only?.path).toBe('kubernetes/shop/alertmanager-config-shop-routing.yaml');
    expect(load(String(only?.content))).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { name: 'shop-routing', namespace: 'shop' },
    });
  });

  test('is not emitted if its times cannot be converted to UTC', () => {
    const muted = (location: string) =>
      withRouting({
        routes: [
          {
            match: { severity: 'info' },
            muteTimeIntervals: [
              timeInterval('nights', { times: [{ startTime: '00:00', endTime: '08:00' }], location }),
            ],
          },
        ],
      });
    expect(specOf(muted('Europe/Berlin'))).toBeUndefined();
    expect(specOf(muted('Asia/Seoul'))?.muteTimeIntervals).toEqual([
      { name: 'nights', timeIntervals: [{ times: [{ startTime: '15:00', endTime: '23:00' }] }] },
    ]);
  });

  test('without a secret needs no Secret', () => {
    expect(JSON.stringify(specOf(withRouting({})))).not.toContain('shop-alertmanager');
  });
});

describe('times of another zone in UTC', () => {
  const utc = (times: object[] | undefined, weekdays?: string[]) => ({
    location: 'UTC',
    ...(times && { times }),
    ...(weekdays && { weekdays }),
  });
  test('are on the day before, to the east', () => {
    expect(
      inUtc({
        times: [{ startTime: '06:00', endTime: '12:00' }],
        weekdays: ['monday:tuesday'],
        location: 'Asia/Seoul',
      }),
    ).toEqual([
      utc([{ startTime: '21:00', endTime: '24:00' }], ['sunday', 'monday']),
      utc([{ startTime: '00:00', endTime: '03:00' }], ['monday', 'tuesday']),
    ]);
  });
  test('are on the day after, to the west', () => {
    expect(inUtc({ weekdays: ['saturday'], location: 'America/Bogota' })).toEqual([
      utc([{ startTime: '05:00', endTime: '24:00' }], ['saturday']),
      utc([{ startTime: '00:00', endTime: '05:00' }], ['sunday']),
    ]);
  });
  test('stay as they are in UTC, and cannot be converted with daylight saving time or months', () => {
    const whole = { months: ['december'], daysOfMonth: ['1:7', '-1'], years: ['2026'] };
    expect(inUtc(whole)).toEqual([{ ...whole, location: 'UTC' }]);
    expect(inUtc({ ...whole, location: 'Asia/Seoul' })).toBeUndefined();
    expect(inUtc({ weekdays: ['sunday'], location: 'America/New_York' })).toBeUndefined();
    expect(inUtc({ weekdays: ['sunday'], location: 'Not/A_Zone' })).toBeUndefined();
  });
});
