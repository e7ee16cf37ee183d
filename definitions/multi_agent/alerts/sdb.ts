import { above, alert, atLeast, below, both, runbook } from 'dashwright';
import * as signals from '../signals.js';

const group = 'multi-agent-sdb';

// 300 s is a bucket bound of the histogram. Inactive without runs.
export const SdbProcessingSlow = alert({
  when: above(signals.processingP95, 300),
  for: '10m',
  severity: 'warning',
  group,
  summary: ({ value, threshold }) => `SDB runs are slow: p95 is ${value}, above ${threshold}`,
  description: ({ value, threshold }) =>
    `The slowest 5% of SDB runs took ${value} or longer over the last 15 minutes (threshold ${threshold}). ` +
    'They wait for the model, for Bitbucket or for CPU.',
  runbook: runbook('sdb-processing-slow'),
});

// The first failure of a process counts too, although its counter appears with it. Fires for the 30 minutes of the
// window.
export const PullRequestFailed = alert({
  when: above(signals.pullRequestFailures, 0),
  severity: 'warning',
  group,
  summary: ({ value }) => `Pull requests that failed to open in the last 30 minutes: ${value.fixed(0)}`,
  description: ({ value }) =>
    `The SDB agent failed to open ${value.fixed(0)} pull requests in the last 30 minutes (threshold: any). ` +
    'The change itself is done, but nobody will see it unless someone opens the pull request by hand.',
  runbook: runbook('pull-request-failed'),
});

// The ratio of few attempts varies much; a minimum of three failures avoids a page for one failed attempt at night.
export const PullRequestCreationFailing = alert({
  when: both(below(signals.pullRequestSuccessRatio, 0.5), atLeast(signals.pullRequestFailuresLastHour, 3)),
  for: '5m',
  severity: 'critical',
  group,
  summary: ({ value, threshold }) => `Only ${value} of pull requests are opened, below ${threshold}`,
  description: ({ value, threshold }) =>
    `${value} of the attempts to open a pull request succeeded over the last hour (threshold ${threshold}), and at ` +
    'least three failed. The SDB agent delivers nothing until this is fixed: check credentials and Bitbucket first.',
  runbook: runbook('pull-request-creation-failing'),
});

// By model, as a fallback may hide that one of them is down.
export const LlmRequestsFailing = alert({
  when: above(signals.modelFailureRatio, 0.2),
  over: '10m',
  for: '10m',
  severity: 'warning',
  group,
  summary: ({ labels, value, threshold }) =>
    `${value} of requests to ${labels.model} fail, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `${value} of the SDB agent's requests to ${labels.model} failed over the last 10 minutes ` +
    `(threshold ${threshold}): quota, rate limit, API key or the provider itself. Runs take longer, then fail.`,
  runbook: runbook('llm-requests-failing'),
});
