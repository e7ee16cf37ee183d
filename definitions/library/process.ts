// Metrics of client libraries about their process on Linux.
import {
  type Counter,
  counter,
  type Gauge,
  gauge,
  max,
  min,
  rate,
  type Signal,
  signal,
  sum,
} from 'dashwright';
import { over } from './same-labels.js';
import { type Grouping, withTexts } from './texts.js';

/** The process metrics that every Prometheus client library exposes under the same names. */
export function processMetrics() {
  return {
    process_cpu_seconds_total: counter({ help: 'CPU time spent, user and system.', unit: 's' }),
    process_resident_memory_bytes: gauge({ help: 'Memory of the process that is in RAM.', unit: 'bytes' }),
    process_virtual_memory_bytes: gauge({ help: 'Virtual memory of the process.', unit: 'bytes' }),
    process_open_fds: gauge({ help: 'Open file descriptors: files and connections.', unit: 'objects' }),
    process_max_fds: gauge({ help: 'File descriptors that the process may open.', unit: 'objects' }),
    process_start_time_seconds: gauge({ help: 'When the process started.', unit: 'timestamp' }),
  };
}

/** CPU usage of the process of each group that uses the most, in cores. */
export function processCpu<L extends string, const B extends NoInfer<L>>(
  cpu: Counter<L>,
  { by, window, ...texts }: Grouping<B> & { readonly by: readonly B[] },
): Signal<B> {
  const description = 'CPU of the busiest process. 100% is one core, all that one Python process can use.';
  return signal<B>({
    ...withTexts({ title: 'Process CPU', description }, texts),
    expr: max<L, B>(rate(cpu, window), { by }),
    unit: 'percentunit',
  });
}

/** Resident memory, summed over the processes of each group. */
export function processMemory<L extends string, const B extends NoInfer<L> = never>(
  memory: Gauge<L>,
  { by = [], ...texts }: Omit<Grouping<B>, 'window'> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Process memory', description: 'Memory of the processes that is in RAM.' }, texts),
    expr: sum<L, B>(memory, { by }),
  });
}

/** Open file descriptors as a ratio of their limit. At 100% no connection can be accepted. */
export function openFiles<L extends string, const B extends NoInfer<L>>(
  open: Gauge<L>,
  limit: Gauge<L>,
  { by, ...texts }: Omit<Grouping<B>, 'window'> & { readonly by: readonly B[] },
): Signal<B> {
  const description = 'Share of the allowed file descriptors that are open. At 100% nothing can connect.';
  return signal<B>({
    ...withTexts({ title: 'Open files', description }, texts),
    expr: over<B>(max<L, B>(open, { by }), min<L, B>(limit, { by })),
    range: [0, 1],
  });
}
