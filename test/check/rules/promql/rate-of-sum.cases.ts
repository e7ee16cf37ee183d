import { cases } from '../../support.js';

export default cases('promql/rate-of-sum', {
  trips: {
    'a rate of a sum': { given: { panels: ['rate(sum(requests_total)[5m:1m])'] }, says: 'requests_total' },
    'a rate of a recorded sum': {
      given: {
        records: [['job:requests:sum', 'sum by (job) (requests_total)']],
        alerts: { A: 'increase(job:requests:sum[5m]) > 5' },
      },
      at: 'job:requests:sum[5m]',
      suggests: 'record the sum of the rates',
    },
  },
  silent: {
    'a sum of rates': { given: { panels: ['sum(rate(requests_total[5m]))'] } },
    'the largest of a sum of rates': {
      given: { panels: ['max_over_time(sum(rate(requests_total[5m]))[1h:1m])'] },
    },
    'a rate of chosen counters': { given: { panels: ['rate(topk(3, requests_total)[5m:1m])'] } },
  },
});
