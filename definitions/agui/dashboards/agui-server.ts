import { annotation, dashboard, labelValues, panel, row, variable } from 'dashwright';
import { ratePanel, sharePanel, statusCodePanel } from 'dashwright/library';
import { metrics } from '../metrics.js';
import * as signals from '../signals.js';

/** Imported into Azure Managed Grafana, which has no sidecar to load it. */
export const aguiServer = dashboard({
  uid: 'agui-server',
  title: 'AG-UI server',
  description: 'Language models, agents and HTTP of agui-server, as OpenTelemetry reports them.',
  tags: ['agui'],
  annotations: [annotation.alerts()],
  variables: [
    variable.query({
      name: 'namespace',
      label: 'Namespace',
      query: labelValues(metrics.http_server_active_requests, 'namespace'),
      filters: 'namespace',
    }),
  ],
  rows: [
    row('Language models', [
      panel.timeseries({ title: 'Gen AI average response time by model', show: signals.genAiMean, min: 0 }),
      panel.timeseries({ title: 'Gen AI p95 response time by model', show: signals.genAiP95, min: 0 }),
      ratePanel(signals.genAiRequests, { title: 'Gen AI requests by model', width: 8 }),
      sharePanel(signals.genAiErrorRatio, { title: 'Gen AI error ratio by model', width: 8 }),
      panel.timeseries({
        title: 'Gen AI errors',
        show: signals.genAiErrors,
        width: 8,
        min: 0,
        stack: 'normal',
      }),
      panel.heatmap({ title: 'Gen AI response times', show: signals.genAiTimes, width: 24 }),
    ]),
    row('Agents', [
      ratePanel([signals.agentRequests, signals.observedModelRequests], {
        title: 'AG-UI agent requests per second',
        description: 'Requests to agents, and the requests to models that follow from them.',
        width: 24,
      }),
    ]),
    row('HTTP', [
      panel.timeseries({
        title: 'HTTP request duration',
        description: 'Average and p95. The p95 is capped at 10 s, the largest bucket of the histogram.',
        show: [signals.httpMean, signals.httpP95],
        min: 0,
      }),
      panel.timeseries({ title: 'HTTP request duration by route', show: signals.httpByRoute, min: 0 }),
      statusCodePanel(signals.httpByStatus, { title: 'HTTP requests by status' }),
      sharePanel(signals.httpErrorRatio, { title: 'HTTP error ratio' }),
      panel.timeseries({
        title: 'Active HTTP requests',
        show: signals.activeRequests,
        min: 0,
        decimals: 0,
        stack: 'normal',
      }),
      panel.timeseries({ title: 'HTTP response size', show: signals.responseSize, min: 0 }),
    ]),
    row('Scrapes', [
      panel.timeseries({ title: 'Pods up', show: signals.podsUp, min: 0, decimals: 0 }),
      panel.timeseries({
        title: 'Pods answering scrapes',
        show: signals.podScrapes,
        min: 0,
        max: 1,
        decimals: 0,
      }),
    ]),
  ],
});
