import { dashboard, panel, row } from 'dashwright';
import { pythonRow, ratePanel, sharePanel } from 'dashwright/library';
import * as signals from '../signals.js';
import { annotations, links, namespace, tags } from './common.js';

export const systemResources = dashboard({
  uid: 'multi-agent-system-resources',
  title: 'System Resources Monitoring',
  description: 'CPU, memory, network and Python garbage collection of the pods.',
  tags,
  links,
  annotations,
  variables: [namespace],
  rows: [
    row('CPU and memory', [
      ratePanel(signals.cpu, { title: 'CPU' }),
      panel.timeseries({ title: 'Memory', show: signals.memory, min: 0 }),
      sharePanel(signals.memoryShare, { title: 'Memory of limit', full: true }),
      panel.timeseries({ title: 'Network I/O', show: [signals.received, signals.sent], min: 0 }),
    ]),
    row('Process', [
      ratePanel(signals.pythonCpu, { title: 'CPU of the Python process', width: 8 }),
      panel.timeseries({
        title: 'Memory of the Python process',
        show: signals.pythonMemory,
        width: 8,
        min: 0,
      }),
      sharePanel(signals.fileDescriptors, { title: 'Open files', width: 8, full: true }),
    ]),
    pythonRow(signals),
    row('Scrapes', [
      panel.timeseries({
        title: 'Pods answering scrapes',
        description:
          'A line at 0 is a pod that hangs or crashes; a line that ends is a pod that was replaced.',
        show: signals.targets,
        width: 24,
        min: 0,
        max: 1,
        decimals: 0,
      }),
    ]),
  ],
});
