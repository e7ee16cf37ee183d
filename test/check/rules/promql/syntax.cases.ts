import {
  annotation,
  catalog,
  counter,
  dashboard,
  datasource,
  gauge,
  panel,
  rate,
  rawQuery,
  signal,
  sub,
  sum,
  variable,
} from 'dashwright';
import { cases } from '../../support.js';

/** Names that only need quotes are quoted. */
function typedDashboard() {
  const metrics = catalog({
    on: counter({ help: 'Switched on.', labels: { inf: ['a'], NaN: ['b'], without: ['c'] } }),
    inf: gauge({ help: 'A name like a number.', labels: { inf: ['a'] } }),
  });
  const expr = sub(
    sum(rate(metrics.on.where({ inf: 'a' })), { by: ['inf', 'NaN', 'without'] }),
    sum(metrics.inf.where({ inf: /a/ }), { by: ['inf'] }),
    { on: ['inf'], groupLeft: [] },
  );
  const shown = signal({ title: 'Shown', expr, unit: 'short' });
  return dashboard({ uid: 'shop', title: 'Shop', rows: [panel.timeseries({ title: 'Panel', show: shown })] });
}

/** Raw panel JSON, as copied from Grafana. */
const pasted = (json: object) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'raw',
        title: 'Raw',
        variables: [variable.datasource({ name: 'audit', plugin: 'loki' })],
        rows: [panel.raw({ title: 'Pasted', json: { type: 'logs', ...json } })],
      }),
    ],
  },
});
const lines = { refId: 'A', expr: '{app="api"} |= "error" | json' };

