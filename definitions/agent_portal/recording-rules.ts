import { increaseFromZero, record, sum } from 'dashwright';
import { metrics } from './metrics.js';

/**
 * LiteLLM has a series of costs per key, team and user, and each appears with the cost of its first request. Their sum
 * over an hour is the only expensive query of this bundle, so it is recorded.
 */
export const spendPerHour = record('model:litellm_spend_usd:increase1h', {
  help: 'Money spent on each model in the last hour.',
  expr: sum(increaseFromZero(metrics.litellm_spend_metric_total, '1h'), { by: ['model'] }),
});
