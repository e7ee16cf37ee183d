// What an incident says of notifications is what Alertmanager's own code decides.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadAlertmanager, loadEngine } from '../../src/engine/index.js';
import { previewSource } from '../../src/pipeline/preview.js';
import { type SiteFiles, siteFiles } from '../../src/preview/index.js';
import type { Incident, SiteBundle } from '../../src/preview/model.js';
import { type Project, project, shopBundle } from '../support/project.js';

const file = 'definitions/shop/bundle.ts';
const text = shopBundle({
  signals: `
export const traffic2 = traffic;
const slack = d.secretFile('slack-url');
const receiver = (name: string) => d.receiver(name, { slack: { url: slack, channel: '#' + name } });`,
  alerts: `
  QueueVeryLong: QueueVeryLong,
  NoRequests: NoRequests,`,
})
  [file].replace('const metrics', 'export const metrics')
  .replace('const QueueLong', 'export const QueueLong')
  .replace(
    'export default',
    `export const QueueVeryLong = d.alert({
  when: d.above(length, 1000), for: '5m', severity: 'critical', runbook: d.runbook('queue-long'),
  summary: ({ labels }) => \`Queue \${labels.queue} is very long\`, description: ({ value }) => \`\${value} jobs wait.\`,
});
export const NoRequests = d.alert({
  when: d.below(traffic, 1), for: '5m', severity: 'info', runbook: d.runbook('queue-long'),
  summary: 'No requests', description: ({ value }) => \`\${value} requests per second.\`,
});
export default`,
  )
  .replace(
    'urls: {',
    `routing: d.routing({
    receiver: receiver('team'), groupBy: ['severity'], groupWait: '2m', groupInterval: '5m',
    routes: [{ match: { severity: 'info' }, receiver: receiver('archive'), muteTimeIntervals: [d.timeInterval('always', { weekdays: ['sunday:saturday'] })] }],
    inhibitRules: [{ name: 'worse', source: { severity: 'critical' }, target: { severity: 'warning' }, equal: ['queue'] }],
  }),
  urls: {`,
  );
const story = `import { constant, scenario } from 'dashwright/testing';
import { metrics, NoRequests, QueueLong, QueueVeryLong } from '../bundle.js';
export default scenario('both queues grow', { alerts: [QueueLong, QueueVeryLong, NoRequests] })
  .series(metrics.queue_length, { queue: 'mail' }, constant(2000).from('10m').until('50m'))
  .series(metrics.queue_length, { queue: 'print' }, constant(150).from('10m').until('50m'))
  .series(metrics.requests_total, {}, constant(5))
  .resolvedAt('60m', { alert: QueueVeryLong })
  .firingAt('35m', { alert: QueueLong }).firingAt('35m', { alert: QueueVeryLong }).firingAt('35m', { alert: NoRequests });
`;

let made: Project;
let files: SiteFiles;
let started = 0;
let bundle: SiteBundle;
let incident: Incident;
beforeAll(async () => {
  const engine = await loadEngine();
  made = project({ ...shopBundle(), [file]: text, 'definitions/shop/scenarios/queues.ts': story });
  const source = await previewSource({ definitions: made.path('definitions'), names: [] }, engine);
  expect(source.findings.filter(({ level }) => level === 'error')).toEqual([]);
  const alertmanager = () => {
    started += 1;
    return loadAlertmanager();
  };
  files = await siteFiles(source, engine, { revision: 1, live: false, watched: false, alertmanager });
  expect(started).toBe(0);
  bundle = JSON.parse((await files.read('data/shop/bundle.json')) ?? '') as SiteBundle;
  incident = JSON.parse((await files.read(`data/shop/scenarios/${bundle.scenarios[0]?.id}.json`)) ?? '');
});
afterAll(() => made?.remove());

test('what is read first of a bundle with routes starts Alertmanager, which says whom each alert notifies', () => {
  expect(started).toBeGreaterThan(0);
  expect(bundle.alerts.map(({ name, receivers }) => [name, receivers])).toEqual([
    ['QueueLong', ['team']],
    ['QueueVeryLong', ['team']],
    ['NoRequests', ['archive']],
  ]);
});

test('a scenario that holds has no failures', () => {
  expect(incident.failures).toEqual([]);
});

const minutes = (at: number): number => (at - incident.start) / 60_000;
const line = (alert: string, queue?: string) => {
  const index = incident.timelines.findIndex(
    (one) => one.alert === alert && (queue === undefined || one.labels.queue === queue),
  );
  return { index, ...(incident.timelines[index] as Incident['timelines'][number]) };
};

test('notifications wait for their group, have its alerts, and come again when it changes', () => {
  const sent = incident.notifications.filter(({ firing }) => firing.includes(line('QueueVeryLong').index));
  expect(sent[0]).toMatchObject({
    receiver: 'team',
    group: { severity: 'critical' },
    reason: 'first notification',
  });
  // Fires from 15m on.
  expect(minutes(sent[0]?.at ?? 0)).toBe(17);
  const resolved = incident.notifications.find((one) => one.resolved.includes(line('QueueVeryLong').index));
  expect(resolved?.receiver).toBe('team');
});

test('an alert is inhibited only where the labels are equal, while the other fires', () => {
  const [span, ...rest] = line('QueueLong', 'mail').inhibited;
  expect(rest).toEqual([]);
  expect(span?.by).toBe('QueueVeryLong');
  expect(minutes(span?.from ?? 0)).toBe(15);
  expect(line('QueueLong', 'print').inhibited).toEqual([]);
  const told = incident.notifications.flatMap(({ firing }) => firing);
  expect(told).toContain(line('QueueLong', 'print').index);
  expect(told).not.toContain(line('QueueLong', 'mail').index);
});

test('a route that is muted sends nothing, and the time interval is named', () => {
  const muted = line('NoRequests');
  expect(muted.receivers).toEqual(['archive']);
  expect(muted.muted.map(({ by }) => by)).toEqual(['always']);
  expect(incident.notifications.filter(({ receiver }) => receiver === 'archive')).toEqual([]);
});

test('has the series ALERTS, as Prometheus writes it', () => {
  const alerts = incident.series.filter(({ labels }) => labels.__name__ === 'ALERTS');
  const of = (alertstate: string) =>
    alerts.find(
      ({ labels }) =>
        labels.alertname === 'QueueVeryLong' && labels.queue === 'mail' && labels.alertstate === alertstate,
    );
  const ends = (alertstate: string) => {
    const { samples = [] } = of(alertstate) ?? {};
    return [samples[0], samples.at(-1)].map((sample) => sample && [minutes(sample[0]), sample[1]]);
  };
  expect(of('firing')?.labels.severity).toBe('critical');
  expect(ends('pending')).toEqual([
    [10, 1],
    [15, 'stale'],
  ]);
  expect(ends('firing')[0]).toEqual([15, 1]);
  const [first, second] = of('firing')?.samples ?? [];
  expect((second?.[0] ?? 0) - (first?.[0] ?? 0)).toBe(incident.stepMs);
  expect(ends('firing')[1]?.[1]).toBe('stale');
});
