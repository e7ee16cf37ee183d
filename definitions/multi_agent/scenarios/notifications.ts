import { constant, observing, rateOf, scenario } from 'dashwright/testing';
import { AgentTargetDown, ClassificationSlow, RouterAgentDown } from '../alerts.js';
import { metrics } from '../metrics.js';
import { onCall, team } from '../routing.js';
import { routerAvailability } from '../slos.js';

const burns = Object.values(routerAvailability.alerts);
const tickets = burns.filter(({ severity }) => severity === 'warning');

export default [
  scenario('no router answers: on-call is notified after ten seconds and every hour, also that it is over', {
    alerts: [RouterAgentDown],
  })
    .series(metrics.up, { job: 'router-agent' }, constant(0).thenAt('3h', 1))
    .firingAt('2h')
    .resolvedAt('3h5m')
    .notifies(onCall, { within: '10s', repeated: '1h' })
    .notifies(onCall, { resolved: true, within: '5m' })
    .neverNotifies(team),

  scenario('slow answers are for the team, in the day channel, and nobody is called', {
    alerts: [ClassificationSlow],
  })
    .series(
      metrics.router_classification_duration_seconds,
      observing(2, 'per second', { quantile: 0.95, value: 4 }),
    )
    .firingAt('20m')
    .notifies(team, { within: '30s', repeated: '4h' })
    .neverNotifies(onCall),

  scenario('two pods hang: one message for both, as they are of one namespace', { alerts: [AgentTargetDown] })
    .series(metrics.up, { job: 'router-agent', pod: 'router-agent-1' }, constant(0))
    .series(metrics.up, { job: 'router-agent', pod: 'router-agent-2' }, constant(0))
    .firingAt('10m', { count: 2 })
    .notifies(team, { grouped: ['alertname', 'namespace'], count: 2 }),

  scenario('the router fails for hours: on-call is notified, and no ticket about the same budget', {
    alerts: burns,
    step: '1m',
  })
    .series(metrics.router_requests_total, rateOf(60, 'per minute'))
    .series(metrics.router_errors_total, rateOf(60, 'per minute'))
    .firingAt('4h')
    .notifies(onCall, { severity: 'critical' })
    .inhibits(tickets),
];
