import { dashboard, logql, logs, lokiAlert, panel, runbook, variable } from 'dashwright';
import { cases } from '../../support.js';

const showing = (expr: string) => ({
  given: {
    dashboards: [
      dashboard({
        uid: 'logs',
        title: 'Logs',
        variables: [variable.text({ name: 'app' })],
        rows: [panel.logs({ title: 'Lines of $app', show: logs(expr) })],
      }),
    ],
  },
});

export default cases('logql/impossible', {
  trips: {
    'two values of a label': {
      ...showing('{app="api", app="worker"}'),
      says: 'the LogQL of query A: no stream has both app="api" and app="worker"',
      path: 'shop/dashboards/logs/panels/Lines of $app',
    },
    'a value that a pattern excludes, behind others': showing(
      'sum(rate({job="x"}[5m])) / sum(rate({app=~"api|web", level="error", app!~`web|api|db`}[5m]))',
    ),
    'in a rule': {
      given: {
        bundle: {
          logRules: [
            lokiAlert('Errors', {
              when: logql`sum(count_over_time({app="api", app=~"worker.*"} |= "error" [5m])) > 5`,
              severity: 'warning',
              summary: 'Errors',
              description: 'Errors in the log.',
              runbook: runbook('known'),
            }),
          ],
        },
      },
      path: 'shop/log-rules/Errors',
    },
  },
  silent: {
    'matchers that one value satisfies': showing('{app=~"api|web", app!="web"} | json | app="other"'),
    'a filter of lines and labels behind the selector': showing('{app="api"} | json | app="web" | app="db"'),
    'a variable': showing('{app="$app", app="api"}'),
  },
});
