import { increaseFromBirth, record, sum } from 'dashwright';
import { metrics } from './metrics.js';

/**
 * The counters are born with the first attempt of each outcome, and an agent that restarts starts them anew: to
 * count every attempt takes a long expression. It is calculated once, and read by an alert and three panels.
 */
export const pullRequestAttempts = record('namespace_status:sdb_pr_created:increase1h', {
  help: 'Attempts to open a pull request in the last hour, by outcome.',
  expr: sum(increaseFromBirth(metrics.sdb_pr_created_total, '1h'), { by: ['namespace', 'status'] }),
});
