import { above, alert, avgOverTime, max, promql, rate, record, signal, sum, window } from 'dashwright';
import { cases, type Given, metrics } from '../../support.js';

const { lag_seconds: lag, requests_total: requests } = metrics;
const lags = signal({ title: 'Lag', expr: max(lag) });
const traffic = signal({ title: 'Traffic', expr: sum(rate(requests)) });
const fixed = signal({ title: 'Traffic', expr: sum(rate(requests, '1m')) });
const smooth = signal({ title: 'Lag', expr: max(avgOverTime(lag)) });
const written = signal({ title: 'Lag', expr: promql`max(max_over_time(${lag}[${window}]))` });
const alerts = (...made: readonly unknown[]): Given => ({
  bundle: { alerts: Object.fromEntries(made.map((one, index) => [`A${index}`, one])) },
});

export default cases('rule/over', {
  trips: {
    'a gauge that it does not smooth': {
      given: alerts(alert({ when: above(lags, 5), over: '10m', summary: 's' })),
      says: "over: '10m' changes nothing",
      expects: "avgOverTime(…, '10m')",
    },
    'a rate with a window of its own': { given: alerts(alert({ when: above(fixed, 5), over: '10m' })) },
    'PromQL with its windows': {
      given: alerts(alert({ when: promql`rate(requests_total[1m]) > 5`, over: '10m' })),
    },
    'a recorded gauge': {
      given: { bundle: { recordingRules: { r: record('all:lag:max', { expr: max(lag), over: '10m' }) } } },
    },
  },
  silent: {
    'windows that follow it': {
      given: alerts(
        alert({ when: above(traffic, 5), over: '10m' }),
        alert({ when: above(smooth, 5), over: '10m' }),
        alert({ when: above(written, 5), over: '10m' }),
        alert({ when: promql`${max(lag)} > 5 and ${sum(rate(requests))} > 1`, over: '10m' }),
      ),
    },
    'none, or the default': {
      given: alerts(alert({ when: above(lags, 5) }), alert({ when: above(lags, 5), over: '5m' })),
    },
    'a recorded rate': {
      given: {
        bundle: {
          recordingRules: { r: record('all:requests:rate10m', { expr: sum(rate(requests)), over: '10m' }) },
        },
      },
    },
  },
});
