import { signal } from 'dashwright';
import { cost, costPerThousandTokens, tokensUsed } from 'dashwright/library';
import { metrics } from '../metrics.js';
import { spendPerHour } from '../recording-rules.js';

const spend = metrics.litellm_spend_metric_total;

export const inputTokens = tokensUsed(metrics.litellm_input_tokens_metric_total, {
  window: '5m',
  title: 'read',
  description: 'Tokens that models read in the last 5 minutes: prompts.',
  legend: 'read',
});
export const outputTokens = tokensUsed(metrics.litellm_output_tokens_metric_total, {
  window: '5m',
  title: 'written',
  description: 'Tokens that models wrote in the last 5 minutes: answers.',
  legend: 'written',
});
export const costPerModel = cost(spend, {
  by: ['model'],
  window: '5m',
  title: 'Cost per Model (5m)',
  description: 'Money spent on each model in the last 5 minutes.',
  legend: ({ model }) => model,
});
export const hourlySpend = signal({
  title: 'Spend per hour by model',
  description: 'Money spent on each model in the last hour.',
  expr: spendPerHour.series,
  unit: 'currencyUSD',
  legend: ({ model }) => model,
});
export const tokenPrice = costPerThousandTokens(spend, metrics.litellm_total_tokens_metric_total, {
  window: '1h',
  description:
    'Average over all models and the last hour. Rises when traffic moves to a more expensive model.',
});
