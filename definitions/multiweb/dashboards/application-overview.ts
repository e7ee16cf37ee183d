import { dashboard, linkTo, panel, query, row } from 'dashwright';
import { latencyPanel, ratePanel, sharePanel, statusCodePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { apiPerformance } from './api-performance.js';
import { annotations, links, namespace, tags, toLogsAndTraces } from './common.js';
import { systemResources } from './system-resources.js';

/** The dashboard to open first: whether users are served, and how many there are. */
export const applicationOverview = dashboard({
  uid: 'multiweb-application-overview',
  title: 'MultiWeb / Application Overview',
  description: 'Whether users are served: requests, response time, errors, users.',
  tags,
  links,
  annotations,
  refresh: '30s',
  variables: [namespace],
  rows: [
    row('Now', [
      panel.stat({
        title: 'Total requests',
        description: 'Requests answered in the time range of the page.',
        show: query(signals.totalRequests, { window: '$__range' }),
        decimals: 0,
        noValue: '0',
      }),
      panel.stat({
        title: 'Average response time',
        show: signals.averageLatency,
        noValue: 'no requests',
        links: [linkTo(apiPerformance)],
      }),
      panel.stat({
        title: 'Error rate',
        show: signals.serverErrorRatio,
        decimals: 2,
        noValue: 'no requests',
      }),
      panel.stat({ title: 'Active users', show: signals.activeUsers, decimals: 0, noValue: '0' }),
    ]),
    row('Traffic', [
      ratePanel([signals.requestsPerSecond, signals.usualRequestsPerSecond], {
        title: 'Request rate timeline',
        description: 'Requests per second, beside their average over an hour.',
        fixedRange: 'The average is over an hour at any zoom; only the line of now follows the page.',
        dataLinks: toLogsAndTraces,
      }),
      statusCodePanel(signals.requestsByStatus, {
        title: 'Status code distribution',
        description: 'Requests per second by status code: 2xx green, 3xx blue, 4xx orange, 5xx red.',
        dataLinks: toLogsAndTraces,
      }),
    ]),
    row('Service', [
      sharePanel([signals.serverErrorRatio, signals.allErrorRatio], {
        title: 'Error rate over time',
        dataLinks: toLogsAndTraces,
      }),
      latencyPanel([signals.latencyP95, signals.averageLatency], {
        title: 'Response time',
        dataLinks: toLogsAndTraces,
        links: [linkTo(apiPerformance)],
      }),
      panel.timeseries({ title: 'Active users over time', show: signals.activeUsers, min: 0, decimals: 0 }),
      panel.timeseries({
        title: 'API process CPU',
        show: signals.apiCpu,
        min: 0,
        links: [linkTo(systemResources)],
      }),
    ]),
  ],
});
