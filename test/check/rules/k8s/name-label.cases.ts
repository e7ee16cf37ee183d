import { dashboard } from 'dashwright';
import { cases } from '../../support.js';

const board = (uid: string) => dashboard({ uid, title: uid, rows: [] });

export default cases('k8s/name-label', {
  trips: {
    'bundles that become one chart': {
      given: [{ name: 'shop_api' }, { name: 'shop-api' }],
      says: 'the same chart shop-api',
      path: 'shop_api',
    },
    'dashboards of two bundles that become one object': {
      given: [
        { name: 'shop', dashboards: [board('api-errors')] },
        { name: 'shop_api', dashboards: [board('errors')] },
      ],
      says: 'the same object shop-api-errors',
      level: 'warning',
    },
    'a version that is a number': {
      given: { bundle: { version: 1 as unknown as string } },
      says: 'version 1',
    },
    'a version of two parts': { given: { bundle: { version: '1.2' } } },
    'an appVersion of which no label value is left': { given: { bundle: { appVersion: '(–)' } } },
    'alerts and recording rules in groups of one name': {
      given: {
        alerts: { A: { expr: 'lag_seconds > 1', group: 'lag' } },
        records: [['a:b:c', 'max(lag_seconds)', { group: 'lag' }]],
      },
      says: 'two rule groups are named lag',
    },
  },
  silent: {
    'uids and names that the emitters keep apart, or shorten': {
      given: {
        name: 'x'.repeat(64),
        dashboards: [board('shop_a'), board('Shop-A'), board('shop-a')],
        bundle: { appVersion: 'v1 (beta)' },
      },
    },
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
