import { above, alert, either, equals, except, missing, runbook } from 'dashwright';
import * as signals from './signals.js';

// 20.48 s is a bucket bound of the histogram, so whether the quantile exceeds it is counted, not interpolated. By
// model, as a fast one would hide a slow one. Inactive without requests.
export const GenAiLatencyHigh = alert({
  when: above(signals.genAiP95, 20.48),
  over: '5m',
  for: '10m',
  severity: 'warning',
  group: 'agui-gen-ai',
  summary: ({ labels, value, threshold }) =>
    `Model ${labels.gen_ai_request_model} is slow: p95 is ${value}, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `The slowest 5 % of requests to ${labels.gen_ai_request_model} take ${value} or more (threshold ${threshold}). ` +
    'Users of the agents wait for it, and streams stay open.',
  runbook: runbook('gen-ai-latency-high'),
});

export const GenAiErrorRatioHigh = alert({
  when: above(signals.genAiErrorRatio, 0.1),
  over: '5m',
  for: '5m',
  severity: 'warning',
  group: 'agui-gen-ai',
  summary: ({ labels, value, threshold }) =>
    `${value} of the requests to ${labels.gen_ai_request_model} fail, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `Over the last 5 minutes ${value} of the requests to model ${labels.gen_ai_request_model} failed ` +
    `(threshold ${threshold}). Agents that need it answer with an error.`,
  runbook: runbook('gen-ai-error-ratio-high'),
});

// Auto-instrumentation does not add gen_ai metrics: a release that loses the call of the instrumentor disables the two
// alerts above, and no other alert would fire.
export const GenAiMetricsMissing = alert({
  when: except(above(signals.agentRequests, 0), above(signals.observedModelRequests, 0)),
  over: '10m',
  for: '20m',
  severity: 'warning',
  group: 'agui-gen-ai',
  summary: 'Agents get requests, but no request to a model is observed',
  description: ({ value }) =>
    `agui-server takes ${value.fixed(2)} requests per second for agents (threshold: any), and has reported none to ` +
    'a model for half an hour. Either no agent reaches one, or the OpenAI instrumentor is not active and the ' +
    'alerts on models are blind.',
  runbook: runbook('gen-ai-metrics-missing'),
  suppress: [
    {
      check: 'alert/for-window-deadzone',
      reason:
        'Deliberate: an agent that once answers without a model is no fault. It takes half an hour of requests.',
    },
  ],
});

// Errors, not durations: a streamed answer lasts as long as its agent runs, beyond the last bucket of the histogram.
export const HttpErrorRatioHigh = alert({
  when: above(signals.httpErrorRatio, 0.05),
  over: '5m',
  for: '5m',
  severity: 'critical',
  group: 'agui-http',
  summary: ({ value, threshold }) => `${value} of the HTTP requests to agui-server fail, above ${threshold}`,
  description: ({ value, threshold }) =>
    `Over the last 5 minutes ${value} of the HTTP requests were answered with 5xx (threshold ${threshold}).`,
  runbook: runbook('http-error-ratio-high'),
});

// Without pods, without a PodMonitor or with a wrong port there are no `up` series: that counts as 0 pods.
export const AguiNoScrape = alert({
  when: either(equals(signals.podsUp, 0), missing(signals.podsUp, { as: 0 })),
  for: '5m',
  severity: 'critical',
  group: 'agui-scrape',
  summary: 'No metrics of agui-server arrive',
  description: ({ value }) =>
    `Pods of agui-server that answer scrapes for 5 minutes: ${value.fixed(0)} (threshold: at least 1). ` +
    'The service may be down, or only its metrics: all other alerts are blind until one knows.',
  runbook: runbook('agui-no-scrape'),
});
