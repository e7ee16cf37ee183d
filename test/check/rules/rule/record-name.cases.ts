import { cases } from '../../support.js';

export default cases('rule/record-name', {
  trips: {
    'a name without a level': { given: { records: [['lag_max', 'max(lag_seconds)']] }, says: 'lag_max' },
    'a name that Prometheus 2 refuses': {
      given: { records: [['job:lag-seconds:max', 'max(lag_seconds)']] },
      level: 'error',
    },
    'a label that Prometheus 2 refuses': {
      given: { records: [['a:b:c', 'max(lag_seconds)', { labels: { 'k8s.pod': 'x' } }]] },
      level: 'error',
      says: 'k8s.pod',
    },
    'the name of a metric': {
      given: { records: [['lag_seconds', 'max(lag_limit_seconds)']] },
      level: 'error',
      says: 'lag_seconds is a scraped metric',
    },
    'the name of a part of a histogram': {
      given: { records: [['took_seconds_count', 'sum(rate(took_seconds_count[5m]))']] },
      level: 'error',
    },
    'the name of what a scrape makes': { given: { records: [['up', 'max(lag_seconds)']] }, level: 'error' },
    'no name': { given: { records: [['', 'max(lag_seconds)']] }, level: 'error' },
    'an alert without a name': { given: { alerts: { ' ': 'lag_seconds > 1' } }, level: 'error' },
  },
  silent: {
    'level, metric and operations': {
      given: {
        records: [
          ['job_path:requests:rate5m', 'max(lag_seconds)'],
          [':lag:max', 'max(lag_seconds)'],
        ],
      },
    },
    'dots where they are allowed': {
      given: { records: [['a:b:c', 'max(lag_seconds)', { labels: { 'k8s.pod': 'x' } }]] },
      options: { utf8Names: true },
    },
  },
});
