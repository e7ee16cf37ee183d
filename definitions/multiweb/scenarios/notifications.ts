import { constant, observing, rateOf, scenario } from 'dashwright/testing';
import {
  ApiMetricsMissing,
  DatabaseConnectionPoolHigh,
  HighErrorRate,
  HighLatency,
  HighMemoryUsage,
} from '../alerts.js';
import { application, dataStores, platform } from '../metrics.js';
import { onCall, team } from '../routing.js';
import { apiAvailability } from '../slos.js';

const { http_requests_total: requests, http_request_duration_seconds: durations } = application;
const slow = observing(5, 'per second', { quantile: 0.95, value: 0.8 });
const pod = { namespace: 'multiweb', pod: 'multiweb-api-7d9f', container: 'multiweb-api' };
const burns = Object.values(apiAvailability.alerts);
const tickets = burns.filter(({ severity }) => severity === 'warning');

export default [
  scenario('requests fail: on-call is notified after ten seconds and every hour, also that it is over', {
    alerts: [HighErrorRate],
  })
    .series(requests, { status: '200' }, rateOf(90, 'per minute'))
    .series(requests, { status: '500' }, rateOf(10, 'per minute').until('2h'))
    .firingAt('1h')
    .resolvedAt('2h30m')
    .notifies(onCall, { within: '10s', grouped: ['alertname', 'namespace'], repeated: '1h' })
    .notifies(onCall, { resolved: true, within: '5m' })
    .neverNotifies(team),

  scenario('slow pages are for the team, and are repeated twice a working day', { alerts: [HighLatency] })
    .series(durations, slow)
    .firingAt('20m')
    .notifies(team, { within: '30s', repeated: '4h' })
    .neverNotifies(onCall),

  // The alert for production inhibits the other, which has the same cause and dashboard. Staging has a cause of its
  // own.
  scenario('pages are slow and fail: only the failures of that namespace call somebody', {
    alerts: [HighErrorRate, HighLatency],
  })
    .series(requests, { status: '200', namespace: 'multiweb' }, rateOf(50, 'per minute'))
    .series(requests, { status: '500', namespace: 'multiweb' }, rateOf(50, 'per minute'))
    .series(durations, { namespace: 'multiweb' }, slow)
    .series(durations, { namespace: 'staging' }, slow)
    .firingAt('20m')
    .notifies(onCall, { alert: HighErrorRate })
    .inhibits(HighLatency, { labels: { namespace: 'multiweb' }, by: HighErrorRate })
    .notifies(team, { alert: HighLatency, labels: { namespace: 'staging' } }),

  scenario(
    'the API is gone and clients keep their connections: nobody is notified of the connections, but of full memory',
    {
      alerts: [ApiMetricsMissing, DatabaseConnectionPoolHigh, HighMemoryUsage],
      environment: 'prod',
    },
  )
    .series(platform.container_spec_memory_limit_bytes, pod, constant(1e9))
    .series(platform.container_memory_working_set_bytes, pod, constant(0.5e9).thenAt('20m', 0.95e9))
    .series(dataStores.pg_stat_database_numbackends, constant(60).thenAt('20m', 95))
    .firingAt('30m')
    .notifies(onCall, { alert: ApiMetricsMissing })
    .notifies(team, { alert: HighMemoryUsage })
    .inhibits(DatabaseConnectionPoolHigh, { by: ApiMetricsMissing }),

  scenario(
    'requests of another namespace fail while many connections are used: the team is notified of the connections',
    {
      alerts: [HighErrorRate, DatabaseConnectionPoolHigh],
      environment: 'prod',
    },
  )
    .series(requests, { status: '200', namespace: 'staging' }, rateOf(50, 'per minute'))
    .series(requests, { status: '500', namespace: 'staging' }, rateOf(50, 'per minute'))
    .series(dataStores.pg_stat_database_numbackends, constant(60).thenAt('20m', 95))
    .firingAt('30m')
    .notifies(onCall, { alert: HighErrorRate })
    .notifies(team, { alert: DatabaseConnectionPoolHigh }),

  // Only production pages somebody: the severity of the same alert differs between the environments.
  scenario('requests fail in staging: the team reads of it, on-call sleeps', {
    alerts: [HighErrorRate],
    environment: 'staging',
  })
    .series(requests, { status: '200', job: 'multiweb-staging' }, rateOf(90, 'per minute'))
    .series(requests, { status: '500', job: 'multiweb-staging' }, rateOf(10, 'per minute'))
    .firingAt('20m', { labels: { severity: 'warning' } })
    .notifies(team)
    .neverNotifies(onCall),

  // Half a percent consumes the budget of staging five times too fast: a ticket, not a page.
  scenario('the budgets of two namespaces burn: on-call is notified of the one, the team of the other', {
    alerts: burns,
    step: '1m',
  })
    .series(requests, { status: '500', namespace: 'multiweb' }, rateOf(60, 'per minute'))
    .series(requests, { status: '200', namespace: 'staging' }, rateOf(995, 'per minute'))
    .series(requests, { status: '500', namespace: 'staging' }, rateOf(5, 'per minute'))
    .firingAt('4h')
    .notifies(onCall, { severity: 'critical' })
    .inhibits(tickets, { labels: { namespace: 'multiweb' } })
    .notifies(team, { severity: 'warning', labels: { namespace: 'staging' } }),
];
