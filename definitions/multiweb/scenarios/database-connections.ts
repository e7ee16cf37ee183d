import { constant, ramp, scenario, spike } from 'dashwright/testing';
import { DatabaseConnectionPoolHigh } from '../alerts.js';
import { dataStores } from '../metrics.js';

const backends = dataStores.pg_stat_database_numbackends;
const about = { alerts: [DatabaseConnectionPoolHigh] };

export default [
  scenario('81 connections for ten minutes', about)
    .series(backends, constant(81).from('10m').until('20m').otherwise(30))
    .quietUntil('10m')
    .pendingAt('11m30s')
    .firesWithin(['12m', '12m'], {
      value: 81,
      labels: { datname: 'multiweb', namespace: 'multiweb', severity: 'warning' },
    })
    .firingAt('15m', {
      annotations: {
        summary: 'Database multiweb is running out of connections: 81 in use',
        description: /81 connections to database multiweb of .* namespace multiweb \(threshold 80\)/,
      },
    })
    .resolvedAt('20m30s'),

  scenario('exactly 80 connections', { ...about, lasting: '20m' })
    .series(backends, constant(80))
    .staysQuiet(),

  scenario('a leak', about)
    .series(backends, ramp(20, 100, '40m'))
    .quietUntil('30m')
    .firesWithin(['32m', '33m']),

  scenario('a deployment doubles the pools for a minute and a half', { ...about, lasting: '30m' })
    .series(backends, spike(50, 95, '10m', '1m30s'))
    .neverFires(),

  scenario('one database of two, on one server of two', about)
    .series(backends, { datname: 'multiweb', instance: 'postgres-0:9187' }, constant(90))
    .series(backends, { datname: 'analytics', instance: 'postgres-0:9187' }, constant(60))
    .series(backends, { datname: 'multiweb', instance: 'postgres-1:9187' }, constant(60))
    .firingAt('10m', { count: 1, value: 90, labels: { datname: 'multiweb', instance: 'postgres-0:9187' } }),

  scenario('two servers of one name in two namespaces', about)
    .series(backends, { namespace: 'multiweb', instance: 'postgres:9187' }, constant(85))
    .series(backends, { namespace: 'staging', instance: 'postgres:9187' }, constant(5))
    .firingAt('10m', { count: 1, value: 85, labels: { namespace: 'multiweb' } }),

  scenario('the exporter is gone while the alert fires', about)
    .series(backends, constant(90).disappearsAt('10m'))
    .firingAt('9m')
    .resolvedAt('11m'),

  scenario('no database at all', { ...about, lasting: '20m' }).staysQuiet(),
];
