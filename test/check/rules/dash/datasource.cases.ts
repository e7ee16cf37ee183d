import { annotation, dashboard, datasource, logs, panel, promql, query, signal, variable } from 'dashwright';
import { cases } from '../../support.js';

const prometheus = { type: 'prometheus', uid: '${datasource}' };
const loki = { type: 'loki', uid: '${loki}' };
const mixed = { type: 'datasource', uid: '-- Mixed --' };
const metrics = { refId: 'A', datasource: prometheus, expr: 'sum(lag_seconds)' };
const lines = { refId: 'B', datasource: loki, expr: 'sum(rate({app="api"}[5m]))' };

const thanos = datasource('prometheus', { name: 'thanos' });
const lag = signal({ title: 'Lag', expr: promql`sum(lag_seconds)`, unit: 's' });
const board = (...rows: Parameters<typeof dashboard>[0]['rows'][number][]) => ({
  given: { dashboards: [dashboard({ uid: 'u', title: 'U', rows })] },
});
const raw = (json: object) => ({
  given: {
    dashboards: [
      dashboard({ uid: 'u', title: 'U', rows: [panel.raw({ title: 'A', json: { type: 'x', ...json } })] }),
    ],
  },
});

export default cases('dash/datasource', {
  trips: {
    'JSON of a panel that sends the query of an option elsewhere': {
      ...board(panel.timeseries({ title: 'A', show: lag, json: { datasource: loki } })),
      says: "query A names the data source ${datasource}, but Grafana sends it to the panel's, ${loki}",
      path: 'shop/dashboards/u/panels/A',
    },
    'a panel within a closed row of raw JSON': {
      ...raw({ type: 'row', panels: [{ type: 'logs', datasource: prometheus, targets: [lines] }] }),
      says: "query B names the data source ${loki}, but Grafana sends it to the panel's, ${datasource}",
      path: 'shop/dashboards/u/panels/A',
    },
    'a variable that is not there, in JSON of a variable': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: '$v',
            rows: [],
            variables: [
              variable.raw({
                name: 'v',
                json: { type: 'groupby', datasource: { type: 'prometheus', uid: '${thanso}' } },
              }),
            ],
          }),
        ],
      },
      says: 'the variable thanso',
      path: 'shop/dashboards/u/variables/v',
    },
    'one name for the data sources of a query and of an annotation': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [panel.timeseries({ title: 'A', show: query(lag, { source: thanos }) })],
            annotations: [
              annotation.logs({
                name: 'N',
                expr: '{app="a"}',
                source: datasource('loki', { name: 'thanos' }),
              }),
            ],
          }),
        ],
      },
      says: 'the variable thanos is for another data source too',
      path: 'shop/dashboards/u/annotations/N',
    },
    'a variable that is not there, in JSON of a panel': {
      ...board(
        panel.timeseries({ title: 'A', json: { datasource: { type: 'prometheus', uid: '${thanso}' } } }),
      ),
      says: 'the variable thanso',
    },
    'a query in JSON that names another data source than the panel': {
      ...board(panel.timeseries({ title: 'A', source: thanos, json: { targets: [lines] } })),
      says: "the panel's, ${thanos}",
    },
    'a data source of a panel that no query asks': {
      ...board(panel.timeseries({ title: 'A', show: lag, source: datasource('loki', { name: 'audit' }) })),
      says: 'no query of the panel asks its data source ${audit}',
    },
    'one name for two data sources': {
      ...board(
        panel.timeseries({
          title: 'A',
          show: [
            query(lag, { source: thanos }),
            logs('{app="api"}', { source: datasource('loki', { name: 'thanos' }) }),
          ],
        }),
      ),
      says: 'the variable thanos is for another data source too',
    },
    'a variable that is not there': {
      ...raw({
        datasource: { type: 'loki', uid: '${lokii}' },
        targets: [{ refId: 'A', expr: '{app="api"}' }],
      }),
      says: 'the variable lokii',
      suggests: 'loki',
    },
    'a query of logs on a panel of metrics': {
      ...raw({ datasource: prometheus, targets: [metrics, lines] }),
      says: 'query B names the data source ${loki}',
      path: 'shop/dashboards/u/panels/A',
    },
    'two data sources and none of the panel': {
      ...raw({ targets: [metrics, lines] }),
      says: "the panel's, ${datasource}",
    },
    'data sources as older dashboards name them': raw({
      datasource: '$datasource',
      targets: [{ ...lines, datasource: '$loki' }],
    }),
  },
  silent: {
    'the name of a data source that nothing asks, for another one': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            source: datasource('loki', { name: 'datasource' }),
            rows: [panel.logs({ title: 'A', show: logs('{app="a"}') })],
          }),
        ],
      },
    },
    'data sources as values': board(
      panel.timeseries({ title: 'A', show: [query(lag, { source: thanos }), lag] }),
      panel.timeseries({ title: 'B', json: { datasource: { type: 'prometheus', uid: '${thanos}' } } }),
    ),
    'variables of the dashboard, and those that are given': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            variables: [variable.datasource({ name: 'audit', plugin: 'loki' })],
            rows: [
              panel.raw({ title: 'A', json: { type: 'logs', datasource: '$audit' } }),
              panel.raw({
                title: 'B',
                json: { type: 'traces', datasource: { type: 'tempo', uid: '${tempo}' } },
              }),
            ],
          }),
        ],
      },
    },
    'a mixed panel': raw({ datasource: mixed, targets: [metrics, lines] }),
    'a mixed panel of an older dashboard': raw({ datasource: '-- Mixed --', targets: [metrics, lines] }),
    'one data source, written in two ways': raw({
      datasource: prometheus,
      targets: [metrics, { refId: 'B', datasource: '$datasource', expr: 'lag_seconds' }],
    }),
    'queries that name none': raw({ datasource: loki, targets: [{ refId: 'A', expr: '{app="api"}' }] }),
    'an expression on the results': raw({
      datasource: prometheus,
      targets: [
        metrics,
        { refId: 'B', datasource: { type: '__expr__', uid: '__expr__' }, expression: '$A * 2' },
      ],
    }),
    'a signal and logs': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [
              panel.timeseries({
                title: 'Both',
                show: [
                  signal({ title: 'Lag', unit: 's', expr: promql`max(lag_seconds)` }),
                  logs('sum(rate({app="api"}[5m]))'),
                ],
              }),
            ],
          }),
        ],
      },
    },
  },
});
