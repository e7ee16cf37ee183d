import { type Catalog, counter, gauge, max, min, not, panel, rate, row, signal } from 'dashwright';
import { constant } from 'dashwright/testing';
import { chosen, named, type TargetOptions } from './labels.js';
import type { nodeMetrics } from './node.js';
import { type MixinOptions, mixin, ready, readyMissing, wholeNumbers } from './ready-alerts.js';
import { over } from './same-labels.js';

/** Metrics of node_exporter about file systems and disk utilisation, from collectors that are enabled by default. */
export function nodeDiskMetrics() {
  const labels = { device: ['/dev/sda1'], fstype: ['ext4'], mountpoint: ['/'] };
  return {
    node_filesystem_size_bytes: gauge({ help: 'Size of the file system.', unit: 'bytes', labels }),
    node_filesystem_avail_bytes: gauge({ help: 'Space that users can fill.', unit: 'bytes', labels }),
    node_filesystem_readonly: gauge({
      help: '1 if the file system is read-only.',
      unit: 'objects',
      range: [0, 1],
      labels,
    }),
    node_disk_io_time_seconds_total: counter({
      help: 'Time during which the disk was busy.',
      unit: 's',
      labels: { device: ['sda'] },
    }),
  };
}

/** Names of the alerts. */
export type NodeAlert =
  | 'NodeExporterMissing'
  | 'NodeMemoryHigh'
  | 'NodeFilesystemAlmostFull'
  | 'NodeFilesystemReadOnly'
  | 'NodeDiskSaturated';

/** Options of `nodeMixin`. Use `by: ['node']` if the scrape configuration adds the label. */
export interface NodeMixinOptions<Target extends string, Without extends NodeAlert>
  extends MixinOptions<NodeAlert, Without>,
    TargetOptions<Target> {
  /**
   * Types of file systems to ignore: the whole value of `fstype` matches.
   *
   * @default those in memory, of images and containers, and of FUSE, which are full or read-only by design
   */
  readonly ignoredFileSystems?: RegExp;
  /** Mount points to ignore, such as media that are mounted read-only: the whole value matches. @default none */
  readonly ignoredMountpoints?: RegExp;
}

/** Images of snaps and CDs are always full and read-only; the others are no disks. */
const noDisks = /tmpfs|ramfs|devtmpfs|squashfs|iso9660|erofs|overlay|nsfs|autofs|fuse\..*/;

/**
 * Machines with node_exporter: memory, file systems, disks.
 *
 * @example nodeMixin(metrics, { by: ['instance'] })
 */
