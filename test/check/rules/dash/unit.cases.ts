import { dashboard, panel, promql, rate, signal, sum } from 'dashwright';
import { cases, metrics } from '../../support.js';

const lag = signal({ title: 'Lag', expr: metrics.lag_seconds });
const requests = signal({ title: 'Requests', expr: sum(rate(metrics.requests_total)) });
const unknown = signal({ title: 'Unknown', expr: promql`max(unheard_of)` });
const board = (...rows: Parameters<typeof dashboard>[0]['rows'][number][]) => ({
  dashboards: [dashboard({ uid: 'u', title: 'U', rows })],
});

export default cases('dash/unit', {
  trips: {
    'no unit': {
      given: board(panel.timeseries({ title: 'A', show: unknown })),
      says: 'no unit',
      path: 'shop/dashboards/u/panels/A',
    },
    'milliseconds for seconds': {
      given: board(panel.stat({ title: 'A', show: lag, unit: 'ms' })),
      says: 'shows ms, but "Lag" is in s',
    },
    'bytes for seconds': { given: board(panel.timeseries({ title: 'A', show: lag, unit: 'bytes' })) },
    'two units on one axis': {
      given: board(panel.timeseries({ title: 'A', show: [lag, requests] })),
      says: 'reqps',
    },
  },
  silent: {
    'the unit of the metric': { given: board(panel.timeseries({ title: 'A', show: lag })) },
    'the same in other words': {
      given: board(panel.timeseries({ title: 'A', show: lag, unit: 'dtdurations' })),
    },
    'plain numbers': { given: board(panel.timeseries({ title: 'A', show: lag, unit: 'short' })) },
    'a unit of its own for the second axis': {
      given: board(
        panel.timeseries({
          title: 'A',
          show: [lag, requests],
          overrides: [{ match: { query: 'B' }, properties: { unit: 'reqps' } }],
        }),
      ),
    },
    'a text panel': { given: board(panel.text({ title: 'A', markdown: 'x' })) },
    'a table, whose columns have units of their own': {
      given: board(panel.table({ title: 'A', show: unknown })),
    },
    'a unit that was said of the signal': {
      given: board(
        panel.stat({
          title: 'A',
          show: signal({ title: 'Lag', expr: metrics.lag_seconds, unit: 'short' }),
          unit: 'none',
        }),
      ),
    },
  },
});
