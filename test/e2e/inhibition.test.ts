// What inhibits what: alerts are sent to the real Alertmanager, and a webhook receives the notifications.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { above, alert, receiver, routing, type Signal } from 'dashwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { alertBy, alerting, twoEnvironments } from '../fixtures/alerting-bundle.js';
import { type Labels, type RunningAlertmanager, startAlertmanager } from './support/alertmanager.js';
import { removeFolder, temporaryFolder } from './support/folders.js';
import { definedBundles, writeTargets } from './support/outputs.js';

const root = temporaryFolder('inhibition');
let started = 0;
let running: RunningAlertmanager | undefined;
let server: Server;
let told: Labels[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      const { alerts } = JSON.parse(body) as { alerts: { labels: Labels }[] };
      told.push(...alerts.map(({ labels }) => labels));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  told = [];
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  removeFolder(root);
});

type Alerts = Parameters<typeof alerting>[1];
type More = NonNullable<Parameters<typeof alerting>[2]>;

/** Fires alerts of a bundle, and returns those in notifications, as `alert/host`. */
async function notified(alerts: Alerts, fired: readonly Labels[], more: More = {}): Promise<string[]> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const hook = receiver('hook', { webhook: { url } });
  const all = { receiver: hook, groupBy: ['...'], groupWait: '1s' } as const;
  const bundle = alerting('shop', alerts, { routing: routing(all), ...more });
  const folder = join(root, String(started++));
  await writeTargets(bundle, ['alertmanager'], folder);
  running = await startAlertmanager(
    join(folder, 'alertmanager', 'shop', 'alertmanager.yml'),
    join(folder, 'd'),
  );
  const { fire, alerts: now } = running;
  await fire(fired.map((own) => ({ bundle: 'shop', ...own })));
  const name = ({ alertname, host = '', environment = '' }: Labels) =>
    [alertname, host, environment].filter((text) => text !== '').join('/');
  const heard = () => told.map(name).sort();
  // Alerts of other bundles notify nobody here. The inhibitor learns of alerts a moment after they arrive.
  const active = async () =>
    (await now())
      .filter(({ labels, status }) => labels.bundle === 'shop' && status.inhibitedBy.length === 0)
      .map(({ labels }) => name(labels))
      .sort();
  await expect
    .poll(async () => [heard(), await active()])
    .toSatisfy(([one, other]) => isDeepStrictEqual(one, other));
  // Another group wait, in which nothing else is notified.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(heard()).toEqual(await active());
  return heard();
}

const fill = alertBy(['host'], 'info').condition.signals[0] as Signal<'host'>;
const DiskFull = alert({ when: above(fill, { info: 1, warning: 2, critical: 3 }) });

test('a level inhibits the less severe ones of its host, and none of another host', async () => {
  expect(
    await notified({ DiskFull }, [
      fired('DiskFull', 'critical', { host: 'a' }),
      fired('DiskFull', 'warning', { host: 'a' }),
      fired('DiskFull', 'warning', { host: 'b' }),
      fired('DiskFull', 'info', { host: 'b' }),
    ]),
  ).toEqual(['DiskFull/a', 'DiskFull/b']);
});

const alerts = {
  DiskFull: alertBy(['host'], 'critical'),
  LoadHigh: alertBy(['host'], 'warning'),
  QueueLong: alertBy([], 'warning'),
};
const fired = (alertname: string, severity: string, labels: Labels = {}) => ({
  alertname,
  severity,
  ...labels,
});
const diskOf = (host: string, labels: Labels = {}) => fired('DiskFull', 'critical', { host, ...labels });
const loadOf = (host: string, labels: Labels = {}) => fired('LoadHigh', 'warning', { host, ...labels });

describe('three alerts, two by host and one without', () => {
  test('a page inhibits the ticket of its host, not of another, and not an alert without a host', async () => {
    expect(
      await notified(alerts, [diskOf('a'), loadOf('a'), loadOf('b'), fired('QueueLong', 'warning')]),
    ).toEqual(['DiskFull/a', 'LoadHigh/b', 'QueueLong']);
  });

  test('a ticket inhibits nothing', async () => {
    expect(await notified(alerts, [loadOf('a'), fired('QueueLong', 'warning')])).toEqual([
      'LoadHigh/a',
      'QueueLong',
    ]);
  });

  test('a page of another bundle inhibits nothing', async () => {
    expect(await notified(alerts, [{ ...diskOf('a'), bundle: 'other' }, loadOf('a')])).toEqual([
      'LoadHigh/a',
    ]);
  });

  test('an alert without common labels is inhibited on request', async () => {
    const [source, target] = [{ alerts: [alerts.DiskFull] }, { alerts: [alerts.QueueLong] }];
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const asked = routing({
      receiver: receiver('hook', { webhook: { url } }),
      groupBy: ['...'],
      groupWait: '1s',
      inhibitRules: [{ source, target }],
    });
    expect(await notified(alerts, [diskOf('a'), fired('QueueLong', 'warning')], { routing: asked })).toEqual([
      'DiskFull/a',
    ]);
  });
});

test('pairs have their own labels: one by host, another by disk', async () => {
  const given = {
    DiskFull: alertBy(['host', 'disk'], 'critical'),
    LoadHigh: alertBy(['host'], 'warning'),
    DiskSlow: alertBy(['disk'], 'warning'),
  };
  const slow = (disk: string) => fired('DiskSlow', 'warning', { disk });
  expect(
    await notified(given, [diskOf('a', { disk: 'sda' }), loadOf('a'), loadOf('b'), slow('sda'), slow('sdb')]),
  ).toEqual(['DiskFull/a', 'DiskSlow', 'LoadHigh/b']);
});

describe('two environments', () => {
  const [staging, prod] = [{ environment: 'staging' }, { environment: 'prod' }];
  const more = { environments: twoEnvironments };
  test('a page in one inhibits no ticket in the other, and none without common labels in its own', async () => {
    expect(
      await notified(
        alerts,
        [
          diskOf('a', staging),
          loadOf('a', prod),
          loadOf('a', staging),
          fired('QueueLong', 'warning', prod),
          fired('QueueLong', 'warning', staging),
        ],
        more,
      ),
    ).toEqual(['DiskFull/a/staging', 'LoadHigh/a/prod', 'QueueLong/prod', 'QueueLong/staging']);
  });

  test('if an installation sets no environment, alerts without common labels are not inhibited', async () => {
    expect(await notified(alerts, [diskOf('a'), loadOf('a'), fired('QueueLong', 'warning')], more)).toEqual([
      'DiskFull/a',
      'QueueLong',
    ]);
  });
});

test('multiweb: errors in staging do not inhibit the memory alert in production', async () => {
  const bundle = (await definedBundles()).find(({ name }) => name === 'multiweb') ?? expect.fail('multiweb');
  const folder = join(root, 'multiweb');
  await writeTargets(bundle, ['alertmanager'], folder);
  running = await startAlertmanager(
    join(folder, 'alertmanager', 'multiweb', 'alertmanager.yml'),
    join(folder, 'd'),
  );
  const own = { bundle: 'multiweb', namespace: 'multiweb' };
  const memory = (environment: string) => ({
    ...own,
    alertname: 'HighMemoryUsage',
    severity: 'warning',
    environment,
    pod: 'api-1',
  });
  const states = await running.fire([
    { ...own, alertname: 'HighErrorRate', severity: 'critical', environment: 'staging' },
    memory('staging'),
    memory('prod'),
  ]);
  const muted = states.filter(({ status }) => status.inhibitedBy.length > 0);
  expect(muted.map(({ labels }) => labels)).toEqual([memory('staging')]);
});
