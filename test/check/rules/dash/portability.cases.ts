import { dashboard, panel } from 'dashwright';
import { cases } from '../../support.js';

const raw = (json: object) => ({
  dashboards: [
    dashboard({ uid: 'u', title: 'U', rows: [panel.raw({ title: 'A', json: { type: 'x', ...json } })] }),
  ],
});

export default cases('dash/portability', {
  trips: {
    'a data source of one Grafana': {
      given: raw({ targets: [{ datasource: { type: 'prometheus', uid: 'P1809F7CD0C75ACF3' } }] }),
      says: 'P1809F7CD0C75ACF3',
    },
    'a data source by name': { given: raw({ datasource: 'Prometheus' }) },
    'an input of an import': {
      given: raw({ datasource: { uid: '${DS_PROMETHEUS}' } }),
      says: 'DS_PROMETHEUS',
    },
    'inputs in an emitted dashboard': {
      artifacts: [{ path: 'grafana/a/b.json', content: '{"__inputs": []}' }],
      path: 'grafana/a/b.json',
    },
    'an input that a builder put there': {
      artifacts: [{ path: 'grafana/a/b.json', content: '{"uid": "${DS_LOKI}"}' }],
    },
  },
  silent: {
    'a data source variable': { given: raw({ datasource: { type: 'prometheus', uid: '${datasource}' } }) },
    "Grafana's own data sources": { given: raw({ datasource: { type: 'datasource', uid: '-- Mixed --' } }) },
    'an emitted dashboard': {
      artifacts: [{ path: 'grafana/a/b.json', content: '{"uid": "${datasource}"}' }],
    },
  },
});
