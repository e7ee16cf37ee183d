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
    `The slowest 5% of requests to ${labels.gen_ai_request_model} take ${value} or longer (threshold ${threshold}). ` +
    'Users wait for the agents, and streams stay open.',
  runbook: runbook('gen-ai-latency-high'),
});

export const GenAiErrorRatioHigh = alert({
  when: above(signals.genAiErrorRatio, 0.1),
  over: '5m',
  for: '5m',
  severity: 'warning',
  group: 'agui-gen-ai',
  summary: ({ labels, value, threshold }) =>
    `${value} of requests to ${labels.gen_ai_request_model} fail, above ${threshold}`,
  description: ({ labels, value, threshold }) =>
    `${value} of requests to model ${labels.gen_ai_request_model} failed over the last 5 minutes ` +
    `(threshold ${threshold}). Agents that use this model return errors.`,
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
  summary: 'Agents receive requests, but no model requests are recorded',
  description: ({ value }) =>
    `agui-server receives ${value.fixed(2)} agent requests per second (threshold: any), but has reported no model ` +
    'requests for 30 minutes. Either agents cannot reach a model, or the OpenAI instrumentor is not active and the ' +
    'alerts on models cannot fire.',
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
  summary: ({ value, threshold }) => `${value} of HTTP requests to agui-server fail, above ${threshold}`,
  description: ({ value, threshold }) =>
    `${value} of HTTP requests returned 5xx over the last 5 minutes (threshold ${threshold}).`,
  runbook: runbook('http-error-ratio-high'),
});

// Without pods, without a PodMonitor or with a wrong port there are no `up` series: that counts as 0 pods.
export const AguiNoScrape = alert({
  when: either(equals(signals.podsUp, 0), missing(signals.podsUp, { as: 0 })),
  for: '5m',
  severity: 'critical',
  group: 'agui-scrape',
  summary: 'No agui-server pod can be scraped',
  description: ({ value }) =>
    `Pods of agui-server that Prometheus could scrape for 5 minutes: ${value.fixed(0)} (threshold: at least 1). ` +
    'Either the service is down or only its metrics are; until they are back, no other alert can fire.',
  runbook: runbook('agui-no-scrape'),
});
