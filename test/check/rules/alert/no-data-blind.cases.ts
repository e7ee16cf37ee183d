import { cases } from '../../support.js';

const low = 'sum(rate(requests_total[5m])) < 1';

export default cases('alert/no-data-blind', {
  trips: {
    'low traffic': { given: { alerts: { A: low } }, at: low, says: 'requests_total is missing' },
    'a gauge without labels of its own': { given: { alerts: { A: 'fill_ratio <= 0.1' } } },
    'too few targets': { given: { alerts: { A: 'count(up) < 3' } } },
    'low traffic while something else holds': {
      given: { alerts: { A: `${low} and on () max(lag_seconds) > 1` } },
    },
    'low traffic of a recorded rate': {
      given: {
        records: [['all:requests:rate5m', 'sum(rate(requests_total[5m]))']],
        alerts: { A: 'all:requests:rate5m < 1' },
      },
    },
  },
  silent: {
    'absence in the same alert': { given: { alerts: { A: `${low} or absent(requests_total)` } } },
    'zero in place of nothing': {
      given: { alerts: { A: '(sum(rate(requests_total[5m])) or vector(0)) < 1' } },
    },
    'absence in another alert': { given: { alerts: { A: low, B: 'absent(requests_total)' } } },
    'an alert on the target': { given: { alerts: { A: low, B: 'up{job="shop"} == 0' } } },
    'series that come and go': { given: { alerts: { A: 'sum by (path) (rate(requests_total[5m])) < 1' } } },
    'a high value': { given: { alerts: { A: 'sum(rate(requests_total[5m])) > 1' } } },
  },
});
