import { cases } from '../../support.js';

const page = 'lag_seconds{topic="orders"} 1\n';
const grafana = (running: object) => ({
  grafana: {
    who: 'Grafana at prod',
    dashboards: new Map([['shop', running as { there: false }]]),
    expressions: [],
  },
});

export default cases('live/dashboard', {
  trips: {
    'a dashboard that somebody has changed': {
      given: { panels: ['lag_seconds'] },
      page,
      server: grafana({ there: true, changes: ['the title of Panel is Lag'], by: 'kim', at: '2026-03-01' }),
      says: 'another version of shop, last saved by kim at 2026-03-01: the title of Panel is Lag',
      path: 'shop/dashboards/shop',
    },
    'a dashboard that is not there': {
      given: { panels: ['lag_seconds'] },
      page,
      server: grafana({ there: false }),
      level: 'info',
    },
  },
  silent: {
    'the same': { given: { panels: ['lag_seconds'] }, page, server: grafana({ there: true, changes: [] }) },
    'a Grafana that was not asked': { given: { panels: ['lag_seconds'] }, page, server: {} },
  },
});
