import { dashboard, panel, row } from 'dashwright';
import { cases } from '../../support.js';

const text = (title: string, more: object = {}) => panel.text({ title, markdown: 'x', ...more });
const board = (...rows: Parameters<typeof dashboard>[0]['rows'][number][]) => ({
  dashboards: [dashboard({ uid: 'u', title: 'U', rows })],
});

export default cases('dash/layout', {
  trips: {
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
    'a fraction of a column': { given: board(text('A', { width: 7.5 })) },
  },
  silent: {
    'panels in lines and rows': {
      given: board(
        text('A', { width: 12 }),
        text('B', { width: 12 }),
        row('R', [text('C'), text('D')]),
        row('S', [text('E')], { collapsed: true }),
      ),
    },
    'ids of their own': { given: board(text('A', { id: 2 }), text('B'), text('C')) },
  },
});
