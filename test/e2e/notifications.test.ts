// Who is notified, when and of what: the real Alertmanager does what scenarios expect.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Alertmanager, type AlertTimes, loadAlertmanager, loadEngine } from '../../src/engine/index.js';
import { loadDefinitions } from '../../src/load/index.js';
import {
  asksForRouting,
  type Dispatch,
  runScenarios,
  scenariosOf,
  withAlertmanager,
} from '../../src/prove/index.js';
import { routingOf } from '../../src/prove/routing/configuration.js';
import { resolveBundle } from '../../src/resolve/index.js';
import {
  type Labels,
  type RunningAlertmanager,
  type SentAlert,
  startAlertmanager,
} from './support/alertmanager.js';
import { atAnyPace } from './support/eventually.js';
import { removeFolder, temporaryFolder } from './support/folders.js';

const folder = temporaryFolder('notifications');
const dist = fileURLToPath(new URL('../../dist/alertmanager', import.meta.url));
let alertmanager: Alertmanager;
beforeAll(async () => {
  alertmanager = await loadAlertmanager();
});
afterAll(() => removeFolder(folder));

const canonical = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort());

/** All alerts according to the API. */
async function toldBy({ url }: RunningAlertmanager) {
  const told = (await (await fetch(`${url}/api/v2/alerts`)).json()) as SentAlert[];
  return told.map(({ labels, receivers, status }) => ({
    labels: canonical(labels),
    receivers: [...new Set(receivers.map((receiver) => receiver.name))].sort(),
    inhibited: status.inhibitedBy.length > 0,
  }));
}

/** Sets of alerts that fire at the same time in a scenario: the largest, and that at the end. */
function firingSets({ alerts, end }: Dispatch): readonly (readonly Labels[])[] {
  const at = (time: number) =>
    alerts.filter(({ firing }) => firing.some(({ from, to = end + 1 }) => from <= time && time < to));
  const times = [end, ...alerts.flatMap(({ firing }) => firing.map(({ from }) => from))];
  const sets = times.map((time) => at(time).map(({ labels }) => labels));
  const largest = sets.toSorted((a, b) => b.length - a.length)[0];
  return [sets[0] ?? [], largest ?? []].filter((set) => set.length > 0);
}

const { bundles } = await loadDefinitions(fileURLToPath(new URL('../../definitions', import.meta.url)), {
  scenarios: true,
});
const routed = bundles.filter(({ bundle }) => bundle.options.routing !== undefined);

describe.each(routed.map((one) => [one.bundle.name, one] as const))('the scenarios of %s', (name, one) => {
  test('the emitted files route and inhibit their alerts as the scenarios expect', async () => {
    const engine = withAlertmanager(await loadEngine(), alertmanager);
    const resolved = resolveBundle(one.bundle, one.runbooks);
    const scenarios = scenariosOf(one.scenarios).filter(asksForRouting);
    const { results } = runScenarios(resolved, engine, scenarios);
    const sets = new Map(
      results
        .flatMap(({ dispatch }) => (dispatch ? firingSets(dispatch) : []))
        .map((set) => [set.map(canonical).sort().join('\n'), set]),
    );
    expect(sets.size).toBeGreaterThan(1);
    const config = join(dist, name, 'alertmanager.yml');
    let number = 0;
    for (const set of sets.values()) {
      const running = await startAlertmanager(config, join(folder, `${name}-${number++}`));
      try {
        await running.fire(set);
        const { routes, matched, moments } = alertmanager.dispatch({
          config: routingOf(resolved)?.config ?? '',
          alerts: set.map((labels): AlertTimes => ({ labels, firing: [[0]] })),
          end: 0,
          moments: [0],
        });
        const expected = set.map((labels, alert) => ({
          labels: canonical(labels),
          receivers: [...new Set((matched[alert] ?? []).map((route) => routes[route]?.receiver))].sort(),
          inhibited: moments[0]?.alerts.some((each) => each.alert === alert && each.inhibited !== undefined),
        }));
        const byLabels = (a: { labels: string }, b: { labels: string }) => (a.labels < b.labels ? -1 : 1);
        // The inhibitor learns of alerts a moment after they arrive.
        await expect
          .poll(async () => (await toldBy(running)).sort(byLabels))
          .toEqual(expected.sort(byLabels));
      } finally {
        await running.stop();
      }
    }
  });
});

