import {
  above,
  alert as defined,
  logql,
  lokiAlert,
  promql,
  receiver,
  routing,
  runbook,
  signal,
} from 'dashwright';
import { cases, type Given, type GivenAlert } from '../../support.js';

const alert = (more: Partial<GivenAlert>) => ({ alerts: { A: { expr: 'lag_seconds > 1', ...more } } });

const lag = signal({ title: 'Lag', expr: promql<'topic'>`lag_seconds`, unit: 's' });
const texts = { summary: 's', description: 'd', runbook: runbook('known') };
/** An alert as it is defined, in place of a text. */
const own = (A: unknown, more: Given['bundle'] = {}): Given => ({ bundle: { alerts: { A }, ...more } });

export default cases('alert/metadata', {
  trips: {
    'a severity that nobody routes': { given: alert({ severity: 'crit' }), says: '"crit"' },
    'a typo of a severity': { given: alert({ severity: 'warnning' }), suggests: 'warning' },
    'no summary': { given: alert({ summary: ' ' }), says: 'summary' },
    'a runbook that does not exist': { given: alert({ runbook: 'knwon' }), suggests: 'known' },
    'a runbook address that is not absolute': {
      given: { ...alert({}), bundle: { urls: { grafana: 'https://g', runbooks: '/runbooks/{slug}' } } },
      says: '/runbooks/known',
    },
    'an annotation that the team asks for': {
      given: alert({}),
      options: { annotations: ['summary', 'impact'] },
      says: 'impact',
    },
    'no severity': { given: own(defined({ when: above(lag, 1), ...texts })), says: 'no severity' },
    'no runbook': {
      given: own(defined({ when: above(lag, 1), severity: 'info', summary: 's', description: 'd' })),
      says: 'no runbook_url',
    },
    'nothing but an expression': {
      given: own(defined({ when: promql`lag_seconds > 1` })),
      times: 4,
      path: 'shop/alerts/A',
    },
    'a severity that the list of the bundle does not have': {
      given: own(defined({ when: above(lag, 1), severity: 'critical', ...texts }), {
        severities: ['page', 'ticket'],
      }),
      says: '"critical"',
      expects: 'page and ticket',
    },
    'a level that the list of the bundle does not have': {
      given: own(defined({ when: above(lag, { page: 2, tikcet: 1 }), ...texts }), {
        severities: ['page', 'ticket'],
      }),
      suggests: 'ticket',
      path: 'shop/alerts/A.tikcet',
    },
    'a level that fires before a milder one': {
      given: own(defined({ when: above(lag, { critical: 1, warning: 2 }), ...texts })),
      says: 'the level critical fires at 1, before warning at 2',
      expects: 'above that of every less severe level',
    },
    'an alert on logs without texts': {
      given: { bundle: { logRules: [lokiAlert('L', { when: logql`count_over_time({a="b"}[5m]) > 1` })] } },
      times: 4,
      path: 'shop/log-rules/L',
    },
    'a severity in routing': {
      given: own(defined({ when: above(lag, 1), severity: 'info', ...texts }), {
        routing: routing({
          receiver: receiver('team'),
          routes: [{ match: { severity: 'critcal' }, receiver: receiver('on-call') }],
        }),
      }),
      suggests: 'critical',
    },
  },
  silent: {
    'levels in the order of their bounds': {
      given: own(defined({ when: above(lag, { warning: 1, critical: 2 }), ...texts })),
    },
    'an address of a runbook in place of a runbook': {
      given: own(
        defined({
          when: above(lag, 1),
          severity: 'info',
          summary: 's',
          description: 'd',
          annotations: { runbook_url: 'https://r.example.com' },
        }),
      ),
    },
    'fewer annotations where the team needs no more': {
      given: own(defined({ when: above(lag, 1), severity: 'info', summary: 's' })),
      options: { annotations: ['summary'] },
    },
    'all of it': { given: alert({}) },
    "the team's own severities": {
      given: alert({ severity: 'page' }),
      options: { severities: ['page', 'ticket'] },
    },
  },
});
