import { dashboard, panel, row } from 'dashwright';
import { ratePanel, sharePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags, toLogsAndTraces } from './common.js';

/** For troubleshooting resources: usage, autoscaler, killed pods, limits, in this order. */
export const systemResources = dashboard({
  uid: 'multiweb-system-resources',
  title: 'MultiWeb / System Resources',
  description: 'CPU, memory, autoscaler, disk and network of the API and its pods.',
  tags,
  links,
  annotations,
  variables: [namespace],
  rows: [
    row('CPU and memory', [
      ratePanel(signals.apiCpu, { title: 'API process CPU' }),
      sharePanel(signals.apiMemoryOfLimit, { title: 'API memory of limit' }),
      ratePanel(signals.podCpu, { title: 'CPU by pod' }),
      ratePanel(signals.podMemory, { title: 'Memory by pod' }),
      ratePanel(signals.apiMemory, { title: 'API process memory' }),
      sharePanel(signals.apiMemoryOfNode, { title: 'API memory of node' }),
    ]),
    row('Pods', [
      panel.timeseries({
        title: 'Autoscaler',
        description: 'If running pods are at the maximum, the autoscaler cannot add more.',
        show: [signals.runningReplicas, signals.wantedReplicas, signals.maximumReplicas],
        width: 8,
        min: 0,
        decimals: 0,
      }),
      panel.timeseries({
        title: 'Restarts, 1 h',
        show: signals.podRestarts,
        width: 8,
        min: 0,
        decimals: 0,
        fixedRange: 'Restarts are rare: an hour makes single ones visible at any zoom.',
        dataLinks: toLogsAndTraces,
      }),
      panel.timeseries({
        title: 'Killed for memory',
        show: signals.outOfMemoryKills,
        width: 8,
        min: 0,
        decimals: 0,
        dataLinks: toLogsAndTraces,
      }),
    ]),
    row('Disk and network', [
      ratePanel([signals.diskReads, signals.diskWrites], { title: 'Disk I/O by node' }),
      ratePanel([signals.received, signals.sent], { title: 'Network by pod' }),
    ]),
  ],
});
