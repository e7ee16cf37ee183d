import { cases } from '../../support.js';

const lag = ['job:lag:max', 'max by (topic) (lag_seconds)'] as const;

export default cases('live/unknown-metric', {
  trips: {
    'a metric that was renamed, with all that breaks': {
      given: {
        records: [lag],
        alerts: { A: 'job:lag:max > 5', B: 'fill_ratio > 1' },
        panels: ['lag_seconds'],
      },
      page: 'lag_time_seconds{topic="orders"} 1\nfill_ratio 1\n',
      says: 'this breaks 1 alert (A), 1 recording rule (job:lag:max) and 1 panel ("Panel" on shop)',
      suggests: 'lag_time_seconds is there, and no bundle declares it: was it renamed?',
      path: 'shop/metrics/lag_seconds',
      elsewhere: ['shop/alerts/A', 'shop/recording-rules/job:lag:max', 'shop/dashboards/shop/panels/Panel'],
    },
    'one of several, where the page has others that begin like it': {
      given: { panels: ['lag_seconds', 'lag_limit_seconds'] },
      page: 'lag_limit_seconds{topic="orders"} 1\n',
    },
    'a counter with labels, which may come later': {
      given: { panels: ['rate(requests_total[5m])', 'lag_seconds'] },
      page: 'lag_seconds{topic="orders"} 1\n',
      server: {},
      level: 'warning',
      says: 'may appear with its first event',
    },
    'a metric that is described and has no series yet': {
      given: { panels: ['rate(requests_total[5m])', 'lag_seconds'] },
      page: '# TYPE requests_total counter\nlag_seconds{topic="orders"} 1\n',
      server: {},
      level: 'info',
    },
    'a metric that was there until its target went down': {
      given: { panels: ['lag_seconds', 'fill_ratio'] },
      page: 'fill_ratio{job="a",instance="i"} 1\nlag_seconds{topic="orders",job="b",instance="j"} 1\n',
      server: { current: new Map([['fill_ratio', 1]]), targets: new Map([['b j', false]]) },
      level: 'warning',
      says: 'the targets of job b that had it are down or gone',
    },
    'a metric of no job that was there in a longer time': {
      given: { panels: ['lag_seconds', 'fill_ratio'] },
      page: 'fill_ratio{job="a",instance="i"} 1\nlag_seconds{topic="orders"} 1\n',
      server: { current: new Map([['fill_ratio', 1]]), targets: new Map([['b j', false]]), recent: 144_000 },
      level: 'warning',
      says: 'has had series lag_seconds within the last 1d16h, and has none now: read by',
    },
    'the part of a histogram that is not there': {
      given: { panels: ['rate(took_seconds_count[5m])', 'rate(took_seconds_sum[5m])'] },
      page: 'took_seconds_count{path="/a"} 1\n',
      says: 'took_seconds_sum',
    },
    'the buckets of a histogram that became a summary': {
      given: { panels: ['rate(took_seconds_bucket[5m])'] },
      page: '# TYPE took_seconds summary\ntook_seconds{path="/a",quantile="0.9"} 1\ntook_seconds_sum{path="/a"} 1\n',
      level: 'error',
      suggests: 'took_seconds and took_seconds_sum are there: has its type changed?',
    },
  },
  silent: {
    'a metric that is there': { given: { panels: ['lag_seconds'] }, page: 'lag_seconds{topic="orders"} 1\n' },
    'a metric that nothing reads': {
      given: { panels: ['lag_seconds'] },
      page: 'lag_seconds{topic="orders"} 1\n',
      server: {},
    },
    'a metric of another program, beside the page of one': {
      given: { panels: ['lag_seconds', 'fill_ratio'] },
      page: 'lag_seconds{topic="orders"} 1\n',
    },
    'a panel that accepts it': {
      given: {
        panels: [
          'fill_ratio',
          { expr: 'lag_seconds', suppress: [{ check: 'live/unknown-metric', reason: 'comes with 2.0' }] },
        ],
      },
      page: 'fill_ratio 1\n',
      server: {},
    },
    'series of Prometheus itself': {
      given: { panels: ['up', 'fill_ratio'] },
      page: 'fill_ratio 1\n',
      server: {},
    },
  },
});
