import {
  containerCpu,
  containerMemory,
  memoryOfLimit,
  openFiles,
  processCpu,
  processMemory,
  pythonSignals,
  throughput,
} from 'dashwright/library';
import { containers, metrics } from '../metrics.js';

const byPod = { by: ['pod'], legend: ({ pod }: { readonly pod: string }) => pod } as const;

export const cpu = containerCpu(containers.container_cpu_usage_seconds_total, {
  ...byPod,
  title: 'CPU',
  description: 'CPU of the pods. 100% is one core, all that one Python process can use.',
});
export const memory = containerMemory(containers.container_memory_working_set_bytes, {
  ...byPod,
  title: 'Memory',
});
export const memoryShare = memoryOfLimit(
  containers.container_memory_working_set_bytes,
  containers.container_spec_memory_limit_bytes,
  { ...byPod, title: 'Memory of limit' },
);
export const received = throughput(containers.container_network_receive_bytes_total, {
  by: ['pod'],
  title: 'Received',
  description: 'Bytes per second that the pods receive.',
  legend: ({ pod }) => `${pod} in`,
});
export const sent = throughput(containers.container_network_transmit_bytes_total, {
  by: ['pod'],
  title: 'Sent',
  description: 'Bytes per second that the pods send.',
  legend: ({ pod }) => `${pod} out`,
});

export const pythonCpu = processCpu(metrics.process_cpu_seconds_total, byPod);
export const pythonMemory = processMemory(metrics.process_resident_memory_bytes, byPod);
export const fileDescriptors = openFiles(metrics.process_open_fds, metrics.process_max_fds, byPod);

export const { gcCollections, gcCollected, gcUncollectable, pythonVersions } = pythonSignals(metrics, {
  by: ['pod'],
});
