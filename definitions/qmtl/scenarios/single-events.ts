import type { AnyAlert, Counter } from 'dashwright';
import { approx, eventsAt, firstEventAt, idle, jump, scenario } from 'dashwright/testing';
import { LostRequests, NodeFailures, QueueCreateErrors } from '../alerts.js';
import { metrics } from '../metrics.js';

const { lost_requests_total: lost, node_process_failure_total: failures } = metrics;

/** Scenarios for every counter whose alert fires on a single event. */
function scenariosOf(event: string, counter: Pick<Counter<never>, 'kind' | 'metric'>, alert: AnyAlert) {
  const about = { alerts: [alert] };
  return [
    scenario(`${event} is the first that the process counts at all`, about)
      .series(counter, firstEventAt('20m'))
      .quietUntil('20m')
      .firesWithin(['20m', '20m'], { value: 1 })
      .firingAt('34m', { value: 1 })
      .resolvedAt('36m'),

    scenario(`${event} in a process that has counted none, and one more an hour later`, about)
      .series(counter, eventsAt('20m', '1h20m'))
      .quietUntil('20m')
      .firesWithin(['20m', '20m'], { value: approx(1, 0.05) })
      .firingAt('34m')
      .resolvedAt('36m')
      .quietAt('1h19m')
      .firingAt('1h20m', { value: approx(1, 0.05) })
      .resolvedAt('1h36m'),

    // With an offset alone, a series that returns after a gap would look new, and its whole value like new events.
    scenario(`${event} an hour ago, then scrapes fail for twelve minutes`, { ...about, lasting: '2h' })
      .series(counter, eventsAt('20m').gap('1h', '1h12m'))
      .firingAt('30m')
      .resolvesBy('36m'),

    scenario(`${event} an hour ago, then the process restarts`, { ...about, lasting: '2h' })
      .series(counter, eventsAt('20m').reset('1h'))
      .firingAt('30m')
      .resolvesBy('36m'),

    scenario(`${event} is the first of two, and then the process restarts`, about)
      .series(counter, eventsAt('20m', '21m').appearsAt('20m').reset('22m'))
      .firingAt('21m', { value: 2 })
      .firingAt('30m')
      .resolvedAt('37m'),

    scenario(`${event} after half an hour without the series, which counts anew`, about)
      .series(counter, jump(0, '5m', 3).thenAt('1h', 1).gap('30m', '1h'))
      .firingAt('10m')
      .resolvedAt('21m')
      .quietAt('59m')
      .firingAt('1h', { value: 1 })
      .firingAt('1h14m')
      .resolvedAt('1h16m'),

    scenario(`${event} has never happened`, { ...about, lasting: '2h' })
      .series(counter, idle())
      .staysQuiet(),
    scenario(`${event} could not even be counted`, { ...about, lasting: '1h' }).staysQuiet(),
  ];
}

export const lostRequests = [
  ...scenariosOf('a lost request', lost, LostRequests),
  scenario('two gateways lose three requests', { alerts: [LostRequests] })
    .series(lost, { instance: 'gateway-1' }, firstEventAt('10m').event('10m'))
    .series(lost, { instance: 'gateway-2' }, firstEventAt('11m'))
    .firingAt('12m', {
      value: 3,
      count: 1,
      labels: { severity: 'critical' },
      annotations: {
        summary: 'Diff submissions lost in the last 15 minutes: 3',
        description: /^The gateway accepted 3 diff submissions/,
      },
    }),
];

export const queueCreateErrors = [
  ...scenariosOf('a queue creation error', metrics.queue_create_error_total, QueueCreateErrors),
  scenario('two DAG managers fail to create queues', { alerts: [QueueCreateErrors] })
    .series(metrics.queue_create_error_total, { instance: 'dagmanager-1' }, firstEventAt('10m'))
    .series(metrics.queue_create_error_total, { instance: 'dagmanager-2' }, firstEventAt('11m'))
    .firingAt('12m', {
      value: 2,
      count: 1,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Failed queue creations in the last 15 minutes: 2',
        description: /^The DAG manager failed to create 2 queues/,
      },
    }),
];

export const nodeFailures = [
  ...scenariosOf('a node failure', failures, NodeFailures),
  scenario('two nodes fail, one of them in two processes', { alerts: [NodeFailures] })
    .series(failures, { node_id: 'ema', instance: 'sdk-1' }, firstEventAt('10m'))
    .series(failures, { node_id: 'ema', instance: 'sdk-2' }, firstEventAt('10m'))
    .series(failures, { node_id: 'macd' }, firstEventAt('11m'))
    .firingAt('12m', { count: 2, labels: { severity: 'warning' } })
    .firingAt('12m', {
      value: 2,
      labels: { node_id: 'ema' },
      annotations: {
        summary: 'Node ema failed 2 times in the last 15 minutes',
        description: /^2 executions of node ema raised an error/,
      },
    })
    .firingAt('12m', { value: 1, labels: { node_id: 'macd' } }),
];
