import { logql, lokiAlert, lokiRecord, stack } from 'dashwright';
import { cases } from '../../support.js';

const scrape = [{ job: 'shop', targets: ['shop:8080' as const], labels: { zone: '' } }];

export default cases('rule/empty-label', {
  trips: {
    'a label of an alert': {
      given: { alerts: { A: { expr: 'max(lag_seconds) > 1', labels: { team: '' } } } },
      says: 'the label team has no value',
    },
    'a label of a recording rule': {
      given: { records: [['a:b:c', 'max(lag_seconds)', { labels: { team: '' } }]] },
    },
    'a label of the bundle, said once': {
      given: {
        alerts: { A: 'max(lag_seconds) > 1', B: 'max(lag_seconds) > 2' },
        bundle: { labels: { team: '' } },
      },
      elsewhere: 1,
    },
    'a label of a group': {
      given: {
        alerts: { A: 'max(lag_seconds) > 1' },
        bundle: { groups: { shop: { labels: { team: '' } } } },
      },
    },
    'a label of an alert on logs': {
      given: {
        bundle: {
          logRules: [
            lokiAlert('L', {
              when: logql`count_over_time({a="b"}[5m]) > 1`,
              severity: 'info',
              summary: 's',
              description: 'd',
              labels: { team: '' },
            }),
          ],
        },
      },
      says: 'the label team has no value, so Loki leaves it out',
      path: 'shop/log-rules/L',
    },
    'a label of a recording rule on logs': {
      given: {
        bundle: {
          logRules: [lokiRecord('a:b', { expr: logql`sum(rate({a="b"}[5m]))`, labels: { team: '' } })],
        },
      },
    },
    'labels of the stack': {
      given: { bundle: { stack: stack({ scrape, externalLabels: { cluster: '' } }) } },
      says: 'the external label cluster has no value, so Prometheus leaves it out',
      path: 'shop/stack',
      times: 2,
    },
  },
  silent: {
    'a label with a value': {
      given: { alerts: { A: { expr: 'max(lag_seconds) > 1', labels: { team: 'a' } } } },
    },
    'an empty value that removes a label of the expression': {
      given: { alerts: { A: { expr: 'requests_total > 1', labels: { path: '' } } } },
    },
  },
});
