import { cases } from '../../support.js';

const low = 'sum(rate(requests_total[5m])) < 1';

export default cases('alert/no-data-blind', {
  trips: {
    'low traffic': { given: { alerts: { A: low } }, at: low, says: 'requests_total is missing' },
    'a gauge without labels of its own': { given: { alerts: { A: 'fill_ratio <= 0.1' } } },
    'too few targets': { given: { alerts: { A: 'count(up) < 3' } } },
    'too few that are up, with none there is no number': {
      given: { alerts: { A: 'count(up == 1) < 3', B: 'absent(up)' } },
      at: 'up == 1',
      says: 'no value at all',
    },
    'too few of each': { given: { alerts: { A: 'count by (topic) (lag_seconds < 5) < 2' } } },
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
    'a number that is 0 with none': {
      given: { alerts: { A: 'sum(up == bool 1) < 3 or absent(up)', B: '(count(up == 1) or vector(0)) < 3' } },
    },
    'an alert when none passes': { given: { alerts: { A: 'count(up == 1) < 3', B: 'absent(up == 1)' } } },
    'the same with other blanks': {
      given: { alerts: { A: 'count(up{job="a"} == 1) < 3', B: 'absent(up{ job = "a" }==1)' } },
    },
    'many that pass': { given: { alerts: { A: 'count(up == 0) > 3' } } },
    'a high value': { given: { alerts: { A: 'sum(rate(requests_total[5m])) > 1' } } },
  },
});
