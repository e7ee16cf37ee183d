// Alerts about file systems and disks, as part of `nodeMixin`.
import { type Catalog, deriv, lt, max, min, negate, not, panel, rate, signal, sum } from 'dashwright';
import { fillingUp } from './filling-up.js';
import { named } from './labels.js';
import type { nodeDiskMetrics, nodeMetrics } from './node.js';
import { ready, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries, shareSeries } from './ready-series.js';
import { over, whereAlso } from './same-labels.js';

/** Images of snaps and CDs are always full and read-only; the others are no disks. */
const noDisks = /tmpfs|ramfs|devtmpfs|squashfs|iso9660|erofs|overlay|nsfs|autofs|fuse\..*/;

/** A file system with more free space than this may be filling up for a while: a backup, a build. */
const mostlyFull = 0.2;

export function nodeDiskAlerts<Target extends string>(
  metrics: Catalog<ReturnType<typeof nodeMetrics> & ReturnType<typeof nodeDiskMetrics>, Target>,
  {
    by,
    only,
    ignoredFileSystems = noDisks,
    ignoredMountpoints,
  }: {
    readonly by: readonly Target[];
    readonly only: object;
    readonly ignoredFileSystems?: RegExp | undefined;
    readonly ignoredMountpoints?: RegExp | undefined;
  },
) {
  const disks: object = {
    ...only,
    fstype: not(ignoredFileSystems),
    ...(ignoredMountpoints && { mountpoint: not(ignoredMountpoints) }),
  };
  const { node_filesystem_avail_bytes: free, node_filesystem_size_bytes: size } = metrics;
  const { node_filesystem_files_free: freeInodes, node_filesystem_files: inodes } = metrics;
  const byMount = [...by, 'mountpoint'] as const;
  const byDevice = [...by, 'device'] as const;
  type Mount = Target | 'mountpoint';
  type Labels = Target | 'device' | 'fstype' | 'mountpoint';
  type Device = Target | 'device';

  const freeShare = over<Mount>(
    min<Labels, Mount>(free.where(disks), { by: byMount }),
    min<Labels, Mount>(size.where(disks), { by: byMount }),
  );
  const space = signal<Mount>({
    title: 'File system space free',
    description: 'Space available to non-root users, as a share of the file system.',
    expr: freeShare,
    unit: 'percentunit',
  });
  const fullIn = signal<Mount>({
    title: 'File system full in',
    description:
      'Time until the file system is full if it goes on as in the last hour, where less than 20% is free.',
    expr: whereAlso<Mount>(
      over<Mount>(
        min<Labels, Mount>(free.where(disks), { by: byMount }),
        max<Labels, Mount>(negate(deriv(free.where(disks), '1h')), { by: byMount }),
      ),
      lt(freeShare, mostlyFull),
    ),
    unit: 's',
  });
  const inodeSpace = signal<Mount>({
    title: 'Inodes free',
    description: 'Free inodes, as a share of all. Each file and directory needs one.',
    expr: over<Mount>(
      min<Labels, Mount>(freeInodes.where(disks), { by: byMount }),
      min<Labels, Mount>(inodes.where(disks), { by: byMount }),
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
      by: byDevice,
    }),
    unit: 'percentunit',
  });
  const read = signal<Target>({
    title: 'Read',
    description: 'Bytes that all disks read per second.',
    expr: sum<Device, Target>(rate(metrics.node_disk_read_bytes_total.where(only)), { by }),
    legend: (labels) => `read ${named(by, labels)}`,
  });
  const written = signal<Target>({
    title: 'Written',
    description: 'Bytes that all disks wrote per second.',
    expr: sum<Device, Target>(rate(metrics.node_disk_written_bytes_total.where(only)), { by }),
    legend: (labels) => `written ${named(by, labels)}`,
  });

  return {
    signals: { space, fullIn, inodeSpace, readOnly, busy, read, written },
    alerts: {
      NodeFilesystemAlmostFull: ready<Mount>({
        signal: space,
        side: 'below',
        threshold: 0.1,
        for: '30m',
        severity: 'warning',
        ignored: [{ fstype: 'tmpfs' }],
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
        series: shareSeries(free, size, 1e11),
      }),
      NodeFilesystemFillingUp: ready<Mount>({
        signal: fullIn,
        side: 'below',
        threshold: 4 * 3600,
        for: '15m',
        severity: 'critical',
        summary: ({ labels, value }) =>
          `${labels.mountpoint} of ${named(by, labels)} will be full in ${value.duration}`,
        description: ({ labels, value }) =>
          `If the file system at ${labels.mountpoint} goes on to fill as in the last hour, it is full in ${value.duration}. Then writes fail.`,
        runbook: `
## What to look at

What grows: \`du -xh --max-depth=2 MOUNTPOINT | sort -h | tail\` now and in ten minutes. \`lsof +L1\` lists files that were
removed but are still open.

## What to do

Stop or throttle what writes, then free space: rotate logs, delete what can be recreated, or enlarge the volume.`,
        proofs: (made, tuned) =>
          fillingUp('NodeFilesystemFillingUp', made, tuned, { free, size, mostlyFull }),
      }),
      NodeFilesystemInodesLow: ready<Mount>({
        signal: inodeSpace,
        side: 'below',
        threshold: 0.1,
        for: '30m',
        severity: 'warning',
        ignored: [{ fstype: 'tmpfs' }],
        summary: ({ labels, value }) =>
          `${labels.mountpoint} of ${named(by, labels)} has only ${value} of its inodes left`,
        description: ({ labels, value, threshold }) =>
          `${value} of the inodes at ${labels.mountpoint} are free (threshold ${threshold}). When none is left, no file can be created, however much space is free.`,
        runbook: `
## What to look at

Directories with very many files: \`du --inodes -x MOUNTPOINT | sort -n | tail\`. The usual suspects are mail queues, sessions,
caches and build directories.

## What to do

Delete the files, and let what creates them clean up. On ext4 the number of inodes is fixed when the file system is
created; XFS takes them from its free space.`,
        series: shareSeries(freeInodes, inodes, 1e6),
      }),
      NodeFilesystemReadOnly: ready<Mount>({
        signal: readOnly,
        side: 'above',
        threshold: 0,
        for: '5m',
        severity: 'critical',
        around: wholeNumbers('above'),
        ignored: [{ fstype: 'squashfs' }],
        summary: ({ labels }) => `${labels.mountpoint} of ${named(by, labels)} is read-only`,
        description: ({ labels }) =>
          `The file system at ${labels.mountpoint} has been read-only for 5 minutes. The kernel remounts a file system read-only after disk errors.`,
        runbook: `
## What to look at

\`dmesg\`: look for disk or file system errors just before the remount.

## What to do

Move the workload away, then check the file system (\`fsck\`) or replace the disk. Do not remount it writable before that.`,
        series: gaugeSeries(metrics.node_filesystem_readonly),
      }),
      NodeDiskSaturated: ready<Device>({
        signal: busy,
        side: 'above',
        threshold: 0.9,
        for: '30m',
        severity: 'warning',
        window: '5m',
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
        series: (to, course, of) =>
          to.series(
            metrics.node_disk_io_time_seconds_total,
            of,
            course.perSecond((share) => share),
          ),
      }),
    },
    panels: [
      panel.timeseries({ title: 'File system space free', show: space, min: 0, width: 6 }),
      panel.timeseries({
        title: 'File system full in',
        show: fullIn,
        min: 0,
        width: 6,
        fixedRange: 'The trend of an hour: the alert uses the same.',
      }),
      panel.timeseries({ title: 'Inodes free', show: inodeSpace, min: 0, width: 6 }),
      panel.timeseries({ title: 'File systems read-only', show: readOnly, min: 0, max: 1, width: 6 }),
      panel.timeseries({ title: 'Disks busy', show: busy, min: 0, width: 6 }),
      panel.timeseries({ title: 'Disk throughput', show: [read, written], min: 0, width: 6 }),
    ],
  };
}
