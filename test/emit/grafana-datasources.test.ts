import {
  annotation,
  catalog,
  dashboard,
  gauge,
  logs,
  panel,
  row,
  signal,
  traces,
  variable,
} from 'dashwright';
import { describe, expect, it } from 'vitest';
import { type DashboardJson, dashboardsOf } from '../support/grafana.js';

const metrics = catalog({ up: gauge({ help: 'Up.', unit: 'bool' }) });
const up = signal({ title: 'Up', unit: 'bool', expr: metrics.up });
const errors = logs('sum(rate({app="api"} |= "error" [5m]))');
const slow = traces('{ duration > 1s }');

const prometheus = { type: 'prometheus', uid: '${datasource}' };
const loki = { type: 'loki', uid: '${loki}' };
const tempo = { type: 'tempo', uid: '${tempo}' };
const mixed = { type: 'datasource', uid: '-- Mixed --' };

async function boardWith(options: Partial<Parameters<typeof dashboard>[0]>): Promise<DashboardJson> {
  const boards = [dashboard({ uid: 'd', title: 'D', rows: [], ...options })];
  const [board] = await dashboardsOf({ metrics, dashboards: boards });
  return board ?? expect.fail();
}

const sources = ({ templating }: DashboardJson) =>
  templating.list.filter(({ type }) => type === 'datasource').map(({ name, query }) => `${name} ${query}`);

describe('a panel with queries in several languages', () => {
  it('is mixed, and each query has its own data source', async () => {
    const board = await boardWith({
      rows: [
        panel.timeseries({ title: 'Both', show: [up, errors] }),
        panel.table({ title: 'All', show: [slow, errors, up] }),
      ],
    });
    expect(board.panels[0]).toMatchObject({
      datasource: mixed,
      targets: [
        { refId: 'A', datasource: prometheus, expr: 'up' },
        { refId: 'B', datasource: loki, expr: 'sum(rate({app="api"} |= "error" [5m]))' },
      ],
    });
    expect(board.panels[1]).toMatchObject({
      datasource: mixed,
      targets: [{ datasource: tempo }, { datasource: loki }, { datasource: prometheus }],
    });
    expect(sources(board)).toEqual(['datasource prometheus', 'loki loki', 'tempo tempo']);
  });

  it('has one data source if all queries use the same', async () => {
    const { panels } = await boardWith({
      rows: [
        panel.timeseries({ title: 'Logs', show: [errors, errors] }),
        panel.stat({ title: 'Up', show: up }),
      ],
    });
    expect(panels.map(({ datasource }) => datasource)).toEqual([loki, prometheus]);
  });
});

describe('a variable for a data source', () => {
  const raw = (json: object) => panel.raw({ title: 'Raw', json: { type: 'logs', ...json } });

  it.each([
    ['of a query', { targets: [{ refId: 'A', datasource: loki, expr: '{app="api"}' }] }, 'loki loki'],
    ['of the panel', { datasource: { type: 'tempo', uid: '${tempo}' } }, 'tempo tempo'],
    ['as older dashboards write it', { datasource: '$loki' }, 'loki loki'],
    ['in brackets', { datasource: '[[tempo]]' }, 'tempo tempo'],
    ['with a format', { options: { content: 'Logs of ${loki:text}' } }, 'loki loki'],
  ])('exists if raw JSON refers to it: %s', async (_, json, given) => {
    expect(sources(await boardWith({ rows: [raw(json)] }))).toEqual(['datasource prometheus', given]);
    const folded = [row('Folded', [raw(json)], { collapsed: true })];
    expect(sources(await boardWith({ rows: folded }))).toEqual(['datasource prometheus', given]);
  });

  it('exists if a text or a link refers to it', async () => {
    const url = '/explore?left={"datasource":"${loki}"}';
    const linked = panel.stat({ title: 'Up', show: up, dataLinks: [{ title: 'Logs', url }] });
    expect(sources(await boardWith({ rows: [linked] }))).toEqual(['datasource prometheus', 'loki loki']);
    const links = [{ title: 'Traces', url: '/explore?left={"datasource":"$tempo"}' }];
    expect(sources(await boardWith({ links }))).toEqual(['datasource prometheus', 'tempo tempo']);
  });

  it('exists if a variable or an annotation in JSON refers to it', async () => {
    const json = { type: 'query', datasource: loki, query: 'label_values(pod)' };
    expect(sources(await boardWith({ variables: [variable.raw({ name: 'pod', json })] }))).toEqual([
      'datasource prometheus',
      'loki loki',
    ]);
    const marks = [annotation.query({ name: 'Down', expr: metrics.up, json: { datasource: tempo } })];
    expect(sources(await boardWith({ annotations: marks }))).toEqual([
      'datasource prometheus',
      'tempo tempo',
    ]);
  });

  it('does not exist otherwise', async () => {
    const other = raw({ datasource: prometheus, options: { content: 'loki, $lokis and ${tempo_id}' } });
    expect(sources(await boardWith({ rows: [other] }))).toEqual(['datasource prometheus']);
  });

  it("is the dashboard's own if it defines one", async () => {
    const variables = [variable.datasource({ name: 'loki', plugin: 'loki', regex: '/audit/' })];
    const board = await boardWith({ variables, rows: [raw({ datasource: '$loki' })] });
    expect(sources(board)).toEqual(['datasource prometheus', 'loki loki']);
  });
});
