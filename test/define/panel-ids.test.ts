import {
  above,
  alert,
  bundle,
  catalog,
  column,
  dashboard,
  gauge,
  panel,
  row,
  runbook,
  signal,
} from 'dashwright';
import { expect, test } from 'vitest';
import { largestPanelId } from '../../src/grafana/index.js';
import { panelId } from '../../src/grafana/panel-id.js';
import { resolveBundle } from '../../src/resolve/index.js';
import { idsOf } from '../../src/resolve/panel-ids.js';
import { dashboardsOf } from '../support/grafana.js';

const metrics = catalog({ lag: gauge({ help: 'Lag.', unit: 's' }) });
const lag = signal({ title: 'Lag', expr: metrics.lag });

type Rows = Parameters<typeof dashboard>[0]['rows'];
const text = (title: string, more: object = {}) => panel.text({ title, markdown: 'x', ...more });

/** Ids by titles, including rows. */
async function ids(rows: Rows): Promise<Record<string, number>> {
  const [json] = await dashboardsOf({ metrics, dashboards: [dashboard({ uid: 'a', title: 'A', rows })] });
  const all = (json?.panels ?? []).flatMap((item) => [item, ...(item.panels ?? [])]);
  return Object.fromEntries(all.map(({ title, id }) => [title, id]));
}

const before = () => [
  text('Intro'),
  row('Traffic', [text('Rate'), text('Errors')]),
  row('Hidden', [text('Queue')], { collapsed: true }),
];

test('adding, moving or removing a panel or a row changes no id of other panels', async () => {
  const first = await ids(before());
  const [intro, traffic, hidden] = before();
  if (!intro || !traffic || !hidden) throw new Error('three items');
  const inserted = await ids([
    text('New'),
    row('New row', [text('Rate of the new')]),
    row('Traffic', [text('Before'), column(6, [text('Rate'), text('Between')]), text('Errors')]),
    intro,
    hidden,
  ]);
  expect(inserted).toMatchObject(first);
  expect(await ids([hidden])).toEqual({ Hidden: first.Hidden, Queue: first.Queue });
});

test('all ids of a dashboard are unique and valid in Grafana, even if titles are equal', async () => {
  const rows = [
    ...before(),
    row('Traffic', [text('Rate'), text('Rate')]),
    ...before(),
    ...Array.from({ length: 200 }, () => text('')),
  ];
  const [json] = await dashboardsOf({ metrics, dashboards: [dashboard({ uid: 'a', title: 'A', rows })] });
  const all = (json?.panels ?? []).flatMap((item) => [item, ...(item.panels ?? [])]).map(({ id }) => id);
  expect(new Set(all).size).toBe(all.length);
  expect(all.every((id) => Number.isInteger(id) && id > 0 && id <= largestPanelId)).toBe(true);
});

test('a key replaces the titles, so a panel keeps its id when it is renamed or moved', async () => {
  const named = await ids([row('R', [text('Old', { key: 'queue' })], { key: 'first' })]);
  const renamed = await ids([text('New', { key: 'queue' }), row('S', [text('Other')], { key: 'first' })]);
  expect(renamed.New).toBe(named.Old);
  expect(renamed.S).toBe(named.R);
  const inRow = await ids([row('R', [text('Same')], { key: 'first' })]);
  const inRenamed = await ids([row('S', [text('Same')], { key: 'first' })]);
  expect(inRenamed.Same).toBe(inRow.Same);
});

test('a numeric id is used as it is, and another panel with this id gets another one', async () => {
  const { Rate = 0 } = await ids([text('Rate')]);
  const taken = await ids([text('Rate'), text('Fixed', { id: Rate }), row('R', [], { id: 7 })]);
  expect(taken).toMatchObject({ Fixed: Rate, R: 7 });
  expect(taken.Rate).not.toBe(Rate);
});

test('two keys with the same hash: the ids do not depend on the order of panels', () => {
  const items = [{ key: ['panel', 'b'] }, { key: ['panel', 'a'] }, { key: ['panel', 'c'] }];
  /** Few different ids, to cause collisions: the first letter of the last part, unless it is called again. */
  const few = (key: readonly string[], attempt: number) =>
    ((key.at(-1)?.charCodeAt(0) ?? 0) % 2) + attempt * 2 + 1;
  const found = idsOf(items, few);
  const turned = idsOf([...items].reverse(), few);
  expect(new Set(found).size).toBe(3);
  expect([...turned].reverse()).toEqual(found);
});

test('ids are the same in every version, because tickets and bookmarks contain links to panels', () => {
  expect(panelId(['panel', 'Traffic', 'Rate'], 0)).toBe(845978453);
  expect(panelId(['row', 'Verkehr – ü 漢'], 0)).toBe(755852120);
});

test('the link of an alert has the id of its panel', async () => {
  const links = async (rows: Rows) => {
    const { alertGroups } = resolved(rows);
    return alertGroups[0]?.rules[0]?.annotations.dashboard_url;
  };
  const graph = panel.timeseries({ title: 'Lag', show: lag });
  const { Lag } = await ids([graph]);
  expect(await links([graph])).toBe(`https://g/d/a?viewPanel=${Lag}`);
  expect(await links([text('New'), panel.stat({ title: 'Now', show: lag }), graph])).toBe(
    await links([graph]),
  );
});

function resolved(rows: Rows) {
  return resolveBundle(
    bundle({
      name: 'b',
      title: 'B',
      description: '',
      version: '1.0.0',
      metrics,
      alerts: {
        Lag: alert({
          when: above(lag, 1),
          severity: 'warning',
          summary: 's',
          description: 'd',
          runbook: runbook('r'),
        }),
      },
      dashboards: [dashboard({ uid: 'a', title: 'A', rows })],
      urls: { grafana: 'https://g', runbooks: 'https://r/{slug}' },
    }),
  );
}
