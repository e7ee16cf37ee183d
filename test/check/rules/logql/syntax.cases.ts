import {
  annotation,
  dashboard,
  datasource,
  logs,
  lokiAlert,
  lokiRecord,
  panel,
  runbook,
  type Variable,
  variable,
} from 'dashwright';
import { cases } from '../../support.js';

const showing = (expr: string) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'logs',
        title: 'Logs',
        variables: [variable.text({ name: 'path' })],
        rows: [panel.logs({ title: 'Lines', show: logs(expr) })],
      }),
    ],
  },
});
const annotated = (expr: string) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'logs',
        title: 'Logs',
        variables: [variable.text({ name: 'path' })],
        rows: [panel.text({ title: '$path', markdown: '' })],
        annotations: [annotation.logs({ name: 'N', expr })],
      }),
    ],
  },
});
const listing = (query: string) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'logs',
        title: 'Logs',
        variables: [
          variable.text({ name: 'app' }),
          variable.query({ name: 'path', source: datasource('loki'), query }),
        ],
        rows: [panel.text({ title: '$path $app', markdown: '' })],
      }),
    ],
  },
});
const loki = { type: 'loki', uid: '${loki}' };
/** Raw panel JSON, as copied from Grafana. */
const pasted = (json: object, variables: Variable[] = []) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'raw',
        title: 'Raw',
        variables,
        rows: [panel.raw({ title: 'Pasted', json: { type: 'logs', ...json } })],
      }),
    ],
  },
});
const wrong = { refId: 'A', expr: '{app="api"} | jsn' };
const alerting = (logql: string) => ({
  given: {
    bundle: {
      logRules: [
        lokiAlert('Errors', {
          when: { logql },
          severity: 'warning',
          summary: 'Errors',
          description: 'Errors.',
          runbook: runbook('known'),
        }),
      ],
    },
  },
});

export default cases('logql/syntax', {
  trips: {
    'the streams of a variable': {
      ...listing('label_values({app=api}, path)'),
      path: 'shop/dashboards/logs/variables/path',
      says: 'the stream selector of the variable path does not parse',
    },
    'a panel within a closed row of raw JSON': {
      ...pasted({ type: 'row', panels: [{ type: 'logs', datasource: loki, targets: [wrong] }] }),
      says: 'the LogQL of query A',
    },
    'an annotation of lines, as JSON': {
      given: {
        dashboards: [
          dashboard({
            uid: 'logs',
            title: 'Logs',
            rows: [],
            annotations: [
              annotation.raw({ name: 'N', source: datasource('loki'), json: { expr: '{app="api"} |= ' } }),
            ],
          }),
        ],
      },
      says: 'the LogQL of the annotation N',
    },
    'an annotation of lines': { ...annotated('{app="api"} |= '), says: 'the LogQL of the annotation N' },
    'a stage that does not exist': { ...showing('{app="api"} | jsn'), says: 'jsn' },
    'a selector that is not closed': { ...showing('{app="api"'), says: 'at the end' },
    'an aggregation without a range': showing('sum(rate({app="api"}))'),
    'a mistake behind a variable': { ...showing('{app="api", path="$path"} |== "x"'), says: 'query A' },
    'text that is no LogQL': { ...showing('errors'), says: 'does not parse' },
    nothing: { ...showing(''), says: 'does not parse' },
    'raw JSON, by the data source of the query': {
      ...pasted({ targets: [{ ...wrong, datasource: loki }] }),
      says: 'LogQL of query A',
      path: 'shop/dashboards/raw/panels/Pasted',
    },
    'raw JSON, by the data source of the panel': pasted({ datasource: loki, targets: [wrong] }),
    'raw JSON, by the variable that is given': pasted({ datasource: { uid: '${loki}' }, targets: [wrong] }),
    'raw JSON, by the name of an older data source': pasted({ datasource: 'Loki', targets: [wrong] }),
    'raw JSON, by a variable of an older dashboard': pasted({ datasource: '$loki', targets: [wrong] }),
    "raw JSON, by the dashboard's own variable": pasted({ datasource: '${source}', targets: [wrong] }, [
      variable.datasource({ name: 'source', plugin: 'loki' }),
    ]),
    'raw JSON, by a variable whose type is not the one beside it': pasted(
      { datasource: { type: 'prometheus', uid: '[[source]]' }, targets: [wrong] },
      [variable.datasource({ name: 'source', plugin: 'loki' })],
    ),
    'raw JSON of a mixed panel': pasted({
      datasource: { type: 'datasource', uid: '-- Mixed --' },
      targets: [
        { refId: 'A', datasource: { type: 'prometheus', uid: '${datasource}' }, expr: 'max(lag_seconds)' },
        { ...wrong, refId: 'B', datasource: loki },
      ],
    }),
    'a rule': {
      ...alerting('sum(rate({app="api"} [5m]) > 0'),
      says: 'LogQL of Errors',
      path: 'shop/log-rules/Errors',
    },
    'a macro in a rule': { ...alerting('sum(rate({app="api"} [$__auto])) > 0'), says: 'macro' },
    'a recording rule': {
      given: { bundle: { logRules: [lokiRecord('app:errors:rate5m', { expr: { logql: 'rate(' } })] } },
      says: 'app:errors:rate5m',
    },
  },
  silent: {
    'the streams of a variable': listing('label_values({app="$app", job=~"a|b"}, path)'),
    'the labels of all streams': listing('label_values(path)'),
    'the labels of all streams, with a selector': listing('label_values({}, path)'),
    'an annotation of lines': annotated('{app="api", path=~"$path"} |= "deployed"'),
    'label values of Loki in a variable': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [panel.logs({ title: '$pod', show: logs('{pod="$pod"}') })],
            variables: [
              variable.query({
                name: 'pod',
                query: 'label_values({app=~`api|web`} |= "x", pod)',
                source: datasource('loki'),
              }),
            ],
          }),
        ],
      },
    },
    lines: showing('{app="api", path=~"$path"} | json | status >= 500 | line_format "{{.path}} {{.status}}"'),
    'a range of Grafana': showing('sum by (path) (rate({app="api"} |= "error" [$__auto]))'),
    'an unwrapped field': showing(
      'quantile_over_time(0.95, {app="api"} | logfmt | unwrap duration(took) [5m]) by (path)',
    ),
    'a rule': alerting('sum by (path) (count_over_time({app="api"} |~ `5\\d\\d` [5m])) > 10'),
    'raw JSON': pasted({ datasource: 'Loki', targets: [{ refId: 'A', expr: '{app="api"} | json' }] }),
    'raw JSON for a data source of another name': pasted({ datasource: 'Audit', targets: [wrong] }),
    'a variable that is the query, or a part of it': pasted({
      datasource: loki,
      targets: [
        { refId: 'A', expr: '${query}' },
        { refId: 'B', expr: '{app="api"} $stages' },
      ],
    }),
    'PromQL of raw JSON': pasted(
      { datasource: { type: 'loki', uid: '${loki}' }, targets: [{ refId: 'A', expr: 'max(lag_seconds)' }] },
      [variable.datasource({ name: 'loki', plugin: 'prometheus' })],
    ),
    'other languages': { given: { panels: ['sum(rate(requests_total[5m]))'] } },
  },
});
