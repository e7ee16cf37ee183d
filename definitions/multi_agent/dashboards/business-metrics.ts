import { dashboard, panel, row } from 'dashwright';
import { ratePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags } from './common.js';

const lastDay = 'The title promises a day.';
const lastHour = 'Attempts are few: an hour of them is a ratio, a minute is a coincidence.';

export const businessMetrics = dashboard({
  uid: 'multi-agent-business-metrics',
  title: 'Business Metrics',
  description: 'What the agents are asked for, what they deliver, and the tokens that it takes.',
  tags,
  links,
  annotations,
  variables: [namespace],
  rows: [
    row('Agents', [
      ratePanel(signals.callsByAgent, { title: 'Calls by agent', width: 16 }),
      panel.pieChart({
        title: 'Calls by agent, 24 h',
        show: signals.callCountByAgent,
        width: 8,
        height: 8,
        fixedRange: lastDay,
      }),
      panel.timeseries({
        title: 'Classification confidence',
        show: signals.averageConfidence,
        min: 0,
        max: 1,
      }),
      panel.heatmap({ title: 'Distribution of confidence', show: signals.confidences }),
    ]),
    row('Pull requests', [
      panel.stat({
        title: 'PR creation success ratio, 1 h',
        show: signals.pullRequestSuccessRatio,
        height: 8,
        noValue: 'no attempts',
        fixedRange: lastHour,
      }),
      panel.timeseries({
        title: 'PR creation success ratio',
        show: signals.pullRequestSuccessRatio,
        width: 18,
        min: 0,
        max: 1,
        fixedRange: lastHour,
      }),
      panel.timeseries({
        title: 'Pull requests by outcome, 1 h',
        show: [signals.pullRequestsByOutcome, signals.pullRequestFailuresLastHour],
        min: 0,
        decimals: 0,
        fixedRange: lastHour,
      }),
      panel.timeseries({
        title: 'Pull requests that failed, 30 m',
        show: signals.pullRequestFailures,
        min: 0,
        decimals: 0,
        fixedRange: "Shows the alert's own 30 minutes: a failure is seen for as long as the alert fires.",
      }),
    ]),
    row('Language models', [
      panel.barGauge({
        title: 'LLM tokens used, 24 h',
        show: signals.tokensLastDay,
        min: 0,
        fixedRange: lastDay,
        width: 8,
        height: 8,
      }),
      ratePanel(signals.tokenThroughput, { title: 'LLM tokens used per second', width: 16 }),
      panel.timeseries({
        title: 'Tokens per LLM request',
        description: 'Rises when prompts grow, long before the bill arrives.',
        show: signals.averageTokens,
        width: 18,
        min: 0,
        decimals: 0,
        fixedRange: 'An average over an hour: single requests differ by a factor of a hundred.',
      }),
      panel.stat({
        title: 'Files modified, 24 h',
        show: signals.filesModified,
        height: 8,
        decimals: 0,
        fixedRange: lastDay,
      }),
    ]),
    row('Processing time', [
      panel.timeseries({
        title: 'SDB processing time, trend',
        show: [signals.processingMean, signals.processingP95],
        width: 24,
        min: 0,
        fixedRange: 'An SDB run takes minutes: fewer than 15 of them hold too few runs for a quantile.',
      }),
    ]),
  ],
});
