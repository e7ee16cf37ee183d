import { column, dashboard, panel, promql, query, row } from 'dashwright';
import { cases } from '../../support.js';

const text = (title: string, more: object = {}) => panel.text({ title, markdown: 'x', ...more });
const board = (...rows: Parameters<typeof dashboard>[0]['rows'][number][]) => ({
  dashboards: [dashboard({ uid: 'u', title: 'U', rows })],
});

export default cases('dash/layout', {
  trips: {
    'a condition of a panel outside of an auto grid': {
      given: board(row('R', [text('A', { showWhen: { hasData: true } })])),
      says: 'showWhen of a panel has no effect',
    },
    'a panel wider than the grid': { given: board(text('A', { width: 25 })), says: 'ends at column 25' },
    'a panel without a height': { given: board(text('A', { height: 0 })), says: '0 high' },
    'one id twice': { given: board(text('A', { id: 7 }), text('B', { id: 7 })), says: 'also used by "A"' },
    'an id beyond what Grafana holds': { given: board(text('A', { id: 1e30 })), says: 'too large' },
    'a height that nobody scrolls': { given: board(text('A', { height: 1e9 })), says: 'rows high' },
    'an id of zero': { given: board(text('A', { id: 0 })) },
    'one id twice, in a collapsed row': {
      given: board(text('A', { id: 7 }), row('R', [text('B', { id: 7 })], { collapsed: true })),
    },
    'one query id twice': {
      given: board(panel.raw({ title: 'A', json: { type: 'x', targets: [{ refId: 'A' }, { refId: 'A' }] } })),
      says: 'two queries',
    },
    'one query id twice, of queries and of JSON': {
      given: board(
        panel.timeseries({
          title: 'A',
          show: [query(promql`up`, { id: 'x' }), query(promql`up`, { id: 'x' })],
          unit: 'short',
        }),
      ),
      says: 'two queries of the panel have the id x',
    },
    'one key twice': {
      given: board(text('A', { key: 'a' }), row('R', [text('B', { key: 'a' })])),
      says: 'the key a is also used by "A"',
    },
    'one key for a row and a panel': { given: board(row('R', [text('B', { key: 'a' })], { key: 'a' })) },
    'one position for two': {
      given: board(
        text('A', { at: { x: 0, y: 0 }, width: 12 }),
        text('B', { at: { x: 6, y: 3 }, width: 12 }),
      ),
      says: 'overlaps "A"',
      expects: 'at: { x, y }',
    },
    'a position over panels that follow one another': {
      given: board(row('R', [text('A'), text('B', { at: { x: 8, y: 0 }, width: 12 })])),
    },
    'a position too far to the right': {
      given: board(text('A', { at: { x: 20, y: 0 }, width: 12 })),
      says: 'ends at column 32',
      expects: 'at most 4',
    },
    'in a collapsed row too': {
      given: board(
        row('R', [text('A', { at: { x: 0, y: 0 } }), text('B', { at: { x: 0, y: 7 } })], { collapsed: true }),
      ),
    },
    'a column beyond the grid': {
      given: board(column(12, [text('A')], { at: { x: 18, y: 0 } })),
      says: 'ends at column 30',
    },
    'a fraction of a column': { given: board(text('A', { width: 7.5 })) },
  },
  silent: {
    'a condition of a panel in an auto grid': {
      given: board(row('R', [text('A', { showWhen: { hasData: true } })], { autoGrid: true })),
    },
    'panels in lines and rows': {
      given: board(
        text('A', { width: 12 }),
        text('B', { width: 12 }),
        row('R', [text('C'), text('D')]),
        row('S', [text('E')], { collapsed: true }),
      ),
    },
    'columns, and positions beside them': {
      given: board(
        column(6, [text('A', { height: 3 }), column(6, [text('B', { width: 3 }), text('C', { width: 3 })])]),
        column(12, [text('D')]),
        text('E', { at: { x: 18, y: 0 }, width: 6 }),
        row('R', [text('F'), text('G', { at: { x: 0, y: 8 } })]),
      ),
    },
    'ids of their own': { given: board(text('A', { id: 2 }), text('B'), text('C')) },
  },
});
