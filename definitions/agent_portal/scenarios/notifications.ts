import { constant, rateOf, scenario } from 'dashwright/testing';
import { LiteLLMDown, LiteLLMSpendHigh } from '../alerts.js';
import { metrics } from '../metrics.js';
import { team } from '../routing.js';
import { gatewayAvailability } from '../slos.js';

const burns = Object.values(gatewayAvailability.alerts);
const tickets = burns.filter(({ severity }) => severity === 'warning');

export default [
  // The webhook of the chat gets a message per model, so that a bot can answer with the owner of the key.
  scenario('two models cost too much: the team reads of each, and every four hours again', {
    alerts: [LiteLLMSpendHigh],
  })
    .series(metrics.litellm_spend_metric_total, { model: 'gpt-4o-2024-08-06' }, rateOf(30, 'per hour'))
    .series(metrics.litellm_spend_metric_total, { model: 'openai/qwen-235b' }, rateOf(30, 'per hour'))
    .firingAt('2h', { count: 2 })
    .notifies(team, { within: '30s', grouped: ['alertname', 'model'], count: 1, repeated: '4h' }),

  scenario('the gateway is down: the team knows after ten seconds, and every hour until it is back', {
    alerts: [LiteLLMDown],
  })
    .series(metrics.up, { job: 'litellm' }, constant(1).thenAt('10m', 0).thenAt('30m', 1))
    .firingAt('20m')
    .resolvedAt('40m')
    .notifies(team, { within: '10s' })
    .notifies(team, { resolved: true, within: '5m' }),

  scenario('nothing has worked for hours: one hourly message, no ticket about the same budget', {
    alerts: burns,
    step: '1m',
  })
    .series(metrics.litellm_proxy_total_requests_metric_total, rateOf(60, 'per minute'))
    .series(metrics.litellm_proxy_failed_requests_metric_total, rateOf(60, 'per minute'))
    .firingAt('4h')
    .notifies(team, { severity: 'critical', within: '10s', repeated: '1h' })
    .inhibits(tickets),
];
