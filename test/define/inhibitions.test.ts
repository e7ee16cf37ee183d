// What inhibits what: labels that a page and a ticket have in common, pair by pair.
import { alert, environments, holds, labelReplace, vector } from 'dashwright';
import { describe, expect, test } from 'vitest';
import { type ResolvedBundle, resolveRouting } from '../../src/resolve/index.js';
import { alertBy, alerting, rawAlert, twoEnvironments } from '../fixtures/alerting-bundle.js';

const pages = (bundle: ResolvedBundle) =>
  (resolveRouting(bundle)?.pages ?? []).map(({ source, target, equal }) => [source, target, ...equal]);

const DiskFull = alertBy(['host', 'disk'], 'critical');
const LoadHigh = alertBy(['host'], 'warning');
const QueueLong = alertBy([], 'warning');

describe('a page inhibits', () => {
  test('each ticket of its group with equal common labels, and none without common labels', () => {
    expect(pages(alerting('a', { DiskFull, LoadHigh, QueueLong }))).toEqual([
      ['DiskFull', 'LoadHigh', 'host'],
    ]);
    const Slow = alertBy(['disk'], 'info');
    expect(pages(alerting('a', { DiskFull, LoadHigh, QueueLong, Slow }))).toEqual([
      ['DiskFull', 'LoadHigh', 'host'],
      ['DiskFull', 'Slow', 'disk'],
    ]);
  });

  test('only within its environment', () => {
    expect(
      pages(alerting('a', { DiskFull, LoadHigh, QueueLong }, { environments: twoEnvironments })),
    ).toEqual([['DiskFull', 'LoadHigh', 'host', 'environment']]);
  });

  test('nothing by labels of environments alone, which every alert there has: one page would hide all tickets', () => {
    const alerts = { DiskFull: alertBy([], 'critical'), QueueLong, LoadHigh };
    expect(pages(alerting('a', alerts, { environments: twoEnvironments }))).toEqual([]);
  });

  test('nothing by a label that matchers of the bundle, or of every environment, give one value', () => {
    const alerts = { DiskFull, LoadHigh };
    expect(pages(alerting('a', alerts, { selectors: { host: 'one' } }))).toEqual([]);
    const pinned = environments({}, { a: { selectors: { host: 'x' } }, b: { selectors: { host: 'y' } } });
    expect(pages(alerting('a', alerts, { environments: pinned }))).toEqual([]);
  });

  test('by a label of which matchers leave several values, or that only some environments give one value', () => {
    const alerts = { DiskFull, LoadHigh };
    const byHost = [['DiskFull', 'LoadHigh', 'host']];
    expect(pages(alerting('a', alerts, { selectors: { host: /one|two/ } }))).toEqual(byHost);
    const some = environments({}, { a: { selectors: { host: 'x' } }, b: {} });
    expect(pages(alerting('a', alerts, { environments: some }))).toEqual(byHost);
  });

  test("no dead man's switch, and is not inhibited by one: it would stop during an incident, or inhibit all others", () => {
    // A vector without series has no label to read, and needs none here.
    const none = 'host' as never;
    const onHost = labelReplace(vector(1), {
      dstLabel: 'host',
      replacement: 'a',
      srcLabel: none,
      regex: /.*/,
    });
    const always = { when: holds(onHost), summary: 's' };
    const Heartbeat = alert({ ...always, severity: 'info' });
    const Watchdog = alert({ ...always, severity: 'critical' });
    expect(pages(alerting('a', { DiskFull, Heartbeat, Watchdog, LoadHigh }))).toEqual([
      ['DiskFull', 'LoadHigh', 'host'],
    ]);
  });

  test('with the labels that only some environments have', () => {
    const some = environments(
      {},
      { a: { labels: { site: 'x', environment: 'a' } }, b: { labels: { environment: 'b' } }, c: {} },
    );
    expect(pages(alerting('a', { DiskFull, LoadHigh, QueueLong }, { environments: some }))).toEqual([
      ['DiskFull', 'LoadHigh', 'host', 'site', 'environment'],
    ]);
  });

  test('only what it is more severe than in one environment', () => {
    const alerts = { LoadHigh, Slow: alertBy(['host'], 'warning') };
    const paging = environments(alerts, {
      prod: { labels: { environment: 'prod' }, alerts: { Slow: { severity: 'critical' } } },
    });
    expect(pages(alerting('a', alerts, { environments: paging }))).toEqual([
      ['Slow', 'LoadHigh', 'host', 'environment'],
    ]);
  });

  test('nothing by a label that all alerts have, or that two rules set to different values', () => {
    const constant = { identity: { host: 'one' } };
    expect(pages(alerting('a', { DiskFull, LoadHigh }, constant))).toEqual([]);
    expect(pages(alerting('a', { DiskFull, LoadHigh }, { labels: { host: 'one' } }))).toEqual([]);
    const Named = alertBy(['host'], 'warning', { labels: { host: 'x' } });
    const Other = alertBy(['host', 'disk'], 'critical', { labels: { host: 'y' } });
    expect(pages(alerting('a', { Named, Other }))).toEqual([]);
  });

  test('by a label that one has from its series and the other from its rule, and by templates of both', () => {
    const Central = alertBy(['disk'], 'critical', { labels: { host: 'a' } });
    expect(pages(alerting('a', { Central, DiskLow: alertBy(['host', 'disk'], 'warning') }))).toEqual([
      ['Central', 'DiskLow', 'disk', 'host'],
    ]);
    expect(pages(alerting('a', { Central, LoadHigh }))).toEqual([['Central', 'LoadHigh', 'host']]);
    const labels = { site: '{{ $labels.host }}' };
    const From = alertBy(['host', 'disk'], 'critical', { labels });
    expect(pages(alerting('a', { From, To: alertBy(['host'], 'warning', { labels }) }))).toEqual([
      ['From', 'To', 'host', 'site'],
    ]);
  });

  test('nothing of another team, and all of its own', () => {
    const of = (team: string) => ({ labels: { team } });
    const Page = alertBy(['host'], 'critical', of('storage'));
    expect(pages(alerting('a', { Page, Ticket: alertBy(['host'], 'warning', of('network')) }))).toEqual([]);
    expect(pages(alerting('a', { Page, Ticket: alertBy(['host'], 'warning', of('storage')) }))).toEqual([
      ['Page', 'Ticket', 'host'],
    ]);
  });

  test('nothing if labels are unknown, and nothing in another group', () => {
    expect(pages(alerting('a', { DiskFull, Raw: rawAlert('warning') }))).toEqual([]);
    expect(pages(alerting('a', { Raw: rawAlert('critical'), LoadHigh }))).toEqual([]);
    expect(pages(alerting('a', { DiskFull, Load: alertBy(['host'], 'warning', { group: 'b' }) }))).toEqual(
      [],
    );
  });
});

test('as few rules as possible are written', () => {
  const alerts = {
    DiskFull,
    DiskSlow: alertBy(['host', 'disk'], 'critical'),
    LoadHigh,
    MemoryLow: alertBy(['host'], 'info'),
  };
  const rules = resolveRouting(alerting('a', alerts))?.inhibitions ?? [];
  expect(rules).toMatchObject([
    {
      source: [
        { label: 'bundle' },
        { label: 'alertname', value: 'DiskFull|DiskSlow' },
        { value: 'critical' },
      ],
      target: [
        { label: 'bundle' },
        { label: 'alertname', value: 'LoadHigh|MemoryLow' },
        { label: 'severity' },
      ],
      equal: ['host'],
    },
  ]);
});
