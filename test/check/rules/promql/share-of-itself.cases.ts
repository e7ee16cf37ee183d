import { cases } from '../../support.js';

const quotient = (part: string, whole: string) => ({ given: { panels: [`${part} / ${whole}`] } });

export default cases('promql/share-of-itself', {
  trips: {
    'a share by the label that selects the part': {
      ...quotient('rate(requests_total{status="500"}[5m])', 'rate(requests_total[5m])'),
      says: 'both sides are matched by status',
    },
    'the same after sum by that label': quotient(
      'sum by (path, status) (rate(requests_total{status=~"5.."}[5m]))',
      'sum by (status, path) (rate(requests_total[5m]))',
    ),
    'the same with on': quotient(
      'rate(requests_total{status="500"}[5m])',
      'on (path, status, job, instance) rate(requests_total[5m])',
    ),
    'the same on both sides': {
      ...quotient('sum(rate(requests_total[5m]))', 'sum(rate(requests_total[5m]))'),
      says: 'both sides are the same series',
    },
    'a guard against zero': quotient(
      'sum by (status) (rate(requests_total{status="500"}[5m]))',
      '(sum by (status) (rate(requests_total[5m])) > 0)',
    ),
  },
  silent: {
    'a share of all': quotient(
      'sum(rate(requests_total{status="500"}[5m]))',
      'sum(rate(requests_total[5m]))',
    ),
    'a share by another label': quotient(
      'sum by (path) (rate(requests_total{status="500"}[5m]))',
      'sum by (path) (rate(requests_total[5m]))',
    ),
    'a match without the label': quotient(
      'rate(requests_total{status="500"}[5m])',
      'ignoring (status) sum without (status) (rate(requests_total[5m]))',
    ),
    'each status of all': quotient(
      'sum by (path, status) (rate(requests_total[5m]))',
      'on (path) group_left () sum by (path) (rate(requests_total[5m]))',
    ),
    'the same series at another time': quotient(
      'rate(requests_total[5m])',
      'rate(requests_total[5m] offset 1d)',
    ),
    'another window': quotient('rate(requests_total{status="500"}[5m])', 'rate(requests_total[1h])'),
    'another metric': quotient('sum(rate(failures_total[5m]))', 'sum(rate(requests_total[5m]))'),
    'what a variable decides': {
      given: {
        panels: [
          'sum by (path) (rate(requests_total{path=~"$path"}[5m])) / sum by (path) (rate(requests_total[5m]))',
        ],
        variables: [{ type: 'custom', name: 'path', values: ['/a'], multi: true }],
      },
    },
  },
});