export default cases('promql/syntax', {
  trips: {
    'a mistake that no value of the variable mends': {
      given: {
        panels: ['$fn(lag_seconds) +'],
        variables: [{ type: 'custom', name: 'fn', values: ['avg', 'max'] }],
      },
    },
    'an annotation as JSON': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [],
            annotations: [
              annotation.raw({ name: 'N', source: datasource('prometheus'), json: { expr: 'rate(up)' } }),
            ],
          }),
        ],
      },
    },
    'PromQL of raw JSON, by the name of an older data source': pasted({
      datasource: 'Prometheus',
      targets: [{ refId: 'A', expr: 'max(lag_seconds[5m])' }],
    }),
    'PromQL of a query that is given as JSON': {
      given: {
        dashboards: [
          dashboard({
            uid: 'json',
            title: 'JSON',
            rows: [
              panel.timeseries({
                title: 'A',
                show: rawQuery({ source: datasource('prometheus'), json: { expr: 'max(lag_seconds[5m])' } }),
              }),
            ],
          }),
        ],
      },
      says: 'expected type instant vector',
    },
    'what does not parse': { given: { alerts: { A: 'lag_seconds >' } }, says: 'unexpected end of input' },
    'a wrong type of argument': {
      given: { alerts: { A: 'rate(requests_total) > 0' } },
      at: 'requests_total',
      says: 'expected type range vector',
    },
    'a regular expression that RE2 refuses': { given: { alerts: { A: 'lag_seconds{topic=~"(?=x)"} > 0' } } },
    'an escape that was pasted from a rule file': {
      given: { alerts: { A: 'lag_seconds{topic=~"\\d+"} > 0' } },
      says: 'unknown escape sequence',
      suggests: 'write \\\\\\\\d in a template',
    },
    'a clause in the wrong place': {
      given: { panels: ['topk(5, requests_total) by (path) by (path)'] },
    },
    'a range vector in a rule': {
      given: { records: [['job:lag:range', 'lag_seconds[5m]']] },
      at: 'lag_seconds[5m]',
      says: 'a range vector',
    },
    'a string': { given: { alerts: { A: '"text"' } }, says: 'a string' },
    'a label that is read as a number': {
      given: { panels: ['sum by (path, NaN) (requests_total)'] },
      at: 'NaN',
      suggests: 'quotes: "NaN"',
    },
    'a label that is read as a keyword': {
      given: { panels: ['lag_seconds / on (without) fill_ratio'] },
      at: 'without',
      suggests: 'quotes: "without"',
    },
    'a function that has another name now': {
      given: {
        alerts: {
          A: 'holt_winters(lag_seconds[5m], 0.5, 0.5) > 1',
          B: 'holt_winters(lag_seconds[5m], 1, 1) > 2',
        },
      },
      at: 'holt_winters',
      suggests:
        'holt_winters is double_exponential_smoothing since Prometheus 3.0, and needs --enable-feature=promql-experimental-functions',
      elsewhere: ['shop/alerts/B'],
    },
    'a typo in the name of a function': {
      given: { panels: ['avg_overtime(lag_seconds[5m])'] },
      suggests: 'did you mean avg_over_time?',
    },
    'a typo in a name that functions had': {
      given: { panels: ['holt_winter(lag_seconds[5m], 0.5, 0.5)'] },
      suggests: 'did you mean holt_winters?',
    },
    'a typo in the name of an aggregation': {
      given: { panels: ['topkk(5, lag_seconds)'] },
      suggests: 'did you mean topk?',
    },
    'a function over time without its last word': {
      given: { panels: ['avg_over(lag_seconds[5m])'] },
      suggests: 'did you mean avg_over_time?',
    },
    'a function of another query language': {
      given: { panels: ['percentile(0.5, lag_seconds)'] },
      suggests: 'PromQL has quantile(0.95, …) for it',
    },
    'a function of mathematics that is an operator here': {
      given: { panels: ['pow(lag_seconds, 2)'] },
      suggests: 'PromQL has the operator ^ for it',
    },
    'a mistake behind variables, at its own place': {
      given: { panels: ['sum(rate(requests_total{path="$path"}[$__rate_interval])) + foo(1)'] },
      at: 'foo',
      says: 'unknown function',
    },
  },
  silent: {
    'a variable in place of an aggregation or of a part of a name': {
      given: {
        panels: ['$fn by (topic) (lag_seconds)', '${fn}_over_time(lag_seconds[5m])', 'lag_seconds $op 5'],
        variables: [
          { type: 'custom', name: 'fn', values: ['avg', 'max'] },
          { type: 'custom', name: 'op', values: ['>', '<'] },
        ],
      },
    },
    'a query without a text, which Grafana does not ask': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [
              panel.raw({
                title: 'A',
                json: {
                  type: 'x',
                  targets: [{ expr: ' ', datasource: { type: 'prometheus', uid: '${datasource}' } }],
                },
              }),
            ],
          }),
        ],
      },
    },
    'a custom variable whose values are numbers, one of them negative': {
      given: {
        panels: ['vector($sign) * on () group_left () sum(lag_seconds)', 'lag_seconds * $sign'],
        variables: [
          { type: 'custom', name: 'sign', values: { up: '1', down: '-1' } },
          { type: 'custom', name: 'scale', values: ['1e3', '.5', '-0x1F', 'Inf', '1_000'] },
        ],
      },
    },
    'labels and metrics with names that need quotes': {
      given: {
        metrics: catalog({
          on: counter({ help: 'Switched on.', labels: { inf: ['a'], NaN: ['b'], without: ['c'] } }),
          inf: gauge({ help: 'A name like a number.', labels: { inf: ['a'] } }),
        }),
        dashboards: [typedDashboard()],
      },
    },
    'variables and macros in every place that Grafana knows': {
      given: {
        panels: [
          'sum by ($by) (rate(requests_total{path=~"$path",status=~"${status:regex}"}[$__rate_interval]))',
          'topk($limit, lag_seconds{topic=~"[[topic]]"} offset $shift)',
          'increase(requests_total[${__range_s}s:$__interval]) / $__range_s',
          'histogram_quantile($quantile, sum by (le) (rate(took_seconds_bucket[$window])))',
          'avg_over_time(lag_seconds[${minutes}m])',
          '${metric}_total + on () group_left () lag_seconds > $threshold',
        ],
      },
    },
    'a range vector in a table': { given: { panels: [{ expr: 'lag_seconds[5m]', type: 'table' }] } },
    'a scalar rule': { given: { records: [['a:b:c', 'time()']] } },
    'experimental functions, which promql/feature-gate judges': {
      given: { panels: ['mad_over_time(lag_seconds[5m])'] },
    },
    'LogQL of raw JSON for a data source by its name': pasted({ datasource: 'Loki', targets: [lines] }),
    'LogQL of raw JSON for a data source of any other name': pasted({
      datasource: 'Audit',
      targets: [lines],
    }),
    'LogQL of raw JSON for a variable': pasted({ datasource: '$audit', targets: [lines] }),
    'LogQL of raw JSON for an input of an import': pasted({ datasource: '${DS_LOKI}', targets: [lines] }),
    'LogQL of raw JSON in a mixed panel of an older dashboard': pasted({
      datasource: '-- Mixed --',
      targets: [{ ...lines, datasource: 'Loki' }],
    }),
    'a comment with a dollar sign': { given: { panels: ['lag_seconds # costs $5 "\n'] } },
  },
});
