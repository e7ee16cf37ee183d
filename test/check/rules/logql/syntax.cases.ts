import { dashboard, logs, lokiAlert, lokiRecord, panel, runbook, variable } from 'dashwright';
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
    'a stage that does not exist': { ...showing('{app="api"} | jsn'), says: 'jsn' },
    'a selector that is not closed': { ...showing('{app="api"'), says: 'at the end' },
    'an aggregation without a range': showing('sum(rate({app="api"}))'),
    'a mistake behind a variable': { ...showing('{app="api", path="$path"} |== "x"'), says: 'query A' },
    'text that is no LogQL': { ...showing('errors'), says: 'does not parse' },
    nothing: { ...showing(''), says: 'does not parse' },
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
    lines: showing('{app="api", path=~"$path"} | json | status >= 500 | line_format "{{.path}} {{.status}}"'),
    'a range of Grafana': showing('sum by (path) (rate({app="api"} |= "error" [$__auto]))'),
    'an unwrapped field': showing(
      'quantile_over_time(0.95, {app="api"} | logfmt | unwrap duration(took) [5m]) by (path)',
    ),
    'a rule': alerting('sum by (path) (count_over_time({app="api"} |~ `5\\d\\d` [5m])) > 10'),
    'other languages': { given: { panels: ['sum(rate(requests_total[5m]))'] } },
  },
});
