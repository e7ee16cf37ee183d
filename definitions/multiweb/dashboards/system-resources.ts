import { dashboard, panel, row } from 'dashwright';
import { ratePanel, sharePanel } from '../../library/panels.js';
import * as is from '../signals.js';
import { annotations, links, namespace, tags, toLogsAndTraces } from './common.js';

/** For the third troubleshooting story: use, autoscaler, killed pods, limits, in this order. */
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
      ratePanel(is.apiCpu, { title: 'API process CPU' }),
      sharePanel(is.apiMemoryOfLimit, { title: 'API memory of limit' }),
      ratePanel(is.podCpu, { title: 'CPU by pod' }),
      ratePanel(is.podMemory, { title: 'Memory by pod' }),
      ratePanel(is.apiMemory, { title: 'API process memory' }),
      sharePanel(is.apiMemoryOfNode, { title: 'API memory of node' }),
    ]),
    row('Pods', [
      panel.timeseries({
        title: 'Autoscaler',
        description: 'Running pods at the maximum: the autoscaler cannot help any more.',
        show: [is.runningReplicas, is.wantedReplicas, is.maximumReplicas],
        width: 8,
        min: 0,
        decimals: 0,
      }),
      panel.timeseries({
        title: 'Restarts, 1 h',
        show: is.podRestarts,
        width: 8,
        min: 0,
        decimals: 0,
        fixedRange: 'Restarts are rare: an hour makes single ones visible at any zoom.',
        dataLinks: toLogsAndTraces,
      }),
      panel.timeseries({
        title: 'Killed for memory',
        show: is.outOfMemoryKills,
        width: 8,
        min: 0,
        decimals: 0,
        dataLinks: toLogsAndTraces,
      }),
    ]),
    row('Disk and network', [
      ratePanel([is.diskReads, is.diskWrites], { title: 'Disk I/O by node' }),
      ratePanel([is.received, is.sent], { title: 'Network by pod' }),
    ]),
  ],
});