const halfHour = 1_800_000;

test('time intervals mute now what the scenarios expect', async () => {
  // Intervals begin and end at whole and half hours, and not while this is tried.
  const left = halfHour - (Date.now() % halfHour);
  if (left < 60_000) await new Promise((resolve) => setTimeout(resolve, left));
  const now = new Date();
  const intervals = Array.from({ length: 48 }, (_, number) => intervalOf(number));
  const names = intervals.map((_, number) => `interval-${number}`);
  const config = JSON.stringify({
    route: {
      receiver: 'hook',
      group_wait: '1s',
      routes: names.map((name, number) => ({
        matchers: [`name="${name}"`],
        [number % 3 === 0 ? 'active_time_intervals' : 'mute_time_intervals']: [name],
      })),
    },
    time_intervals: names.map((name, number) => ({ name, time_intervals: [intervals[number]] })),
    receivers: [{ name: 'hook' }],
  });
  const file = join(folder, 'intervals', 'alertmanager.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, config);
  const running = await startAlertmanager(file, join(folder, 'intervals', 'data'));
  try {
    await running.fire(names.map((name) => ({ alertname: 'A', name })));
    const { moments } = alertmanager.dispatch({
      config,
      alerts: names.map((name) => ({ labels: { alertname: 'A', name }, firing: [[now.getTime()]] })),
      end: now.getTime(),
      moments: [now.getTime()],
    });
    const expected = moments[0]?.alerts.map(({ alert, routes }) => [
      names[alert],
      [...(routes[0]?.muted ?? []), ...(routes[0]?.inactive ?? [])],
    ]);
    const muted = async () => {
      const told = (await (await fetch(`${running.url}/api/v2/alerts/groups`)).json()) as readonly {
        alerts: readonly { labels: Labels; status: { mutedBy: readonly string[] } }[];
      }[];
      return told
        .flatMap(({ alerts }) => alerts)
        .map(({ labels, status }) => [labels.name, status.mutedBy] as const)
        .sort(([a = ''], [b = '']) => names.indexOf(a) - names.indexOf(b));
    };
    await expect.poll(muted).toEqual(expected);
    expect(new Set(expected?.map(([, by]) => by?.length)).size).toBe(2);
  } finally {
    await running.stop();
  }
});

describe('notifications over time', () => {
  let server: Server;
  let heard: { readonly at: number; readonly story: string; firing: string[]; resolved: string[] }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += String(part);
      });
      request.on('end', () => {
        const { alerts } = JSON.parse(body) as { alerts: { status: string; labels: Labels }[] };
        const of = (status: string) =>
          alerts.flatMap((each) => (each.status === status ? [each.labels.name ?? ''] : [])).sort();
        const story = alerts[0]?.labels.story ?? '';
        heard.push({ at: Date.now(), story, firing: of('firing'), resolved: of('resolved') });
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  // Twenty seconds, and several times as long where the machine is late.
  test(
    'grouping, repetition, resolution and inhibition happen when the model predicts',
    () => atAnyPace(playStories),
    600_000,
  );

  /** `second` is the length of a second of the stories, in seconds. */
  async function playStories(second: number): Promise<void> {
    heard = [];
    const ms = second * 1000;
    const hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const config = JSON.stringify({
      route: {
        receiver: 'hook',
        group_by: ['story'],
        group_wait: `${second}s`,
        group_interval: `${3 * second}s`,
        repeat_interval: `${8 * second}s`,
      },
      inhibit_rules: [
        {
          source_matchers: ['severity="critical"'],
          target_matchers: ['severity="warning"'],
          equal: ['story'],
        },
      ],
      receivers: [{ name: 'hook', webhook_configs: [{ url: hook }] }],
    });
    // The first alert of each case opens its group half a second after the others change, so nothing is due at the
    // time of a change.
    const stories = Array.from({ length: 24 }, (_, number) => storyOf(number));
    const file = join(folder, `stories-${second}`, 'alertmanager.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, config);
    const running = await startAlertmanager(file, join(dirname(file), 'data'));
    const lasting = 20;
    const start = Date.now() + 500;
    try {
      const changes = stories
        .flat()
        .flatMap(({ labels, from, to }) => [
          { at: from, labels, resolved: false, from },
          ...(to === undefined ? [] : [{ at: to, labels, resolved: true, from }]),
        ]);
      for (const time of [...new Set(changes.map(({ at }) => at))].sort((a, b) => a - b)) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + time * ms - Date.now())));
        const now = changes.filter(({ at }) => at === time);
        const body = now.map(({ labels, resolved, from }) => ({
          labels,
          startsAt: new Date(start + from * ms).toISOString(),
          ...(resolved && { endsAt: new Date(start + time * ms).toISOString() }),
        }));
        const answer = await fetch(`${running.url}/api/v2/alerts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        expect(answer.status).toBe(200);
      }
      await new Promise((resolve) => setTimeout(resolve, start + lasting * ms - Date.now()));
    } finally {
      await running.stop();
    }
    const all = stories.flat();
    const { notifications } = alertmanager.dispatch({
      config,
      alerts: all.map(({ labels, from, to }) => ({
        labels,
        firing: [to === undefined ? [from * ms] : [from * ms, to * ms]],
      })),
      end: (lasting - 1) * ms,
    });
    const names = (numbers: readonly number[]) => numbers.map((each) => all[each]?.labels.name ?? '').sort();
    for (const [number] of stories.entries()) {
      const story = String(number);
      const expected = notifications
        .filter(({ group }) => group.story === story)
        .map(({ at, firing, resolved }) => ({ at, firing: names(firing), resolved: names(resolved) }));
      const real = heard.filter((each) => each.story === story && each.at < start + (lasting - 1) * ms);
      expect(
        real.map(({ firing, resolved }) => ({ firing, resolved })),
        `story ${story}`,
      ).toEqual(expected.map(({ firing, resolved }) => ({ firing, resolved })));
      for (const [index, { at }] of expected.entries())
        expect(Math.abs((real[index]?.at ?? 0) - start - at), `story ${story}, ${index}`).toBeLessThan(
          1.2 * ms,
        );
    }
    expect(notifications.length).toBeGreaterThan(60);
  }
});

interface Told {
  readonly labels: Labels;
  readonly from: number;
  readonly to?: number;
}

const zones = ['UTC', 'Asia/Seoul', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'];
const days = ['monday:friday', 'friday:saturday', 'saturday', 'sunday:wednesday', 'tuesday'];

/** Parts of the day, the week, the month and the year, by number. */
function intervalOf(number: number): object {
  const hour = (number * 5) % 24;
  return {
    ...(number % 2 === 0 && {
      times: [
        {
          start_time: `${String(hour).padStart(2, '0')}:00`,
          end_time: `${String(Math.min(hour + 9, 24)).padStart(2, '0')}:00`,
        },
      ],
    }),
    ...(number % 3 === 1 && { weekdays: [days[number % days.length]] }),
    ...(number % 5 === 2 && { days_of_month: [number % 2 === 0 ? '1:15' : '-10:-1'] }),
    ...(number % 7 === 3 && { months: [number % 2 === 0 ? 'january:june' : 'july:december'] }),
    location: zones[number % zones.length],
  };
}

/** One to four alerts with two severities that start and end at whole seconds; the first at half a second. */
function storyOf(number: number): readonly Told[] {
  let state = number * 7919 + 17;
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  return Array.from({ length: 1 + next(4) }, (_, index): Told => {
    const from = index === 0 ? 0.5 : 1 + next(8);
    const labels = {
      alertname: 'A',
      story: String(number),
      name: String(index),
      severity: next(3) === 0 ? 'critical' : 'warning',
    };
    return { labels, from, ...(next(2) === 0 && { to: Math.ceil(from) + 1 + next(9) }) };
  });
}
