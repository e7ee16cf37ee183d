import { cases } from '../../support.js';

const usage = 'max by (topic) (lag_seconds)';

export default cases('alert/severity-order', {
  trips: {
    'exchanged bounds': {
      given: {
        alerts: {
          UsageCritical: { expr: `${usage} > 75`, severity: 'critical' },
          UsageWarning: { expr: `max by(topic)(lag_seconds) > 85`, severity: 'warning' },
        },
      },
      says: 'UsageCritical (critical) fires at 75, before UsageWarning (warning) at 85',
      expects: 'a bound above 85',
      path: 'shop/alerts/UsageCritical',
    },
    'the same downwards, the milder one first': {
      given: {
        alerts: {
          LeftWarning: { expr: `(${usage}) < 5 * 60`, severity: 'warning' },
          LeftCritical: { expr: `${usage} < 600`, severity: 'critical', for: '1m' },
        },
      },
      expects: 'a bound below 300',
      path: 'shop/alerts/LeftCritical',
    },
    'severities of a team': {
      given: {
        alerts: {
          A: { expr: `${usage} > 75`, severity: 'page' },
          B: { expr: `${usage} > 85`, severity: 'ticket' },
        },
        bundle: { severities: ['page', 'ticket'] },
      },
    },
  },
  silent: {
    'bounds in the order of their severities, and equal ones': {
      given: {
        alerts: {
          A: { expr: `${usage} > 85`, severity: 'critical' },
          B: { expr: `${usage} > 75`, severity: 'warning' },
          C: { expr: `${usage} > 75`, severity: 'info', for: '1h' },
          D: { expr: `${usage} < 1`, severity: 'critical' },
          E: { expr: `${usage} < 2`, severity: 'warning' },
        },
      },
    },
    'a smaller excess that lasts longer': {
      given: {
        alerts: {
          A: { expr: `${usage} > 75`, severity: 'critical', for: '6h' },
          B: { expr: `${usage} > 85`, severity: 'warning', for: '5m' },
        },
      },
    },
    'other values': {
      given: {
        alerts: {
          A: { expr: `${usage} > 75`, severity: 'critical' },
          B: { expr: 'max by (topic) (lag_limit_seconds) > 85', severity: 'warning' },
          C: { expr: `${usage} < 85`, severity: 'warning' },
        },
      },
    },
  },
});
