import { annotation, dashboard, linkTo, panel, row } from 'dashwright';
import { pythonRow, ratePanel, sharePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { liteLlmMonitoring } from './litellm-monitoring.js';

const perHour = 'An hour of money, whatever range the page shows.';

/** For operators of the portal: everything that does not fit on the embedded dashboard. */
export const operations = dashboard({
  uid: 'agent-portal-operations',
  title: 'Agent Portal / Operations',
  description: 'Targets, errors, models and spend of the LiteLLM gateway.',
  tags: ['agent-portal'],
  links: [linkTo(liteLlmMonitoring)],
  annotations: [annotation.alerts()],
  rows: [
    row('Targets', [
      panel.timeseries({ title: 'LiteLLM answers', show: signals.liteLlmUp, min: 0, max: 1, decimals: 0 }),
      panel.timeseries({
        title: 'OTel collector answers',
        show: signals.otelCollectorUp,
        min: 0,
        max: 1,
        decimals: 0,
      }),
    ]),
    row('Requests', [
      sharePanel(signals.errorRatio, { title: 'Error ratio' }),
      panel.timeseries({
        title: 'Errors by class and model',
        show: signals.errorsByClass,
        min: 0,
        stack: 'normal',
      }),
      panel.timeseries({ title: 'p95 of requests', show: signals.p95Latency, min: 0 }),
      panel.timeseries({ title: 'p95 of the model alone', show: signals.modelTime, min: 0 }),
      panel.timeseries({ title: 'Time to first token, p95', show: signals.firstToken, min: 0 }),
      panel.stateTimeline({
        title: 'State of deployments',
        show: signals.deploymentState,
        mappings: [
          { value: 0, text: 'healthy', color: 'green' },
          { value: 1, text: 'partial outage', color: 'orange' },
          { value: 2, text: 'complete outage', color: 'red' },
        ],
      }),
    ]),
    row('Spend', [
      panel.timeseries({ title: 'Spend per hour by model', show: signals.hourlySpend, min: 0 }),
      panel.timeseries({
        title: 'Cost of 1000 tokens',
        show: signals.tokenPrice,
        min: 0,
        fixedRange: perHour,
      }),
    ]),
    row('LiteLLM process', [
      ratePanel(signals.pythonCpu, { title: 'CPU' }),
      panel.timeseries({ title: 'Memory', show: signals.pythonMemory, min: 0 }),
    ]),
    pythonRow(signals),
  ],
});
