import {
  alert,
  azure,
  bundle,
  catalog,
  gauge,
  holds,
  kubernetes,
  podMonitor,
  promql,
  receiver,
  routing,
  runbook,
  type SlackOptions,
  secretFile,
  serviceMonitor,
  stack,
  timeInterval,
} from 'dashwright';
import { describe, expect, test } from 'vitest';

const slack: SlackOptions = { url: secretFile('slack-url'), channel: '#team' };
const team = receiver('team', { slack });
/** As in JavaScript, without type checks. */
const untyped = (value: unknown) => value as never;

describe('a secret in a definition is rejected', () => {
  const made = (...parts: string[]) => parts.join('');
  test.each([
    ['a Slack webhook URL', made('https://hooks.slack', '.com/services/T000/B000/xyz')],
    ['a Slack token', made('xox', 'b-123456789012-abcdef')],
    ['a Discord webhook URL', made('https://discord', '.com/api/webhooks/1/x')],
    ['a Teams webhook URL', made('https://x.webhook.office', '.com/webhookb2/1')],
    ['a URL with a password', made('https://user:', 'pass@example.com/')],
    ['a URL with a token', made('https://example.com/hook?tok', 'en=abc')],
    ['a URL with a token', made('https://example.com/hook/A1b2C3d4', 'E5f6G7h8I9j0K')],
    ['an Authorization header', made('Bear', 'er abcdefghijk')],
    ['a JSON web token', made('ey', 'JhbGciOiJIUzI1.', 'eyJzdWIiOiIxMjM0')],
    ['a private key', made('-----BEGIN RSA PRIVATE', ' KEY-----\nMII')],
    ['an access token', made('gh', 'p_abcdefghijklmnop')],
    ['a key', '0123456789abcdef'.repeat(2)],
  ])('%s', (what, secret) => {
    const fails = () => receiver('team', { webhook: { url: secret } });
    expect(fails).toThrow(`receiver team.webhook.url contains ${what}`);
    expect(fails).toThrow("secretFile('slack-url')");
    // The message ends up in logs and reports.
    try {
      fails();
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
    expect(() => secretFile(secret)).toThrow(/not the secret|name of a file/);
  });

  test('any text, in a field that only contains secrets', () => {
    expect(() => receiver('r', { slack: { ...slack, url: untyped('https://h.example.com') } })).toThrow(
      'slack.url is a secret',
    );
    expect(() => receiver('r', { pagerDuty: { routingKey: untyped('word') } })).toThrow(
      'routingKey contains a secret',
    );
    const mail = { from: 'a@example.com', smarthost: 'm:25', password: untyped('word') } as const;
    expect(() => routing({ receiver: team, mail })).toThrow('routing.mail.password contains a secret');
    expect(() =>
      stack({ scrape: [{ job: 'a', targets: ['a:1'], bearer: untyped('Bearer abcdefghij') }] }),
    ).toThrow('scrape job a.bearer contains an Authorization header');
    expect(() => azure({ tags: { token: 'x' } })).toThrow('azure.tags.token contains a secret');
  });

  test('and other texts are not', () => {
    for (const url of [
      'http://backend:8000/api/v1/alerts/qmtl-isolation',
      'https://example.com/hooks/2026?team=core',
      'https://example.com/hooks/PrometheusAlerts2024Production',
      'https://example.com/webhooks/OnCallRotation2EuropeWest1/alerts',
      'https://example.com/v1/MonitoringAlertsForTeamA1B2',
    ])
      expect(receiver('r', { webhook: { url } }).webhook).toHaveLength(1);
  });
});

describe('a text that only resembles a secret', () => {
  const url = `https://example.com/hook/${['A1b2C3d4', 'E5f6G7h8I9j0K'].join('')}`;
  const known = { check: 'definition/secret', reason: 'the id of a channel, no secret' };

  test('is accepted with a reason', () => {
    expect(receiver('r', { webhook: { url }, suppress: [known] }).webhook).toEqual([{ url }]);
    expect(() => receiver('r', { webhook: { url } })).toThrow("suppress: [{ check: 'definition/secret'");
  });

  test('is rejected with a reason for another kind, or without a reason', () => {
    const plain = { url: 'https://example.com/hook' };
    expect(() => receiver('r', { webhook: { url }, suppress: [{ ...known, reason: ' ' }] })).toThrow(
      'a URL with a token',
    );
    expect(() => receiver('r', { webhook: plain, suppress: [known] })).toThrow('finds nothing in it');
    expect(() => receiver('r', { webhook: plain, suppress: [{ ...known, check: 'promql/syntax' }] })).toThrow(
      'a receiver can suppress only definition/secret',
    );
    const certain = { url: ['https://hooks.slack', '.com/services/T000/B000/xyz'].join('') };
    expect(() => receiver('r', { webhook: certain, suppress: [known] })).toThrow('a Slack webhook URL');
  });
});

describe('routing', () => {
  test('reports its mistakes', () => {
    expect(() => receiver(' ')).toThrow('a receiver needs a name');
    expect(() => routing({ receiver: team, routes: [{ match: {} }] })).toThrow(
      'a route without a condition in match',
    );
    expect(() =>
      routing({ receiver: team, routes: [{ match: { severity: 'info' }, receiver: receiver('team') }] }),
    ).toThrow('two receivers are named team');
    expect(() => routing({ receiver: receiver('r', { email: { to: 'a@example.com' } }) })).toThrow(
      'no mail server',
    );
    expect(() => timeInterval('m')).toThrow('no interval');
    expect(() => timeInterval('m', { times: [{ startTime: '8:00', endTime: '09:00' }] })).toThrow(
      '8:00 is not a time',
    );
    expect(() => timeInterval('m', { times: [{ startTime: '22:00', endTime: '06:00' }] })).toThrow(
      'a night is two intervals',
    );
  });

  test('refers to alerts of its own bundle only', () => {
    const metrics = catalog({ x: gauge({ help: 'X.' }) });
    const given = () =>
      alert({
        when: holds(promql`x > 1`),
        severity: 'info',
        summary: 's',
        description: 'd',
        runbook: runbook('r'),
      });
    const [Own, Strange] = [given(), given()];
    const make = (named: typeof Own) =>
      bundle({
        name: 'b',
        title: 'B',
        description: '',
        version: '1.0.0',
        metrics,
        alerts: { Own },
        urls: { grafana: 'https://g.example.com', runbooks: 'https://r.example.com/{slug}' },
        routing: routing({ receiver: team, routes: [{ match: { alerts: [named] } }] }),
      });
    expect(() => make(Own)).not.toThrow();
    expect(() => make(Strange)).toThrow('routing names an alert that the bundle does not list');
  });
});

describe('stack, Kubernetes and Azure', () => {
  test('report their mistakes', () => {
    const job = { job: 'a', targets: ['a:1'] } as const;
    expect(() => stack({ scrape: [job, job] })).toThrow('two scrape jobs are named a');
    expect(() => stack({ scrape: [{ job: 'a', targets: [] }] })).toThrow('has no targets');
    expect(() => stack({ scrape: [{ job: 'a', targets: [untyped('http://a:1')] }] })).toThrow('host:port');
    const monitor = { name: 'm', matchLabels: { app: 'a' }, endpoints: [{ port: 'metrics' }] };
    expect(() => podMonitor({ ...monitor, name: 'A_b' })).toThrow("podMonitor 'A_b': Kubernetes requires");
    expect(() => podMonitor({ ...monitor, endpoints: [] })).toThrow('has no endpoints');
    expect(() => serviceMonitor({ ...monitor, matchLabels: {} })).toThrow('every service of the namespace');
    expect(() => kubernetes({ podMonitors: [podMonitor(monitor), podMonitor(monitor)] })).toThrow(
      'two podMonitor objects',
    );
    expect(() => kubernetes({ podMonitors: [serviceMonitor(monitor)] })).toThrow('contains a serviceMonitor');
    expect(() => kubernetes({ namespace: 'A B' })).toThrow("namespace 'A B'");
    expect(() => azure({ resolveAfterMinutes: 60 })).toThrow('from 1 to 15');
  });
});
