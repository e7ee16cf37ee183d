import { type AnySignal, dashboard, labelValues, type Panel, panel, row, variable } from 'dashwright';
import { latencyPanel, rankingPanel, ratePanel } from 'dashwright/library';
import { application } from '../metrics.js';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags, toLogsAndTraces, toLogsAndTracesOfPath } from './common.js';

const path = variable.query({
  name: 'path',
  label: 'Endpoint',
  query: labelValues(application.http_requests_total, 'path'),
  filters: 'path',
  multi: true,
  includeAll: true,
});
const ofPath = { dataLinks: toLogsAndTracesOfPath } as const;

/** One bar per endpoint, wide enough for its route. */
function ranking(show: AnySignal, title: string, noValue: string): Panel {
  return rankingPanel(show, { title, noValue, height: 10, ...ofPath });
}

export const apiPerformance = dashboard({
  uid: 'multiweb-api-performance',
  title: 'MultiWeb / API Performance',
  description: 'Which endpoints are called, which are slow, and which fail.',
  tags,
  links,
  annotations,
  variables: [namespace, path],
  rows: [
    row('Traffic', [
      ratePanel(signals.requestsByPath, { title: 'Request rate by endpoint', ...ofPath }),
      ratePanel(signals.serverErrors, { title: 'Server errors by endpoint', ...ofPath }),
    ]),
    row('Response time by endpoint', [
      latencyPanel([signals.latencyP50ByPath], { title: 'p50 by endpoint', width: 8, ...ofPath }),
      latencyPanel([signals.latencyP95ByPath], { title: 'p95 by endpoint', width: 8, ...ofPath }),
      latencyPanel([signals.latencyP99ByPath], { title: 'p99 by endpoint', width: 8, ...ofPath }),
      panel.timeseries({
        title: 'p95 by endpoint against twice its own hour',
        description: 'A line above its own threshold is twice as slow as in the hour before.',
        show: signals.recordedP95ByPath,
        min: 0,
        ...ofPath,
      }),
      latencyPanel([signals.fiveSlowestEndpoints], { title: 'Five slowest endpoints, p95', ...ofPath }),
    ]),
    row('Rankings', [
      ranking(signals.tenSlowestEndpoints, 'Ten slowest endpoints', 'no requests'),
      ranking(signals.endpointsWithMostErrors, 'Ten endpoints with most errors', 'no errors'),
      ranking(signals.busiestEndpoints, 'Ten busiest endpoints', 'no requests'),
      ranking(signals.endpointsWithMostClientErrors, 'Ten endpoints with most client errors', 'no errors'),
    ]),
    row('All chosen endpoints together', [
      latencyPanel([signals.latencyP50, signals.latencyP95, signals.latencyP99], {
        title: 'Response time',
        dataLinks: toLogsAndTraces,
      }),
      panel.heatmap({ title: 'Response times', show: signals.latencies }),
    ]),
  ],
});
