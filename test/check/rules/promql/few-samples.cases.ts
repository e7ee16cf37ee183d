import type { Duration } from 'dashwright';
import { cases, type Given } from '../../support.js';

const recorded = (expr: string, interval: Duration = '5m'): Given => ({
  records: [['job:lag:max', 'max by (job) (lag_seconds)', { group: 'slow' }]],
  alerts: { A: expr },
  bundle: { groups: { slow: { interval } } },
});

export default cases('promql/few-samples', {
  trips: {
    'a window of one interval': {
      given: recorded('avg_over_time(job:lag:max[5m]) > 5'),
      at: 'job:lag:max[5m]',
      says: 'has only one sample: the group slow records job:lag:max every 5m',
      expects: 'at least 10m',
    },
    'a window shorter than the interval': {
      given: recorded('max_over_time(job:lag:max[1m]) > 5'),
      says: 'at most one sample, and often none',
    },
    'a subquery with range and step exchanged': {
      given: { alerts: { A: 'max_over_time(sum(rate(requests_total[5m]))[1m:30m]) > 5' } },
      says: 'at most one value, and often none',
      suggests: '[30m:1m]',
    },
    'a subquery of one step': {
      given: { panels: ['avg_over_time(lag_seconds[5m:5m])'] },
      says: 'has only one value',
    },
    'a scraped series, with a window in which there often is none': {
      given: { alerts: { A: 'avg_over_time(lag_seconds[10s]) > 5' } },
      at: 'lag_seconds[10s]',
      says: 'at most one sample, and often none: the scrape interval is 30s',
    },
    'absence between two scrapes': {
      given: { alerts: { A: 'absent_over_time(lag_seconds[10s])' } },
      says: 'often none',
    },
  },
  silent: {
    'a window as long as the scrape interval': {
      given: {
        alerts: { A: 'absent_over_time(lag_seconds[10s])', B: 'max_over_time(lag_seconds[10s]) > 5' },
      },
      options: { scrapeInterval: '10s' },
    },
    'several intervals': { given: recorded('avg_over_time(job:lag:max[10m]) > 5') },
    'a quick group': { given: recorded('avg_over_time(job:lag:max[5m]) > 5', '1m') },
    'the last sample': { given: recorded('last_over_time(job:lag:max[5m]) > 5') },
    'a group with the interval of the server': {
      given: {
        records: [['job:lag:max', 'max by (job) (lag_seconds)']],
        alerts: { A: 'avg_over_time(job:lag:max[1m]) > 5' },
      },
    },
    'a scraped series': { given: { alerts: { A: 'avg_over_time(lag_seconds[1m]) > 5' } } },
    'a subquery of several steps, or with the step of the server': {
      given: { panels: ['max_over_time(lag_seconds[10m:5m]) + max_over_time(lag_seconds[1m:])'] },
    },
    'a variable as step': { given: { panels: ['max_over_time(lag_seconds[5m:$step])'] } },
  },
});
