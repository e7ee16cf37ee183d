import { dashboard } from 'dashwright';
import { cases } from '../../support.js';

const board = (uid: string) => dashboard({ uid, title: uid, rows: [] });

export default cases('target/file-name', {
  trips: {
    'dashboards of uids that differ in case, with both places': {
      given: { dashboards: [board('shop'), board('other'), board('SHOP')] },
      says: 'the dashboards shop and SHOP differ only in case',
      path: 'shop/dashboards/SHOP',
      elsewhere: ['shop/dashboards/shop'],
    },
    'alerts whose pages are one file': {
      given: { alerts: { LagHigh: 'lag_seconds > 1', LAGHigh: 'lag_seconds > 2' } },
      says: 'the alerts LagHigh and LAGHigh differ only in case',
      elsewhere: 1,
    },
    'runbooks, at the alerts that link to them': {
      given: {
        alerts: { A: 'lag_seconds > 1', B: { expr: 'lag_seconds > 2', runbook: 'KNOWN' } },
        runbooks: { known: '# Known', KNOWN: '# Known' },
      },
      says: 'the runbooks known and KNOWN differ only in case',
      path: 'shop/alerts/A',
      elsewhere: ['shop/alerts/B'],
    },
    'names that are written in two forms of Unicode': {
      given: { runbooks: { known: '# K', caf\u00e9: '# C', cafe\u0301: '# C' } },
      says: 'differ only in case',
    },
    'message templates': {
      given: { templates: { slack: '{{ define "a" }}{{ end }}', Slack: '{{ define "b" }}{{ end }}' } },
      says: 'the templates slack and Slack',
    },
    'a device of Windows': { given: { dashboards: [board('con')] }, says: 'Windows', level: 'warning' },
    'a character that Windows does not allow': {
      given: { runbooks: { known: '# Known', 'what now?': '# What now' } },
      says: 'the runbook what now? becomes a file that Windows cannot store',
      level: 'warning',
    },
    'a line break': {
      given: { runbooks: { known: '# Known', 'a\nb': '# AB' } },
      says: 'the runbook a\\nb becomes',
      level: 'warning',
    },
    'a bundle of such a name': { given: { name: 'aux' }, path: 'aux', level: 'warning' },
  },
  silent: {
    'names that differ in more than case': {
      given: {
        dashboards: [board('shop'), board('shop-2'), board('console')],
        alerts: { A: 'lag_seconds > 1', B: 'lag_seconds > 2' },
      },
    },
    'alerts of any name, whose pages are named by what files can be': {
      given: { alerts: { 'Lag: high?': 'lag_seconds > 1', 'lag: high?': 'lag_seconds > 2' } },
    },
    'the same names in two bundles, which have folders of their own': {
      given: [
        { name: 'a', dashboards: [board('shop')] },
        { name: 'b', dashboards: [board('SHOP')] },
      ],
    },
  },
});
