import {
  annotation,
  catalog,
  dashboard,
  datasource,
  expression,
  gauge,
  logs,
  panel,
  promql,
  query,
  rawQuery,
  row,
  signal,
  variable,
} from 'dashwright';
import { cases } from '../../support.js';

const metrics = catalog({ lag_seconds: gauge({ help: 'Lag.', unit: 's' }) });
const lag = signal({ title: 'Lag', expr: metrics.lag_seconds });
const board = (made: ReturnType<typeof panel.timeseries | typeof panel.stat>) => ({
  metrics,
  dashboards: [dashboard({ uid: 'a', title: 'A', rows: [made] })],
});
const framed = (options: Partial<Parameters<typeof dashboard>[0]>) => ({
  metrics,
  dashboards: [dashboard({ uid: 'a', title: 'A', rows: [], ...options })],
});
const untyped = (json: object) => json as Record<never, never>;

export default cases('dash/json', {
  trips: {
    'a misspelt setting of a type': {
      given: board(
        panel.timeseries({
          title: 'Lag',
          show: lag,
          json: { options: untyped({ tooltop: { mode: 'none' } }) },
        }),
      ),
      says: 'json sets options.tooltop, which a timeseries panel does not have',
      suggests: 'tooltip',
      level: 'warning',
    },
    'what options of a dashboard set too': {
      given: {
        metrics,
        dashboards: [dashboard({ uid: 'a', title: 'A', rows: [], refresh: '5m', json: { refresh: '1m' } })],
      },
      says: 'json sets refresh, and so does the option refresh',
      path: 'shop/dashboards/a',
    },
    'panels of a dashboard': {
      given: {
        metrics,
        dashboards: [dashboard({ uid: 'a', title: 'A', rows: [], json: untyped({ panels: [] }) })],
      },
      says: 'json must not set panels',
      expects: 'the option rows',
    },
    'variables of a dashboard': {
      given: {
        metrics,
        dashboards: [
          dashboard({ uid: 'a', title: 'A', rows: [], json: untyped({ templating: { list: [] } }) }),
        ],
      },
      says: 'json must not set templating.list',
    },
    'a misspelt key of a dashboard': {
      given: {
        metrics,
        dashboards: [dashboard({ uid: 'a', title: 'A', rows: [], json: untyped({ weekstart: 'monday' }) })],
      },
      suggests: 'weekStart',
      level: 'warning',
    },
    'the place of a row': {
      given: {
        metrics,
        dashboards: [
          dashboard({ uid: 'a', title: 'A', rows: [row('R', [], { json: untyped({ gridPos: { y: 3 } }) })] }),
        ],
      },
      says: 'row "R": json must not set gridPos',
    },
    'a data source of a query': {
      given: board(
        panel.timeseries({ title: 'Lag', show: query(lag, { json: { datasource: { uid: 'x' } } }) }),
      ),
      says: 'query A: json must not set datasource',
      expects: 'the option source',
    },
    'the text of a query': {
      given: board(panel.timeseries({ title: 'Lag', show: query(lag, { json: { expr: 'up' } }) })),
      says: 'json must not set expr',
    },
    'what an option of a query sets too': {
      given: board(
        panel.timeseries({ title: 'Lag', show: query(lag, { minStep: '1m', json: { interval: '2m' } }) }),
      ),
      says: 'so does the option minStep',
    },
    'a misspelt key of a query': {
      given: board(
        panel.timeseries({ title: 'Lag', show: logs('{a="b"}', { json: untyped({ maxlines: 5 }) }) }),
      ),
      suggests: 'maxLines',
      level: 'warning',
    },
    'the id of a query of another data source': {
      given: board(
        panel.timeseries({
          title: 'Lag',
          show: rawQuery({ source: datasource('mysql'), json: { refId: 'B', rawSql: 'SELECT 1' } }),
        }),
      ),
      says: 'json must not set refId',
    },
    'the type of an expression': {
      given: board(
        panel.timeseries({ title: 'Lag', show: [lag, expression.math('$A', { json: { type: 'sql' } })] }),
      ),
      says: 'query B: json must not set type',
    },
    'a unit that an option sets too': {
      given: board(
        panel.timeseries({
          title: 'Lag',
          show: lag,
          unit: 's',
          json: { fieldConfig: { defaults: { unit: 'ms' } } },
        }),
      ),
      says: 'json sets fieldConfig.defaults.unit, and so does the option unit',
    },
    'a setting that an option of a group sets too': {
      given: board(
        panel.timeseries({
          title: 'Lag',
          show: lag,
          style: { fill: 5 },
          json: { fieldConfig: { defaults: { custom: { fillOpacity: 7, lineWidth: 2 } } } },
        }),
      ),
      says: 'so does the option style.fill',
    },
    'options of a type': {
      given: board(
        panel.stat({ title: 'Lag', show: lag, text: 'name', json: { options: { textMode: 'value' } } }),
      ),
      says: 'so does the option text',
    },
    'a part of what an option sets as a whole': {
      given: board(
        panel.timeseries({
          title: 'Lag',
          show: lag,
          color: 'red',
          json: { fieldConfig: { defaults: { color: { mode: 'thresholds' } } } },
        }),
      ),
      says: 'so does the option color',
    },
    'queries of a panel that shows signals': {
      given: board(panel.timeseries({ title: 'Lag', show: lag, json: { targets: [] } })),
      says: 'so does the option show',
    },
    'a title': {
      given: board(panel.timeseries({ title: 'Lag', show: lag, json: { title: 'Other' } })),
      says: 'so does the option title',
    },
    'an id': {
      given: board(panel.timeseries({ title: 'Lag', show: lag, json: untyped({ id: 7 }) })),
      says: 'json must not set id',
      expects: 'the option id',
    },
    'a place': {
      given: board(panel.timeseries({ title: 'Lag', show: lag, json: untyped({ gridPos: { x: 23 } }) })),
      expects: 'width, height',
    },
    'another type': {
      given: board(panel.timeseries({ title: 'Lag', show: lag, json: untyped({ type: 'stat' }) })),
      says: 'json must not set type',
    },
    'a unit that Grafana does not have': {
      given: board(
        panel.timeseries({ title: 'Lag', show: lag, json: { fieldConfig: { defaults: { unit: 'secs' } } } }),
      ),
      suggests: 'did you mean s?',
    },
    'the default of a variable, twice': {
      given: {
        panels: ['lag_seconds{queue="$v"}'],
        variables: [
          variable.custom({
            name: 'v',
            values: ['a'],
            default: 'a',
            json: { current: { text: 'b', value: 'b' } },
          }),
        ],
      },
      says: 'variable v: json sets current.text, and so does the option default',
      times: 2,
    },
    'the type of a variable': {
      given: {
        panels: ['lag_seconds{queue="$v"}'],
        variables: [variable.text({ name: 'v', json: untyped({ type: 'custom' }) })],
      },
      says: 'json must not set type',
      expects: 'variable.raw',
    },
    'a key that variables do not have': {
      given: {
        panels: ['lag_seconds{queue="$v"}'],
        variables: [variable.text({ name: 'v', json: untyped({ skipUrlSynk: true }) })],
      },
      level: 'warning',
      suggests: 'skipUrlSync',
    },
    'the data source of an annotation': {
      given: framed({
        annotations: [annotation.grafana({ name: 'N', json: { datasource: { type: 'loki', uid: 'x' } } })],
      }),
      says: 'annotation N: json must not set datasource',
    },
    'the icon of a link, twice': {
      given: framed({ links: [{ title: 'L', tags: ['a'], icon: 'doc', json: { icon: 'bolt' } }] }),
      says: 'link "L": json sets icon, and so does the option icon',
    },
    'the time picker of a dashboard, twice': {
      given: framed({ timePicker: { nowDelay: '1m' }, json: { timepicker: { nowDelay: '2m' } } }),
      says: 'json sets timepicker.nowDelay, and so does the option timePicker',
    },
    'a misspelt key': {
      given: board(
        panel.timeseries({
          title: 'Lag',
          show: lag,
          json: untyped({ fieldConfig: { defaults: { custom: { lineWith: 2 } } } }),
        }),
      ),
      level: 'warning',
      suggests: 'did you mean lineWidth?',
    },
    'a key that no panel has': {
      given: board(panel.timeseries({ title: 'Lag', show: lag, json: untyped({ fieldConfigs: {} }) })),
      level: 'warning',
      says: 'json sets fieldConfigs',
    },
  },
  silent: {
    'what has no option, on variables, annotations and links': {
      given: {
        ...framed({
          variables: [variable.raw({ name: 'g', json: { type: 'groupby', defaultKeys: [{ text: 'a' }] } })],
          annotations: [
            annotation.query({ name: 'N', expr: promql`up`, json: { mappings: { time: { value: 't' } } } }),
            annotation.raw({ name: 'O', source: datasource('elasticsearch'), json: { timeField: 't' } }),
          ],
          links: [{ title: 'L', url: '/x?a=$g', json: { placement: 'inControlsMenu' } }],
        }),
      },
    },
    'what has no option, on dashboards, rows and queries': {
      given: {
        metrics,
        dashboards: [
          dashboard({
            uid: 'a',
            title: 'A',
            json: { fiscalYearStartMonth: 3, timepicker: { nowDelay: '1m' } },
            rows: [
              row(
                'R',
                [panel.timeseries({ title: 'Lag', show: query(lag, { json: { groupByKeys: ['x'] } }) })],
                {
                  json: { datasource: { type: 'prometheus', uid: '${datasource}' } },
                },
              ),
            ],
          }),
        ],
      },
    },
    'what has no option': {
      given: board(
        panel.timeseries({
          title: 'Lag',
          show: lag,
          style: { fill: 5 },
          json: {
            cacheTimeout: '60',
            fieldConfig: { defaults: { custom: { insertNulls: true, lineWidth: 2 } } },
          },
        }),
      ),
    },
    'what only our defaults say': {
      given: board(
        panel.timeseries({ title: 'Lag', show: lag, json: { options: { tooltip: { mode: 'none' } } } }),
      ),
    },
  },
});
