import { dashboard, panel } from 'dashwright';
import { ratePanel } from 'dashwright/library';
import * as signals from '../signals.js';

const inTheTitle = 'The title names the range.';

/**
 * The portal embeds this dashboard (Monitoring, tab Grafana) as /d/litellm-monitoring?kiosk: the uid must not change,
 * and there is no time picker and no row heading, only these eight panels.
 */
export const liteLlmMonitoring = dashboard({
  uid: 'litellm-monitoring',
  title: 'LiteLLM Monitoring',
  description: 'Requests, errors, latency, tokens and cost of the LiteLLM gateway.',
  tags: ['litellm', 'agent-portal'],
  refresh: '30s',
  time: { from: 'now-1h', to: 'now' },
  timePicker: false,
  rows: [
    panel.stat({
      title: 'Total Requests (5m)',
      show: signals.totalRequests,
      decimals: 0,
      noValue: '0',
      fixedRange: inTheTitle,
    }),
    panel.stat({
      title: 'Request Rate (1m)',
      show: signals.requestRate,
      noValue: '0',
    }),
    panel.stat({ title: 'Error Rate (%)', show: signals.errorRatio, noValue: 'no requests' }),
    panel.stat({ title: 'P95 Latency (ms)', show: signals.p95Latency, noValue: 'no requests' }),
    ratePanel(signals.requestRateByModel, { title: 'Request Rate by Model' }),
    panel.timeseries({ title: 'Latency by Model', show: signals.latencyByModel, min: 0 }),
    panel.timeseries({
      title: 'Token Usage (5m)',
      show: [signals.inputTokens, signals.outputTokens],
      min: 0,
      decimals: 0,
      stack: 'normal',
      fixedRange: inTheTitle,
    }),
    panel.timeseries({
      title: 'Cost per Model (5m)',
      show: signals.costPerModel,
      min: 0,
      stack: 'normal',
      fixedRange: inTheTitle,
    }),
  ],
});
