import { increaseFromZero, record, sum } from 'dashwright';
import { metrics } from './metrics.js';

/**
 * The counters appear with the first attempt of each result, and restart with the agent, so counting every attempt
 * needs a long expression. It is recorded for an alert and three panels.
 */
export const pullRequestAttempts = record('namespace_status:sdb_pr_created:increase1h', {
  help: 'Attempts to open a pull request in the last hour, by outcome.',
  expr: sum(increaseFromZero(metrics.sdb_pr_created_total, '1h'), { by: ['namespace', 'status'] }),
});
