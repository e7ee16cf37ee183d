import { increaseFromBirth, record, sum } from 'dashwright';
import { metrics } from './metrics.js';

/**
 * LiteLLM has a series of spend per key, team and user, and each is born with the cost of its first request already
 * counted. To add them all up over an hour is the one costly query of this bundle: done once, read by all.
 */
export const spendPerHour = record('model:litellm_spend_usd:increase1h', {
  help: 'Money spent on each model in the last hour.',
  expr: sum(increaseFromBirth(metrics.litellm_spend_metric_total, '1h'), { by: ['model'] }),
});
