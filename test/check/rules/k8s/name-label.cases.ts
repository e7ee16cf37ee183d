import { dashboard } from 'dashwright';
import { cases } from '../../support.js';

const board = (uid: string) => dashboard({ uid, title: uid, rows: [] });

export default cases('k8s/name-label', {
  trips: {
    'a name that is too long': { given: { name: 'x'.repeat(64) }, says: '64 characters' },
    'a version that is a number': {
      given: { bundle: { version: 1 as unknown as string } },
      says: 'version 1',
    },
    'a version of two parts': { given: { bundle: { version: '1.2' } } },
    'an appVersion that is no label value': { given: { bundle: { appVersion: 'v1 (beta)' } } },
    'uids that become one object': {
      given: { dashboards: [board('shop_a'), board('Shop-A')] },
      says: 'shop-a',
    },
    'alerts and recording rules in groups of one name': {
      given: {
        alerts: { A: { expr: 'lag_seconds > 1', group: 'lag' } },
        records: [['a:b:c', 'max(lag_seconds)', { group: 'lag' }]],
      },
      says: 'two rule groups are named lag',
    },
  },
  silent: {
    'names, versions and groups': {
      given: {
        name: 'seamless_v2',
        bundle: { version: '2.1.0-rc.1+build', appVersion: 'v2.1_beta' },
        dashboards: [board('shop_a'), board('shop-b')],
        alerts: { A: 'lag_seconds > 1' },
        records: [['a:b:c', 'max(lag_seconds)']],
      },
    },
  },
});
