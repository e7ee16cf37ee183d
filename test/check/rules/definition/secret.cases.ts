import { catalog, counter, dashboard, environments, panel, signal, variable } from 'dashwright';
import { cases, raw } from '../../support.js';

/** Split in two, so that secret scanners do not report the test itself. */
const made = (first: string, second: string) => first + second;
const hook = made('https://hooks.slack', '.com/services/T0001/B0001/abcdefgh');
const login = made('https://ops:', 'hunter2@alerts.example.com/mute');
const accepted = [{ check: 'definition/secret', reason: 'an example of the documentation' }];
/** Alerts of a module, of which only the names matter. */
const withA = { A: { type: 'alert' } } as const;
const alert = { expr: 'up == 0', for: '5m' } as const;

export default cases('definition/secret', {
  trips: {
    'the description of an alert': {
      given: { alerts: { A: { ...alert, description: `post to ${hook}` } } },
      says: 'annotations.description contains a Slack webhook URL, and the text is published',
      path: 'shop/alerts/A',
    },
    'an annotation': {
      given: { alerts: { A: { ...alert, annotations: { mute: login } } } },
      says: 'annotations.mute contains a URL with a password',
    },
    'the group of an alert': {
      given: { alerts: { A: { ...alert, group: hook } } },
      says: 'group contains a Slack webhook URL',
    },
    'a notification template': {
      given: { templates: { slack: `{{ define "shop" }}\n${hook}\n{{ end }}` } },
      says: 'line 2 of templates/slack.tmpl contains a Slack webhook URL',
      path: 'shop/templates/slack',
    },
    'a label of an alert': {
      given: { alerts: { A: { ...alert, labels: { hook } } } },
      says: 'labels.hook',
    },
    'an expression': {
      given: { alerts: { A: { ...alert, expr: `up{hook="${hook}"} == 0` } } },
      says: 'expr',
    },
    'a label of a recording rule': {
      given: { records: [['a:up:sum', 'sum(up)', { labels: { hook } }]] },
    },
    'the description of a panel': {
      given: { panels: [{ expr: 'up', description: login }] },
      says: 'description contains a URL with a password',
      path: 'shop/dashboards/shop/panels/Panel',
    },
    'the link of a panel': {
      given: { panels: [{ expr: 'up', links: [{ title: 'Mute', url: login }] }] },
      says: 'links.0.url',
    },
    'a legend': { given: { panels: [{ expr: 'up', legend: hook }] }, times: 2 },
    Markdown: {
      given: {
        dashboards: [
          dashboard({
            uid: 'shop',
            title: 'Shop',
            rows: [panel.text({ title: 'Help', markdown: `See ${hook}` })],
          }),
        ],
      },
      says: 'markdown',
    },
    'the JSON of a raw panel': {
      given: {
        dashboards: [
          dashboard({
            uid: 'shop',
            title: 'Shop',
            rows: [panel.raw({ title: 'Raw', json: { type: 'x', options: { deep: [{ url: login }] } } })],
          }),
        ],
      },
      says: 'json.options.deep.0.url',
    },
    'the description of a dashboard': {
      given: { dashboards: [dashboard({ uid: 'shop', title: 'Shop', description: hook, rows: [] })] },
      path: 'shop/dashboards/shop',
    },
    'a link of a dashboard': {
      given: {
        dashboards: [
          dashboard({ uid: 'shop', title: 'Shop', links: [{ title: 'Mute', url: login }], rows: [] }),
        ],
      },
    },
    'a variable': {
      given: { panels: ['up'], variables: [variable.custom({ name: 'hook', values: [hook] })] },
    },
    'a listed signal': {
      given: { bundle: { signals: { a: signal({ title: 'A', description: hook, expr: raw('up') }) } } },
      path: 'shop/signals/A',
    },
    'a help text': {
      given: { metrics: catalog({ a_total: counter({ help: `As in ${login}`, unit: 'requests' }) }) },
      path: 'shop/metrics/a_total',
    },
    'the example of a label': {
      given: {
        metrics: catalog({ a_total: counter({ help: 'A.', unit: 'requests', labels: { url: [login] } }) }),
      },
    },
    'a runbook, with its line': {
      given: { runbooks: { known: `# Known\n\nPost to ${hook}\n` } },
      says: 'line 3 of runbooks/known.md contains a Slack webhook URL',
      path: 'shop/runbooks/known',
    },
    'the description of a bundle': { given: { bundle: { description: hook } }, path: 'shop' },
    'an address of the bundle': {
      given: {
        bundle: {
          urls: { grafana: made('https://me:', 'you@grafana.example'), runbooks: 'https://r/{slug}' },
        },
      },
      says: 'urls.grafana',
    },
    'a label of an environment, and of an alert there': {
      given: {
        alerts: { A: alert },
        bundle: {
          environments: environments(withA, {
            prod: { labels: { first: hook }, alerts: { A: { labels: { second: login } } } },
          }),
        },
      },
      // In the environment as written, and on the alert as resolved.
      times: 4,
      says: 'environments.byName.prod',
    },
    'an address of an environment': {
      given: {
        bundle: {
          environments: environments(
            {},
            { prod: { urls: { grafana: made('https://me:', 'you@g.example') } } },
          ),
        },
      },
      says: 'environments.byName.prod.urls.grafana',
    },
    'labels of a group': {
      given: { bundle: { groups: { shop: { labels: { hook } } } } },
      says: 'groups.shop.labels',
    },
    'a label of all alerts': { given: { bundle: { labels: { hook } } } },
  },
  silent: {
    'ordinary texts': {
      given: {
        alerts: {
          A: { ...alert, description: 'See https://wiki.example.com/hooks/PrometheusAlerts2024Production' },
        },
        runbooks: {
          known: '# Known\n\ncurl -H "Authorization: Bearer $TOKEN" https://example.com/webhooks/shop\n',
        },
        panels: [{ expr: 'up', description: 'https://grafana.example.com/d/shop?var-token=all' }],
      },
    },
    'what is suppressed on an alert': {
      given: { alerts: { A: { ...alert, description: hook, suppress: accepted } } },
    },
    'what is suppressed on a panel': {
      given: { panels: [{ expr: 'up', description: hook, suppress: accepted }] },
    },
    'what is suppressed on the bundle, runbooks too': {
      given: { bundle: { description: hook, suppress: accepted }, runbooks: { known: hook } },
    },
  },
});
