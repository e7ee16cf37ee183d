import { increaseFromZero, mean, not, rate, share, signal, sum } from 'dashwright';
import {
  latencyDistribution,
  latencyQuantile,
  modelRequestRate,
  tokenRate,
  tokensPerRequest,
  tokensUsed,
} from 'dashwright/library';
import { metrics } from '../metrics.js';
import { pullRequestAttempts } from '../recording-rules.js';

const { sdb_llm_requests_total: modelCalls, sdb_llm_tokens_used_total: tokens } = metrics;
const { sdb_bitbucket_api_calls_total: bitbucket } = metrics;
const processing = metrics.sdb_processing_duration_seconds;
const failed = { status: not('success') };

// An SDB run takes minutes and there are few: five minutes have too few of them for a quantile.
const window = '15m';

export const processingP50 = latencyQuantile(processing, 0.5, { window, legend: 'p50' });
export const processingP95 = latencyQuantile(processing, 0.95, {
  window,
  title: 'SDB processing p95',
  description: 'Time that the slowest 5% of SDB runs take at least, over 15 minutes.',
  legend: 'p95',
});
export const processingP99 = latencyQuantile(processing, 0.99, { window, legend: 'p99' });
export const processingMean = signal({
  title: 'average',
  description: 'Average time of an SDB run, over 15 minutes.',
  expr: mean(processing, { window }),
  legend: 'average',
});
export const processingTimes = latencyDistribution(processing, {
  title: 'SDB processing times',
  description: 'How the times of SDB runs are distributed.',
});

export const modelRequests = modelRequestRate(modelCalls, {
  by: ['model', 'status'],
  title: 'LLM requests',
  description: 'Requests to language models per second, by model and outcome.',
});
export const modelFailureRatio = signal({
  title: 'LLM failure ratio',
  description: 'Share of the requests to each model that fail.',
  expr: share(
    sum(rate(modelCalls.where(failed)), { by: ['model'] }),
    sum(rate(modelCalls), { by: ['model'] }),
  ),
  legend: ({ model }) => model,
  range: [0, 1],
});
export const tokenThroughput = tokenRate(tokens, { by: ['model', 'token_type'] });
export const tokensLastDay = tokensUsed(tokens, {
  by: ['model', 'token_type'],
  window: '1d',
  title: 'LLM tokens used, 24 h',
  description: 'Tokens of the last day, by model: prompts are read, completions are written and cost more.',
});
export const averageTokens = tokensPerRequest(tokens, modelCalls, { window: '1h' });

export const bitbucketCalls = signal({
  title: 'Bitbucket calls',
  description: 'Calls of the Bitbucket API per second, by operation and outcome.',
  expr: sum(rate(bitbucket), { by: ['operation', 'status'] }),
});
export const bitbucketFailureRatio = signal({
  title: 'Bitbucket failure ratio',
  description: 'Share of the calls of each operation that fail.',
  expr: share(
    sum(rate(bitbucket.where(failed)), { by: ['operation'] }),
    sum(rate(bitbucket), { by: ['operation'] }),
  ),
  legend: ({ operation }) => operation,
  range: [0, 1],
});

// Attempts are few: the ratio of an hour is meaningful, that of a minute is not.
const lastHour = pullRequestAttempts.series;
export const pullRequestSuccessRatio = signal({
  title: 'PR creation success ratio',
  description: 'Share of the attempts of the last hour that opened a pull request. Empty without attempts.',
  expr: share(sum(lastHour.where({ status: 'success' })), sum(lastHour)),
  legend: 'opened',
  range: [0, 1],
});
export const pullRequestFailuresLastHour = signal({
  title: 'Pull requests that failed, 1 h',
  description: 'Attempts to open a pull request that failed in the last hour.',
  expr: sum(lastHour.where(failed)),
  legend: 'failed',
});
export const pullRequestsByOutcome = signal({
  title: 'Pull requests, 1 h',
  description: 'Attempts of the last hour, by outcome.',
  expr: sum(lastHour, { by: ['status'] }),
  legend: ({ status }) => status,
});
export const pullRequestFailures = signal({
  title: 'Pull requests that failed, 30 m',
  description: 'Attempts to open a pull request that failed in the last half hour.',
  expr: sum(increaseFromZero(metrics.sdb_pr_created_total.where(failed), '30m')),
  legend: 'failed',
});
export const filesModified = signal({
  title: 'Files modified, 24 h',
  description: 'Files changed in pull requests of the last day.',
  expr: sum(increaseFromZero(metrics.sdb_files_modified_total, '1d')),
});
