import { constant, firstEventAt, rateOf, scenario } from 'dashwright/testing';
import { CrossContextCacheHit, GatewayLatencyHigh, LostRequests } from '../alerts.js';
import { metrics } from '../metrics.js';
import { offHours, onCall, promotion, team } from '../routing.js';
import { diffAvailability } from '../slos.js';

const burns = Object.values(diffAvailability.alerts);
const tickets = burns.filter(({ severity }) => severity === 'warning');
const slow = constant(400);

export default [
  // The gate is a program: it must not wait for other alerts of the group.
  scenario('caches mix up contexts: the gate closes at once, and on-call is notified ten seconds later', {
    alerts: [CrossContextCacheHit],
  })
    .series(metrics.cross_context_cache_hit_total, firstEventAt('10m'))
    .firingAt('20m')
    .notifies(promotion, { within: '0s', grouped: ['alertname'], repeated: '4h' })
    .notifies(onCall, { within: ['10s', '10s'], repeated: '1h' })
    .neverNotifies(team),

  // Seoul is nine hours ahead: on a Tuesday 10:00 there is 01:00 UTC.
  scenario('a slow gateway by day is for the team, who reads of it at once', {
    alerts: [GatewayLatencyHigh],
    start: '2026-01-06T01:00:00Z',
  })
    .series(metrics.gateway_e2e_latency_p95, slow)
    .firingAt('20m')
    .notifies(team, { within: '30s' })
    .neverNotifies(onCall)
    .neverNotifies(promotion),

  // From Sunday 23:00 to Tuesday 09:00 in Seoul. Alerts that still fire are notified at eight in the morning, and at
  // eight on the next day: twelve hours later the working day is over.
  scenario('a slow gateway at night waits for the working day', {
    alerts: [GatewayLatencyHigh],
    start: '2026-01-04T14:00:00Z',
    step: '5m',
  })
    .series(metrics.gateway_e2e_latency_p95, slow)
    .mutedAt('30m', { by: offHours })
    .mutedAt('1h30m')
    .mutedAt('8h55m')
    .notifies(team, { within: ['8h45m', '9h'], repeated: '24h' })
    .mutedAt('21h5m')
    .mutedAt('24h55m')
    .mutedAt('25h5m')
    .mutedAt('32h55m')
    .firingAt('34h'),

  scenario('a slow gateway on a Saturday waits for Monday', {
    alerts: [GatewayLatencyHigh],
    start: '2026-01-03T03:00:00Z',
    step: '5m',
  })
    .series(metrics.gateway_e2e_latency_p95, slow)
    .mutedAt('1h')
    .mutedAt('24h')
    .neverNotifies(team),

  scenario('requests are lost and slow: only the losses call somebody', {
    alerts: [LostRequests, GatewayLatencyHigh],
    environment: 'prod',
    start: '2026-01-06T01:00:00Z',
  })
    .series(metrics.lost_requests_total, rateOf(1, 'per minute'))
    .series(metrics.gateway_e2e_latency_p95, slow)
    .firingAt('20m')
    .notifies(onCall, { alert: LostRequests })
    .inhibits(GatewayLatencyHigh, { by: LostRequests }),

  scenario('diffs fail for hours: on-call is notified, and no ticket about the same budget', {
    alerts: burns,
    step: '1m',
    start: '2026-01-06T01:00:00Z',
  })
    .series(metrics.diff_requests_total, rateOf(10, 'per minute'))
    .series(metrics.diff_failures_total, rateOf(10, 'per minute'))
    .firingAt('4h')
    .notifies(onCall, { severity: 'critical' })
    .inhibits(tickets),
];
