import type { AnyAlert } from 'dashwright';
import { constant, scenario, spike } from 'dashwright/testing';
import { AgentTargetDown, RouterAgentDown, SdbAgentDown } from '../alerts.js';
import { metrics } from '../metrics.js';

const { up } = metrics;

/** Scenarios for both kinds of agents: at least one is up. */
function scenariosOf(job: 'router-agent' | 'sdb-agent', alert: AnyAlert, says: string) {
  const about = { alerts: [alert] };
  const first = { job, pod: `${job}-1` };
  const second = { job, pod: `${job}-2` };
  const other = { job: job === 'router-agent' ? 'sdb-agent' : 'router-agent' };
  return [
    scenario(`every ${job} crashes for twenty minutes`, about)
      .series(up, first, spike(1, 0, '10m', '20m'))
      .series(up, second, spike(1, 0, '10m', '20m'))
      .series(up, other, constant(1))
      .quietUntil('10m')
      .pendingAt('11m')
      .firesWithin(['12m', '12m30s'], { value: 0, count: 1, labels: { severity: 'critical' } })
      .firingAt('20m', {
        annotations: {
          summary: says,
          description: /could scrape for 2 minutes: 0 \(threshold: at least 1\)/,
        },
      })
      .resolvesBy('30m30s'),

    scenario(`the deployment of ${job} is deleted`, about)
      .series(up, first, constant(1).disappearsAt('10m'))
      .series(up, other, constant(1))
      .quietUntil('10m')
      .firesWithin(['12m', '12m30s'], { value: 0, count: 1 }),

    scenario(`one ${job} of two hangs`, { ...about, lasting: '30m' })
      .series(up, first, constant(1))
      .series(up, second, spike(1, 0, '10m', '10m'))
      .staysQuiet(),

    scenario(`${job} is replaced within a minute and a half`, { ...about, lasting: '30m' })
      .series(up, first, constant(1).disappearsAt('10m'))
      .series(up, second, constant(1).appearsAt('11m30s'))
      .neverFires(),

    scenario(`a copy of ${job} in another namespace answers`, about)
      .series(up, first, constant(0))
      .series(up, { ...first, namespace: 'agent-staging' }, constant(1))
      .firingAt('10m'),

    scenario(`${job} starts after half an hour`, about)
      .series(up, first, constant(1).appearsAt('30m'))
      .firesWithin(['2m', '2m30s'])
      .resolvesBy('30m30s'),

    scenario(`nothing has ever been scraped, ${job} least of all`, about).firesWithin(['2m', '2m']),
  ];
}

export const routers = scenariosOf(
  'router-agent',
  RouterAgentDown,
  'All router agents are down: the system accepts no requests',
);
export const sdbAgents = scenariosOf(
  'sdb-agent',
  SdbAgentDown,
  'All SDB agents are down: no code changes, no pull requests',
);

const about = { alerts: [AgentTargetDown] };
const one = { job: 'router-agent', pod: 'router-agent-1' };
const two = { job: 'router-agent', pod: 'router-agent-2' };

export const pods = [
  scenario('one pod of two hangs for twenty minutes', about)
    .series(up, one, constant(1))
    .series(up, two, spike(1, 0, '10m', '20m'))
    .quietUntil('10m')
    .pendingAt('12m')
    .firesWithin(['15m', '15m30s'], { count: 1, labels: { pod: 'router-agent-2', severity: 'warning' } })
    .firingAt('20m', {
      annotations: {
        summary: 'Pod router-agent-2 of router-agent cannot be scraped',
        description: /failed to scrape router-agent-2 \(agent-system, job router-agent, .+\) for 5 minutes/,
      },
    })
    .resolvesBy('30m30s'),

  scenario('a pod restarts within four minutes', { ...about, lasting: '30m' })
    .series(up, one, spike(1, 0, '10m', '4m'))
    .neverFires(),

  scenario('a pod that hangs is deleted', about)
    .series(up, one, constant(0).disappearsAt('20m'))
    .firingAt('19m')
    .resolvesBy('20m30s'),

  scenario('what is no agent does not answer', { ...about, lasting: '30m' })
    .series(up, one, constant(1))
    .series(up, { job: 'grafana', pod: 'grafana-0' }, constant(0))
    .staysQuiet(),

  scenario('a pod in another namespace hangs', { ...about, lasting: '30m' })
    .series(up, { ...one, namespace: 'agent-staging' }, constant(0))
    .staysQuiet(),

  scenario('nothing is scraped', { ...about, lasting: '30m' }).staysQuiet(),
];
