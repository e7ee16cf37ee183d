import { above, alert, either, equals, missing, runbook } from 'dashwright';
import * as signals from './signals.js';

const gateway = 'agent-portal-gateway';
const targets = 'agent-portal-targets';

// Without requests there is no ratio and the alert is inactive. LiteLLMDown reports a missing gateway.
export const LiteLLMErrorRatioHigh = alert({
  when: above(signals.errorRatio, 0.05),
  over: '5m',
  for: '5m',
  severity: 'warning',
  group: gateway,
  summary: ({ value, threshold }) => `${value} of requests to LiteLLM fail, above ${threshold}`,
  description: ({ value, threshold }) =>
    `${value} of requests to the gateway failed or were refused over the last 5 minutes ` +
    `(threshold ${threshold}). Agents of the portal fail or retry.`,
  runbook: runbook('litellm-error-ratio-high'),
});

// 30 s is a bucket bound of LiteLLM's histogram, so whether the quantile exceeds it is counted, not interpolated.
export const LiteLLMLatencyHigh = alert({
  when: above(signals.p95Latency, 30_000),
  over: '5m',
  for: '10m',
  severity: 'warning',
  group: gateway,
  summary: ({ value, threshold }) => `LiteLLM responses are slow: p95 is ${value}, above ${threshold}`,
  description: ({ value, threshold }) =>
    `The slowest 5% of successful requests take ${value} or longer until the last token (threshold ${threshold}). ` +
    'Requests that time out count in the error ratio instead.',
  runbook: runbook('litellm-latency-high'),
});

// By model, as an agent in a loop uses one of them. The alert fires until the hour has passed.
export const LiteLLMSpendHigh = alert({
  when: above(signals.hourlySpend, 20),
  for: '5m',
  severity: 'warning',
  group: gateway,
  summary: ({ labels, value, threshold }) =>
    `Model ${labels.model} cost ${value} in the last hour, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `${value} were spent on ${labels.model} in the last hour (threshold ${threshold}). ` +
    'This is actual spend, not a forecast: look for a client in a retry loop, or raise the threshold.',
  runbook: runbook('litellm-spend-high'),
});

// A target that was removed, or a job with another name, has no `up` series: that counts as 0.
export const LiteLLMDown = alert({
  when: either(equals(signals.liteLlmUp, 0), missing(signals.liteLlmUp, { as: 0 })),
  for: '2m',
  severity: 'critical',
  group: targets,
  summary: 'LiteLLM is down',
  description:
    'Prometheus has failed to scrape litellm:4000/metrics for 2 minutes. Agents of the portal cannot reach any model, ' +
    'and the other alerts on the gateway cannot fire.',
  runbook: runbook('litellm-down'),
});

export const OtelCollectorDown = alert({
  when: either(equals(signals.otelCollectorUp, 0), missing(signals.otelCollectorUp, { as: 0 })),
  for: '5m',
  severity: 'warning',
  group: targets,
  summary: 'The OpenTelemetry collector is down',
  description:
    'Prometheus has failed to scrape otel-collector:8889 for 5 minutes. Metrics and traces of vLLM and the ' +
    'applications are being lost; user requests are not affected.',
  runbook: runbook('otel-collector-down'),
});
