import { type Catalog, changes, max, panel, row, signal } from 'dashwright';
import { named, type TargetOptions } from './labels.js';
import { openFiles, processCpu, processMemory, type processMetrics } from './process.js';
import { type MixinOptions, mixin, ready, readyMissing } from './ready-alerts.js';
import { shareSeries } from './ready-series.js';

/** Names of the alerts. */
export type ProcessAlert = 'ProcessMissing' | 'ProcessFileDescriptorsHigh' | 'ProcessCpuHigh';

/**
 * Options of `processMixin`. Every client library exposes these metrics, and so does Prometheus itself: set `where`.
 */
export interface ProcessMixinOptions<Target extends string, Without extends ProcessAlert>
  extends MixinOptions<ProcessAlert, Without>,
    TargetOptions<Target> {}

/**
 * Processes with metrics of a client library: availability, file descriptors, CPU, memory, restarts.
 *
 * @example processMixin(metrics, { by: ['instance'], where: { job: 'shop' } })
 */
export function processMixin<Target extends string, const Without extends ProcessAlert = never>(
  metrics: Catalog<ReturnType<typeof processMetrics>, Target>,
  options: ProcessMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const { process_open_fds: open, process_max_fds: limit, process_cpu_seconds_total: cpuSeconds } = metrics;
  const files = openFiles<Target, Target>(open.where(only), limit.where(only), { by });
  const cpu = processCpu<Target, Target>(cpuSeconds.where(only), { by });
  const memory = processMemory<Target, Target>(metrics.process_resident_memory_bytes.where(only), { by });
  const starts = signal<Target>({
    title: 'Restarts, 1 h',
    description: 'Restarts in the last hour of processes with the same labels.',
    expr: max<Target, Target>(changes(metrics.process_start_time_seconds.where(only), '1h'), { by }),
    unit: 'restarts',
  });
  return mixin(options, {
    signals: { files, cpu, memory, starts },
    alerts: {
      ProcessMissing: readyMissing({
        signal: memory,
        for: '5m',
        severity: 'critical',
        summary: 'Process metrics are missing',
        description:
          'There have been no metrics of any of the processes for 5 minutes: they are down or cannot be scraped, and no other alert about them can fire.',
        runbook: `
## What to look at

Do the processes run, and what is the last scrape error of their targets in Prometheus? If the job was only renamed,
correct the alert.

## What to do

Start the processes, or fix the scrape.`,
        series: (to, course, of) =>
          to.series(
            metrics.process_resident_memory_bytes,
            of,
            course.value(() => 1e8),
          ),
      }),
      ProcessFileDescriptorsHigh: ready<Target>({
        signal: files,
        side: 'above',
        threshold: 0.8,
        for: '5m',
        severity: 'warning',
        summary: ({ labels, value }) => `${named(by, labels)} uses ${value} of its file descriptors`,
        description: ({ value, threshold }) =>
          `${value} of the allowed file descriptors are open (threshold ${threshold}). At 100% the process can neither accept connections nor open files.`,
        runbook: `
## What to look at

\`ls -l /proc/PID/fd\`: mostly sockets, or files? Sockets in CLOSE_WAIT (\`ss -tanp\`) are connections that the program
does not close. Usage that grows for days is a leak; if it follows the traffic, the limit is too low.

## What to do

If it leaks, restart one process at a time. If the load really needs them, raise \`LimitNOFILE\`.`,
        series: shareSeries(open, limit, 1000),
      }),
      ProcessCpuHigh: ready<Target>({
        signal: cpu,
        side: 'above',
        threshold: 0.9,
        for: '15m',
        severity: 'warning',
        window: '5m',
        summary: ({ labels, value }) => `${named(by, labels)} uses ${value} of a CPU core`,
        description: ({ value, threshold }) =>
          `The process used ${value} of a CPU core (threshold ${threshold}). Single-threaded programs, such as most in Python and Node.js, cannot use more than one; for others raise the threshold.`,
        runbook: `
## What to look at

Traffic: more requests, or more expensive ones? A profile of the process (py-spy, pprof, \`perf top\`) shows where the time
goes.

## What to do

Scale out. If it started with a release, roll back.`,
        series: (to, course, of) =>
          to.series(
            cpuSeconds,
            of,
            course.perSecond((cores) => cores),
          ),
      }),
    },
    row: row('Processes', [
      panel.timeseries({ title: 'Process file descriptors', show: files, min: 0, width: 6 }),
      panel.timeseries({ title: 'Process CPU', show: cpu, min: 0, width: 6 }),
      panel.timeseries({ title: 'Process memory', show: memory, min: 0, width: 6 }),
      panel.timeseries({
        title: 'Process restarts, 1 h',
        show: starts,
        min: 0,
        width: 6,
        fixedRange: 'Restarts are rare: a window of an hour shows them at any zoom.',
      }),
    ]),
  });
}
