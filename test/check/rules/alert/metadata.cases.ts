import { cases, type GivenAlert } from '../../support.js';

const alert = (more: Partial<GivenAlert>) => ({ alerts: { A: { expr: 'lag_seconds > 1', ...more } } });

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
  },
  silent: {
    'all of it': { given: alert({}) },
    "the team's own severities": {
      given: alert({ severity: 'page' }),
      options: { severities: ['page', 'ticket'] },
    },
  },
});
