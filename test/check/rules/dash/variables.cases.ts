import { dashboard, labelValues, logs, panel, row, tab, variable } from 'dashwright';
import { cases, metrics, panelOf } from '../../support.js';

const topic = variable.query({ name: 'topic', query: labelValues(metrics.lag_seconds, 'topic') });
const topics = { ...topic, multi: true };
const shown = 'lag_seconds{topic=~"$topic"}';

/** A panel of log lines, and a variable of several values. */
const logging = (query: string, repeat?: string) => ({
  dashboards: [
    dashboard({
      uid: 'lines',
      title: 'Lines',
      variables: [topics],
      rows: [panel.logs({ title: 'Lines', show: logs(query), ...(repeat !== undefined && { repeat }) })],
    }),
  ],
});

export default cases('dash/variables', {
  trips: {
    'a condition by a variable that is not there': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [
              row('R', [], { showWhen: { any: [{ hasData: true }, { variable: 'sise', equals: 'a' }] } }),
            ],
          }),
        ],
      },
      says: 'the dashboard has no variable sise',
    },
    'a variable that is not defined': {
      given: {
        panels: ['lag_seconds{topic=~"$topics"}'],
        variables: [topic, variable.text({ name: 'unrelated' })],
      },
      says: 'no variable topics',
      suggests: 'topic',
      times: 3,
    },
    'one variable of several values behind = in many panels': {
      given: {
        panels: Array.from({ length: 227 }, (_, index) => `lag_seconds{topic="$topic"} + ${index}`),
        variables: [topics],
      },
      says: '$topic can have several values',
      elsewhere: 226,
    },
    'a macro that Grafana does not have': {
      given: { panels: ['rate(requests_total[$__rate_intervall])'] },
      says: 'Grafana has no variable __rate_intervall',
      suggests: '__rate_interval',
    },
    'a variable that nothing uses': {
      given: { panels: ['lag_seconds'], variables: [topic] },
      level: 'warning',
      path: 'shop/dashboards/shop/variables/topic',
    },
    'a filter by a label that is not there': {
      given: {
        panels: ['lag_seconds{topic=~"$topic"}'],
        variables: [{ ...topic, filters: 'topik' }],
      },
      says: 'filters by topik',
      suggests: 'topic',
    },
    'a repeat of nothing': {
      given: { panels: [{ expr: 'lag_seconds', repeat: 'topic' }] },
      says: 'no variable topic',
    },
    'a title with a variable that is not there': {
      given: { panels: [{ expr: shown, title: 'Lag of $topik' }], variables: [topic] },
      level: 'warning',
      says: 'no variable topik: a title shows it literally',
      suggests: 'topic',
    },
    'a link with one': {
      given: {
        panels: [{ expr: shown, links: [{ title: 'Logs', url: 'https://logs/?q=${topik:queryparam}' }] }],
        variables: [topic],
      },
      level: 'warning',
      says: 'a link shows it literally',
      path: 'shop/dashboards/shop/panels/Panel',
    },
    'a data link with one': {
      given: {
        panels: [{ expr: shown, dataLinks: [{ title: 'Logs', url: 'https://logs/?q=$host&t=[[topic]]' }] }],
        variables: [topic],
      },
      level: 'warning',
      says: 'no variable host',
    },
    'a link of the dashboard, and the title of a row': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            variables: [topic],
            links: [{ title: 'Logs', url: 'https://logs/${host}' }],
            rows: [row('Lag on $node', [panelOf(shown)])],
          }),
        ],
      },
      times: 2,
      level: 'warning',
    },
    'a link in raw JSON': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            rows: [
              panel.raw({
                title: 'Raw',
                json: { type: 'text', links: [{ title: 'x', url: 'https://logs/${host}' }] },
              }),
            ],
          }),
        ],
      },
      level: 'warning',
      says: 'no variable host',
    },
    'several values and = in LogQL': {
      given: logging('{app="$topic"} |= "a" | json | level!="$topic"'),
      says: '$topic can have several values',
      expects: 'level!~"$topic"',
      times: 2,
    },
    'several values and =': {
      given: { panels: ['lag_seconds{topic="$topic"}'], variables: [topics] },
      at: 'topic="$topic"',
      says: 'several values',
    },
    'values of a label that the metric does not have': {
      given: {
        panels: ['lag_seconds{topic=~"$topic"}'],
        variables: [variable.query({ name: 'topic', query: 'label_values(lag_seconds, topik)' })],
      },
      says: 'no label topik',
      suggests: 'topic',
    },
    'two variables of one name': {
      given: { panels: ['lag_seconds{topic="$topic"}'], variables: [topic, topic] },
      says: 'two variables named topic',
      path: 'shop/dashboards/shop/variables/topic',
    },
  },
  silent: {
    'several values in LogQL, as a pattern, in a line, or one at a time': {
      given: logging('{app=~"$topic"} |= "$topic" != "$topic" | json | level!~"$topic"'),
    },
    'one of several values at a time in LogQL': { given: logging('{app="$topic"}', 'topic') },
    'a variable that decides what is shown': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            variables: [topic],
            rows: [tab('T', [panelOf('lag_seconds')], { showWhen: { variable: 'topic', equals: 'a' } })],
          }),
        ],
      },
    },
    'a variable in a query': { given: { panels: [shown], variables: [topics] } },
    'a panel for each value and =': {
      given: { panels: [{ expr: 'lag_seconds{topic="$topic"}', repeat: 'topic' }], variables: [topics] },
    },
    'a row for each value and =': {
      given: {
        dashboards: [
          dashboard({
            uid: 'u',
            title: 'U',
            variables: [topics],
            rows: [row('R', [panelOf('lag_seconds{topic="$topic"}')], { repeat: 'topic' })],
          }),
        ],
      },
    },
    'one value and =': { given: { panels: ['lag_seconds{topic="$topic"}'], variables: [topic] } },
    'a variable in a title, a link or a repeat': {
      given: {
        panels: [{ expr: 'lag_seconds', title: 'Lag of ${topic}' }],
        variables: [topic],
      },
    },
    'what Grafana fills into links, and parameters with a dollar': {
      given: {
        panels: [
          {
            expr: shown,
            links: [{ title: 'Lag', url: '/d/x?${__url_time_range}&var-topic=${topic:queryparam}' }],
            dataLinks: [
              {
                title: '${__series.name}',
                url: 'https://x/?$filter=a&_g=($state:(store:a))&t=${__value.time}',
              },
            ],
          },
        ],
        variables: [topic],
      },
    },
    'a dollar in a description': {
      given: { panels: [{ expr: 'lag_seconds', description: 'Run ${HOME}/bin/lag $PATH, it costs $5' }] },
    },
    'a variable in the query of another': {
      given: {
        panels: ['lag_seconds{topic=~"$topic"}'],
        variables: [
          variable.custom({ name: 'job', values: ['a'] }),
          variable.query({ name: 'topic', query: 'label_values(lag_seconds{job="$job"}, topic)' }),
        ],
      },
    },
    'a variable in the values of another': {
      given: {
        panels: ['lag_seconds{topic=~"$choice"}'],
        variables: [topic, variable.custom({ name: 'choice', values: ['all', '$topic'] })],
      },
    },
    "Grafana's own": { given: { panels: ['rate(requests_total[$__rate_interval]) * ${__range_s}'] } },
    'groups of regular expressions': {
      given: { panels: ['label_replace(lag_seconds, "a", "$1 ${name}", "topic", "(?P<name>.*)")'] },
    },
    'data sources and ad hoc filters': {
      given: {
        panels: ['lag_seconds'],
        variables: [
          variable.datasource({ name: 'ds', plugin: 'prometheus' }),
          variable.adhoc({ name: 'filters' }),
        ],
      },
    },
  },
});