export function nodeMixin<Target extends string, const Without extends NodeAlert = never>(
  metrics: Catalog<ReturnType<typeof nodeMetrics> & ReturnType<typeof nodeDiskMetrics>, Target>,
  options: NodeMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where = {} } = options;
  const { only, of } = chosen(where);
  const { ignoredFileSystems = noDisks, ignoredMountpoints } = options;
  const disks: object = {
    ...only,
    fstype: not(ignoredFileSystems),
    ...(ignoredMountpoints && { mountpoint: not(ignoredMountpoints) }),
  };
  const { node_memory_MemAvailable_bytes: available, node_memory_MemTotal_bytes: total } = metrics;
  const { node_filesystem_avail_bytes: free, node_filesystem_size_bytes: size } = metrics;
  const byMount = [...by, 'mountpoint'] as const;
  type Mount = Target | 'mountpoint';
  type Labels = Target | 'device' | 'fstype' | 'mountpoint';
  type Device = Target | 'device';

  const memory = signal<Target>({
    title: 'Node memory available',
    description: 'Memory available to new work, as a share of total memory. Caches count as available.',
    expr: over<Target>(
      max<Target, Target>(available.where(only), { by }),
      max<Target, Target>(total.where(only), { by }),
    ),
    unit: 'percentunit',
  });
  const space = signal<Mount>({
    title: 'File system space free',
    description: 'Space available to non-root users, as a share of the file system.',
    expr: over<Mount>(
      min<Labels, Mount>(free.where(disks), { by: byMount }),
      min<Labels, Mount>(size.where(disks), { by: byMount }),
    ),
    unit: 'percentunit',
  });
  const readOnly = signal<Mount>({
    title: 'File system read-only',
    description: '1 if a file system is read-only, after disk errors or on purpose.',
    expr: max<Labels, Mount>(metrics.node_filesystem_readonly.where(disks), { by: byMount }),
    range: [0, 1],
  });
  const busy = signal<Device>({
    title: 'Disk busy',
    description: 'Share of time during which the disk was busy.',
    expr: max<Device, Device>(rate(metrics.node_disk_io_time_seconds_total.where(only)), {
      by: [...by, 'device'],
    }),
    unit: 'percentunit',
  });

  return mixin(options, {
    signals: { memory, space, readOnly, busy },
    alerts: {
      NodeExporterMissing: readyMissing({
        signal: memory,
        for: '5m',
        severity: 'critical',
        summary: 'node_exporter metrics are missing',
        description:
          'There have been no memory metrics of node_exporter for 5 minutes: no other alert about machines can fire.',
        runbook: `
## What to look at

In Prometheus, the last scrape error of the targets, and whether the job was renamed.

## What to do

Start the exporters, or fix the scrape. For single machines that go missing, use an alert on \`up\`.`,
        series: (to, course) =>
          to
            .series(
              available,
              of,
              course.value(() => 5e9),
            )
            .series(
              total,
              of,
              course.value(() => 1e10),
            ),
      }),
      NodeMemoryHigh: ready<Target>({
        signal: memory,
        side: 'below',
        threshold: 0.1,
        for: '15m',
        severity: 'warning',
        summary: ({ labels, value }) => `${named(by, labels)} has only ${value} of its memory available`,
        description: ({ value, threshold }) =>
          `${value} of the memory is available (threshold ${threshold}). When none is left, the OOM killer ends a process.`,
        runbook: `
## What to look at

The largest processes (\`ps aux --sort=-rss\`), and whether memory grew steadily or jumped. \`dmesg | grep -i oom\` lists
processes that were already killed.

## What to do

Restart processes that leak, move work to another machine, set memory limits on containers.`,
        series: (to, course) =>
          to
            .series(
              available,
              of,
              course.value((share) => share * 1e10),
            )
            .series(total, of, constant(1e10)),
      }),
      NodeFilesystemAlmostFull: ready<Mount>({
        signal: space,
        side: 'below',
        threshold: 0.1,
        for: '30m',
        severity: 'warning',
        summary: ({ labels, value }) =>
          `${labels.mountpoint} of ${named(by, labels)} has only ${value} free space left`,
        description: ({ labels, value, threshold }) =>
          `${value} of the file system at ${labels.mountpoint} is free (threshold ${threshold}). When it is full, writes fail.`,
        runbook: `
## What to look at

\`du -xh --max-depth=2 MOUNTPOINT | sort -h | tail\`, and files that were removed but are still open
(\`lsof +L1\`). The usual suspects are logs, core dumps and container images.

## What to do

Delete what can be recreated, rotate logs, or enlarge the volume.`,
        series: (to, course) =>
          to
            .series(
              free,
              of,
              course.value((share) => share * 1e11),
            )
            .series(size, of, constant(1e11)),
      }),
      NodeFilesystemReadOnly: ready<Mount>({
        signal: readOnly,
        side: 'above',
        threshold: 0,
        for: '5m',
        severity: 'critical',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `${labels.mountpoint} of ${named(by, labels)} is read-only`,
        description: ({ labels }) =>
          `The file system at ${labels.mountpoint} has been read-only for 5 minutes. The kernel remounts a file system read-only after disk errors.`,
        runbook: `
## What to look at

\`dmesg\`: look for disk or file system errors just before the remount.

## What to do

Move the workload away, then check the file system (\`fsck\`) or replace the disk. Do not remount it writable before that.`,
        series: (to, course) =>
          to.series(
            metrics.node_filesystem_readonly,
            of,
            course.value((value) => value),
          ),
      }),
      NodeDiskSaturated: ready<Device>({
        signal: busy,
        side: 'above',
        threshold: 0.9,
        for: '30m',
        severity: 'warning',
        summary: ({ labels, value }) =>
          `Disk ${labels.device} of ${named(by, labels)} is busy ${value} of the time`,
        description: ({ labels, value, threshold }) =>
          `${labels.device} was busy ${value} of the time (threshold ${threshold}). Reads and writes wait. Disks that serve many requests in parallel, such as NVMe and RAID, may still have headroom.`,
        runbook: `
## What to look at

\`iostat -x 5\`: wait times (await), reads or writes? \`iotop\` shows the process: a backup, a compaction, a query that does
not fit in memory.

## What to do

Move or postpone the work, or use a faster disk.`,
        series: (to, course) =>
          to.series(
            metrics.node_disk_io_time_seconds_total,
            of,
            course.perSecond((share) => share),
          ),
      }),
    },
    row: row('Machines', [
      panel.timeseries({ title: 'Node memory available', show: memory, min: 0, width: 6 }),
      panel.timeseries({ title: 'File system space free', show: space, min: 0, width: 6 }),
      panel.timeseries({ title: 'File systems read-only', show: readOnly, min: 0, max: 1, width: 6 }),
      panel.timeseries({ title: 'Disks busy', show: busy, min: 0, width: 6 }),
    ]),
  });
}
