import { dashboard, panel, row } from 'dashwright';
import { latencyPanel, ratePanel, sharePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags } from './common.js';

/** The dashboard to open first when the system is slow. */
export const apiPerformance = dashboard({
  uid: 'multi-agent-api-performance',
  title: 'API Performance Monitoring',
  description: 'Throughput, response times, errors and requests in flight of the router and the SDB agent.',
  tags,
  links,
  annotations,
  variables: [namespace],
  rows: [
    row('Requests', [
      ratePanel(signals.throughput, { title: 'Throughput (RPS)' }),
      sharePanel(signals.errorRatio, { title: 'Error ratio' }),
      panel.timeseries({
        title: 'Active requests',
        show: signals.activeRequests,
        min: 0,
        decimals: 0,
        stack: 'normal',
      }),
      panel.timeseries({
        title: 'Agents up',
        description: 'Pods that can be scraped. With none of either kind, the system does not work.',
        show: [signals.routersUp, signals.sdbAgentsUp],
        min: 0,
        decimals: 0,
      }),
    ]),
    row('Response time: which part is slow?', [
      latencyPanel([signals.classificationP50, signals.classificationP95, signals.classificationP99], {
        title: 'Intent classification p50, p95, p99',
      }),
      panel.heatmap({ title: 'Intent classification times', show: signals.classificationTimes }),
      panel.timeseries({
        title: 'SDB processing p50, p95, p99',
        show: [signals.processingP50, signals.processingP95, signals.processingP99],
        min: 0,
        fixedRange: 'An SDB run takes minutes: fewer than 15 of them hold too few runs for a quantile.',
      }),
      panel.heatmap({ title: 'SDB processing times', show: signals.processingTimes }),
    ]),
    row('Dependencies of the SDB agent', [
      sharePanel(signals.modelFailureRatio, { title: 'LLM failure ratio by model' }),
      ratePanel(signals.modelRequests, { title: 'LLM requests' }),
      sharePanel(signals.bitbucketFailureRatio, { title: 'Bitbucket failure ratio by operation' }),
      ratePanel(signals.bitbucketCalls, { title: 'Bitbucket calls' }),
    ]),
  ],
});
