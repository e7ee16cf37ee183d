import { alert, type BundleOptions, holds, type RoutingOptions, receiver, routing } from 'dashwright';
import { cases, type Given, raw } from '../../support.js';

const team = receiver('team', {});
const texts = { severity: 'warning', summary: 's', for: '5m' } as const;
const Lagging = alert({ ...texts, when: holds(raw('max by (topic) (lag_seconds) > 5')) });
const Failing = alert({ ...texts, when: holds(raw('sum(rate(failures_total[5m])) > 5')) });
const Busy = alert({ ...texts, when: holds(raw('sum by (path) (rate(requests_total[5m])) > 5')) });
const Down = alert({ ...texts, when: holds(raw('up == 0')) });

function routed(options: Partial<RoutingOptions>, more: Partial<BundleOptions> = {}): Given {
  const alerts = { Lagging, Failing, Busy };
  return {
    bundle: { alerts, labels: { team: 'core' }, routing: routing({ receiver: team, ...options }), ...more },
  };
}
const inhibiting = (source: typeof Lagging, target: typeof Lagging, equal: string[]) =>
  routed({ inhibitRules: [{ source: { alerts: [source] }, target: { alerts: [target] }, equal }] });

export default cases('routing/unknown-label', {
  trips: {
    'a typo in groupBy': {
      given: routed({ groupBy: ['alertname', 'topc'] }),
      says: 'the routing, groupBy: no alert of the bundle has a label topc: nothing is grouped by it',
      suggests: 'topic',
      path: 'shop/routing',
    },
    'a matcher of a route': {
      given: routed({ routes: [{ match: { labels: { tema: 'core' } } }] }),
      says: 'it matches nothing',
      suggests: 'team',
    },
    'a label that is no typo': {
      given: routed({ routes: [{ match: { matchers: 'squad="core"' } }] }),
      says: 'no alert of the bundle has a label squad',
    },
    'a negative matcher of an inner route': {
      given: routed({ routes: [{ match: 'all', routes: [{ match: { matchers: 'topik!="orders"' } }] }] }),
      says: 'the matcher excludes nothing',
    },
    'a label in equal that no alert has': {
      given: routed({
        inhibitRules: [{ source: { alerts: [Lagging] }, target: { alerts: [Failing] }, equal: ['topik'] }],
      }),
      says: 'inhibitRules[0], equal',
      suggests: 'topic',
    },
    'a label in equal that others have': {
      given: inhibiting(Failing, Busy, ['topic']),
      says: 'neither the source nor the target has the label topic',
    },
    'a label in equal that only the target has': {
      given: inhibiting(Failing, Busy, ['path']),
      says: 'the source has no label path, and all targets have: it inhibits nothing',
    },
    'an external label, where those of the server are known': {
      given: routed({ groupBy: ['cluster'] }),
      options: { externalLabels: ['region'] },
    },
    'a typo where the labels of an alert are not known': {
      given: routed({ groupBy: ['topik'] }, { alerts: { Lagging, Down } }),
      suggests: 'topic',
    },
  },
  silent: {
    'labels of expressions, of the bundle, of Prometheus': {
      given: routed({
        groupBy: ['alertname', 'topic', 'team', 'bundle'],
        routes: [{ match: { severity: 'critical', labels: { path: '/a', team: /c.*/ } } }],
        inhibitRules: [{ source: { alerts: [Lagging] }, target: { severity: 'info' }, equal: ['topic'] }],
      }),
    },
    'all labels': { given: routed({ groupBy: ['...'] }) },
    'the absence of a label': { given: routed({ routes: [{ match: { matchers: 'squad=""' } }] }) },
    'what servers usually add': { given: routed({ groupBy: ['alertname', 'cluster', 'region'] }) },
    'an external label of the settings': {
      given: routed({ groupBy: ['rack'] }),
      options: { externalLabels: ['rack'] },
    },
    'labels of which nothing is known': {
      given: routed({ groupBy: ['namespace'] }, { alerts: { Down } }),
    },
    'a routing for alerts of others': {
      given: [
        routed({ groupBy: ['squad'] }, { alerts: {} }),
        routed({ groupBy: ['squad'] }, { identity: 'none', name: 'other' }),
      ],
    },
    'a bundle without routing': { given: { alerts: { A: 'lag_seconds > 1' } } },
  },
});
