import { annotation, dashboard, datasource, panel, rawQuery, variable } from 'dashwright';
import { cases } from '../../support.js';

const raw = (json: object) => ({
  dashboards: [
    dashboard({ uid: 'u', title: 'U', rows: [panel.raw({ title: 'A', json: { type: 'x', ...json } })] }),
  ],
});

export default cases('dash/portability', {
  trips: {
    'a data source of one Grafana in a variable': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: '$v',
            rows: [],
            variables: [
              variable.raw({ name: 'v', json: { type: 'groupby', datasource: { type: 'loki', uid: 'P1' } } }),
            ],
          }),
        ],
      },
      says: 'P1',
    },
    'an input of an import in an annotation': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [],
            annotations: [
              annotation.raw({ name: 'N', source: datasource('loki'), json: { expr: '{a="${VAR_A}"}' } }),
            ],
          }),
        ],
      },
      says: 'VAR_A',
    },
    'a data source of one Grafana': {
      given: raw({ targets: [{ datasource: { type: 'prometheus', uid: 'P1809F7CD0C75ACF3' } }] }),
      says: 'P1809F7CD0C75ACF3',
    },
    'a data source by name': { given: raw({ datasource: 'Prometheus' }) },
    'an input of an import': {
      given: raw({ datasource: { uid: '${DS_PROMETHEUS}' } }),
      says: 'DS_PROMETHEUS',
    },
    'an input in JSON of a panel, of a query and of a dashboard': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            json: { description: '${VAR_TEAM}' },
            rows: [
              panel.timeseries({ title: 'A', json: { datasource: { type: 'loki', uid: '${DS_LOKI}' } } }),
              panel.timeseries({
                title: 'B',
                show: rawQuery({ source: datasource('mysql'), json: { database: '${DS_DATABASE}' } }),
              }),
            ],
          }),
        ],
      },
      times: 3,
      says: 'VAR_TEAM',
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
    'a variable that is named like an input': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            source: datasource('prometheus', { name: 'DS_METRICS' }),
            rows: [panel.raw({ title: 'A', json: { type: 'x', datasource: { uid: '${DS_METRICS}' } } })],
          }),
        ],
      },
      artifacts: [
        {
          path: 'grafana/a/b.json',
          content: '{"templating": {"list": [{"name": "DS_METRICS"}]}, "uid": "${DS_METRICS}"}',
        },
      ],
    },
    'an emitted dashboard': {
      artifacts: [{ path: 'grafana/a/b.json', content: '{"uid": "${datasource}"}' }],
    },
  },
});
