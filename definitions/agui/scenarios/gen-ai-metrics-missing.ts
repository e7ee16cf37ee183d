import { approx, idle, observing, rateOf, scenario, unobserved } from 'dashwright/testing';
import { GenAiMetricsMissing } from '../alerts.js';
import { metrics } from '../metrics.js';

const agents = metrics.agui_agent_request_count_total;
const models = metrics.gen_ai_client_operation_duration_seconds;
const about = { alerts: [GenAiMetricsMissing] };
const requests = rateOf(30, 'per minute');
const answers = observing(60, 'per minute', 4);

export default [
  // The release replaces the pods: the new ones have metrics of agents, but not of models. The rate ends after ten
  // minutes.
  scenario('a release loses the instrumentor, the next one has it again', about)
    .series(agents, { pod: 'agui-server-1' }, requests.disappearsAt('20m'))
    .series(models, { pod: 'agui-server-1' }, answers.disappearsAt('20m'))
    .series(agents, { pod: 'agui-server-2' }, requests.appearsAt('20m').disappearsAt('1h20m'))
    .series(agents, { pod: 'agui-server-3' }, requests.appearsAt('1h20m'))
    .series(models, { pod: 'agui-server-3' }, answers.appearsAt('1h20m'))
    .quietUntil('28m')
    .pendingAt('35m')
    .firesWithin(['49m', '51m'], { count: 1, labels: { severity: 'warning' } })
    .firingAt('1h', {
      value: approx(0.5, 1e-6),
      annotations: {
        summary: 'Agents receive requests, but no model requests are recorded',
        description: /receives 0\.50 agent requests per second \(threshold: any\)/,
      },
    })
    .resolvesBy('1h23m'),

  scenario('a server that never had the instrumentor', about)
    .series(agents, requests)
    .firesWithin(['20m', '22m']),

  scenario('models are not asked any more, though they were', about)
    .series(agents, rateOf(0.4, 'per minute'))
    .series(models, answers.until('30m'))
    .quietUntil('38m')
    .firesWithin(['59m', '1h2m']),

  scenario('the model is busy with one request a minute', { ...about, lasting: '1h30m' })
    .series(agents, requests)
    .series(models, observing(0.6, 'per minute', 4))
    .neverFires(),

  scenario('one request that needed no model', { ...about, lasting: '1h30m' })
    .series(agents, idle().event('30m'))
    .series(models, unobserved())
    .neverFires(),

  scenario('nineteen minutes without a model', { ...about, lasting: '1h30m' })
    .series(agents, requests)
    .series(models, answers.until('30m').thenAt('55m', answers))
    .neverFires(),

  scenario('another system in the cluster has no instrumentor', { ...about, lasting: '1h' })
    .series(agents, { namespace: 'staging' }, requests)
    .staysQuiet(),

  scenario('the models of another system do not count', about)
    .series(agents, requests)
    .series(models, { namespace: 'staging' }, answers)
    .firingAt('30m'),

  scenario('nobody uses an agent', { ...about, lasting: '1h' })
    .series(agents, idle())
    .staysQuiet(),

  scenario('no server at all', { ...about, lasting: '1h' }).staysQuiet(),
];
