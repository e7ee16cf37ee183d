import { lokiAlert, lokiRecord, runbook, sli, slo } from 'dashwright';
import { cases, metrics } from '../../support.js';

/** An objective; the fastest of its alerts is named after it. */
const promise = (service: string, name: string) =>
  slo({
    service,
    name,
    objective: 99,
    sli: sli.events({ errors: metrics.failures_total, total: metrics.requests_total }),
    runbook: runbook('known'),
  });
const fastest = 'ShopPromiseBudgetBurnPageFast';
const onLogs = (name: string) =>
  lokiAlert(name, {
    when: { logql: 'sum(rate({app="shop"}[5m])) > 1' },
    severity: 'warning',
    summary: 'Logs',
    description: 'Logs.',
    runbook: runbook('known'),
  });
const fromLogs = (logql: string, labels = {}) => lokiRecord('app:lines:rate5m', { expr: { logql }, labels });

const recorded = { records: [['a:b:c', 'max(lag_seconds)']] } as const;

export default cases('rule/duplicate', {
  trips: {
    'one series recorded twice': {
      given: {
        records: [
          ['a:b:c', 'max(lag_seconds)', { group: 'one' }],
          ['a:b:c', 'min(lag_seconds)', { group: 'two' }],
        ],
      },
      says: 'in group one too',
      path: 'shop/recording-rules/a:b:c',
      elsewhere: ['shop/recording-rules/a:b:c'],
    },
    'one rule per status that does not keep the status': {
      given: {
        records: [
          ['all:requests:rate5m', 'sum(rate(requests_total{status="200"}[5m]))'],
          ['all:requests:rate5m', 'sum(rate(requests_total{status="500"}[5m]))'],
        ],
      },
    },
    'an alert with the name of one that an objective generates': {
      given: { alerts: { [fastest]: 'lag_seconds > 1' }, bundle: { slos: [promise('shop', 'promise')] } },
      says: "one of the bundle's own, and one that the objective shop-promise generates",
      path: `shop/alerts/${fastest}`,
      elsewhere: [`shop/alerts/${fastest}`],
    },
    'alerts of two objectives whose ids differ in signs only': {
      given: { bundle: { slos: [promise('shop', 'promise'), promise('shop', '-promise')] } },
      says: 'one that the objective shop-promise generates, and one that the objective shop--promise generates',
      times: 4,
    },
    'an alert on logs with the name of another': {
      given: { alerts: { A: 'lag_seconds > 1' }, bundle: { logRules: [onLogs('A')] } },
      says: 'one of Prometheus, and one of Loki',
      elsewhere: ['shop/log-rules/A'],
    },
    'two alerts on logs with one name': {
      given: { bundle: { logRules: [onLogs('A'), onLogs('A')] } },
      elsewhere: ['shop/log-rules/A'],
    },
    'one series recorded twice from logs': {
      given: {
        bundle: { logRules: [fromLogs('sum(rate({app="a"}[5m]))'), fromLogs('sum(rate({app="b"}[5m]))')] },
      },
      says: 'recorded twice by Loki',
      elsewhere: ['shop/log-rules/app:lines:rate5m'],
    },
    'the same series from two bundles': {
      given: [
        { name: 'one', ...recorded },
        { name: 'two', ...recorded },
      ],
      says: 'in bundle one',
    },
    'the same alert in two bundles': {
      given: [
        { name: 'one', alerts: { A: 'lag_seconds > 1' } },
        { name: 'two', alerts: { A: 'lag_seconds > 1' } },
      ],
      says: 'in bundle one too',
    },
  },
  silent: {
    'one series with different labels': {
      given: {
        records: [
          ['a:b:c', 'max(lag_seconds)', { labels: { of: 'max' } }],
          ['a:b:c', 'min(lag_seconds)', { labels: { of: 'min' } }],
        ],
      },
    },
    'one rule per status': {
      given: {
        records: [
          ['status:requests:rate5m', 'sum by (status) (rate(requests_total{status="200"}[5m]))'],
          ['status:requests:rate5m', 'sum by (status) (rate(requests_total{status=~"5.."}[5m]))'],
        ],
      },
    },
    'alerts of one name with another expression in another bundle': {
      given: [
        { name: 'one', alerts: { A: 'lag_seconds > 1' } },
        { name: 'two', alerts: { A: 'lag_limit_seconds > 1' } },
      ],
    },
    'objectives with names of their own': {
      given: { bundle: { slos: [promise('shop', 'promise'), promise('shop', 'other')] } },
    },
    'series from logs that are told apart by a label': {
      given: {
        bundle: {
          logRules: [
            fromLogs('sum(rate({app="a"}[5m]))', { app: 'a' }),
            fromLogs('sum(rate({app="b"}[5m]))', { app: 'b' }),
            fromLogs('sum by (pod) (rate({app="a"}[5m]))'),
            fromLogs('sum by (pod) (rate({app="b"}[5m]))'),
          ],
        },
      },
    },
    'two alerts on one expression': { given: { alerts: { A: 'lag_seconds > 1', B: 'lag_seconds > 1' } } },
  },
});
