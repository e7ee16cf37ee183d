import { type Catalog, max, min, not, panel, row, signal } from 'dashwright';
import { constant } from 'dashwright/testing';
import { also, named, type TargetOptions } from './labels.js';
import type {
  nodeDiskMetrics,
  nodeMetrics,
  nodeRaidMetrics,
  nodeSystemdMetrics,
  nodeSystemMetrics,
} from './node.js';
import { nodeDiskAlerts } from './node-disk-alerts.js';
import { nodeNetworkAlerts } from './node-network-alerts.js';
import { nodeSystemAlerts } from './node-system-alerts.js';
import { type MixinOptions, mixin, ready, readyMissing, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries, shareSeries } from './ready-series.js';
import { less, over } from './same-labels.js';

/** Names of the alerts. */
export type NodeAlert =
  | 'NodeExporterMissing'
  | 'NodeMemoryHigh'
  | keyof ReturnType<typeof nodeSystemAlerts>['alerts']
  | keyof ReturnType<typeof nodeNetworkAlerts>['alerts']
  | keyof ReturnType<typeof nodeDiskAlerts>['alerts'];

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

/**
 * Machines with node_exporter: CPU, memory, file systems, disks, network, clock.
 *
 * @example nodeMixin(metrics, { by: ['instance'] })
 */
export function nodeMixin<Target extends string, const Without extends NodeAlert = never>(
  metrics: Catalog<
    ReturnType<typeof nodeMetrics> &
      ReturnType<typeof nodeSystemMetrics> &
      ReturnType<typeof nodeDiskMetrics>,
    Target
  >,
  options: NodeMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {}, ignoredFileSystems, ignoredMountpoints } = options;
  const { node_memory_MemAvailable_bytes: available, node_memory_MemTotal_bytes: total } = metrics;
  const system = nodeSystemAlerts<Target>(metrics, { by, only });
  const network = nodeNetworkAlerts<Target>(metrics, { by, only });
  const disks = nodeDiskAlerts<Target>(metrics, { by, only, ignoredFileSystems, ignoredMountpoints });
  const memory = signal<Target>({
    title: 'Node memory available',
    description: 'Memory available to new work, as a share of total memory. Caches count as available.',
    expr: over<Target>(
      max<Target, Target>(available.where(only), { by }),
      max<Target, Target>(total.where(only), { by }),
    ),
    unit: 'percentunit',
  });

  return mixin(options, {
    signals: { memory, ...system.signals, ...network.signals, ...disks.signals },
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
        series: (to, course, of) =>
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
        series: shareSeries(available, total, 1e10),
      }),
      ...system.alerts,
      ...network.alerts,
      ...disks.alerts,
    },
    row: row('Machines', [
      ...system.panels.slice(0, 2),
      panel.timeseries({ title: 'Node memory available', show: memory, min: 0, width: 6 }),
      ...system.panels.slice(2),
      ...disks.panels,
      ...network.panels,
    ]),
  });
}

/** Names of the alerts. */
export type NodeRaidAlert = 'NodeRaidDegraded' | 'NodeRaidDiskFailed';

/** Options of `nodeRaidMixin`. */
export interface NodeRaidMixinOptions<Target extends string, Without extends NodeRaidAlert>
  extends MixinOptions<NodeRaidAlert, Without>,
    TargetOptions<Target> {}

/**
 * Software RAID of Linux (md), with node_exporter.
 *
 * @example nodeRaidMixin(metrics, { by: ['instance'] })
 */
export function nodeRaidMixin<Target extends string, const Without extends NodeRaidAlert = never>(
  metrics: Catalog<ReturnType<typeof nodeRaidMetrics>, Target>,
  options: NodeRaidMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {} } = options;
  const byDevice = [...by, 'device'] as const;
  type Device = Target | 'device';
  const { node_md_disks: disks, node_md_disks_required: required } = metrics;
  const inState = (state: string): object => ({ ...only, state });
  const missing = signal<Device>({
    title: 'RAID disks missing',
    description: 'Disks that the array needs and that are not active.',
    expr: less<Device>(
      max<Device, Device>(required.where(only), { by: byDevice }),
      min<Device | 'state', Device>(disks.where(inState('active')), { by: byDevice }),
    ),
  });
  const failed = signal<Device>({
    title: 'RAID disks failed',
    description: 'Disks of the array that have failed.',
    expr: max<Device | 'state', Device>(disks.where(inState('failed')), { by: byDevice }),
  });
  return mixin(options, {
    signals: { missing, failed },
    alerts: {
      NodeRaidDegraded: ready<Device>({
        signal: missing,
        side: 'above',
        threshold: 0,
        for: '15m',
        severity: 'critical',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) =>
          `RAID array ${labels.device} of ${named(by, labels)} lacks ${value.fixed(0)} disks`,
        description: ({ labels, value }) =>
          `${value.fixed(0)} disks of ${labels.device} are missing and no spare has taken their place. The next disk that fails may take the data with it.`,
        runbook: `
## What to look at

\`cat /proc/mdstat\` and \`mdadm --detail /dev/DEVICE\`: which disk is missing, and is the array being rebuilt? \`dmesg\` and
\`smartctl -a\` show whether the disk or its cable has failed.

## What to do

Make sure that there is a recent backup. Replace the disk and add it (\`mdadm /dev/DEVICE --add /dev/DISK\`).`,
        series: (to, course, of) =>
          to
            .series(
              disks,
              also({ state: 'active' }, of),
              course.value((value) => 4 - value),
            )
            .series(disks, also({ state: 'spare' }, of), constant(0))
            .series(required, of, constant(4)),
      }),
      NodeRaidDiskFailed: ready<Device>({
        signal: failed,
        side: 'above',
        threshold: 0,
        for: '1m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ state: 'spare' }],
        summary: ({ labels, value }) =>
          `${value.fixed(0)} disks of RAID array ${labels.device} of ${named(by, labels)} have failed`,
        description: ({ labels, value }) =>
          `${value.fixed(0)} disks of ${labels.device} have failed. If a spare has taken their place, the array is complete, but has no further spare.`,
        runbook: `
## What to look at

\`mdadm --detail /dev/DEVICE\` names the failed disk, \`smartctl -a\` says why.

## What to do

Replace the disk, and add the new one as a spare.`,
        series: gaugeSeries(disks, { state: 'failed' }),
      }),
    },
    row: row('RAID', [
      panel.timeseries({ title: 'RAID disks missing', show: missing, min: 0, width: 12 }),
      panel.timeseries({ title: 'RAID disks failed', show: failed, min: 0, width: 12 }),
    ]),
  });
}

/** Names of the alerts. */
export type NodeSystemdAlert = 'NodeSystemdUnitFailed';

/** Options of `nodeSystemdMixin`. */
export interface NodeSystemdMixinOptions<Target extends string, Without extends NodeSystemdAlert>
  extends MixinOptions<NodeSystemdAlert, Without>,
    TargetOptions<Target> {
  /** Units to ignore: the whole name matches. @default none */
  readonly ignoredUnits?: RegExp;
}

/**
 * Units of systemd, with node_exporter's flag `--collector.systemd`.
 *
 * @example nodeSystemdMixin(metrics, { by: ['instance'], ignoredUnits: /motd-news.+/ })
 */
export function nodeSystemdMixin<Target extends string, const Without extends NodeSystemdAlert = never>(
  metrics: Catalog<ReturnType<typeof nodeSystemdMetrics>, Target>,
  options: NodeSystemdMixinOptions<NoInfer<Target>, Without>,
) {
  const { by, where: only = {}, ignoredUnits } = options;
  const state = metrics.node_systemd_unit_state;
  const byUnit = [...by, 'name'] as const;
  type Unit = Target | 'name';
  const matches: object = { ...only, state: 'failed', ...(ignoredUnits && { name: not(ignoredUnits) }) };
  const failed = signal<Unit>({
    title: 'Failed units',
    description: '1 for units of systemd that have failed.',
    expr: max<Unit | 'state' | 'type', Unit>(state.where(matches), { by: byUnit }),
    range: [0, 1],
  });
  return mixin(options, {
    signals: { failed },
    alerts: {
      NodeSystemdUnitFailed: ready<Unit>({
        signal: failed,
        side: 'above',
        threshold: 0,
        for: '5m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ state: 'inactive' }],
        summary: ({ labels }) => `${labels.name} of ${named(by, labels)} has failed`,
        description: ({ labels }) =>
          `The unit ${labels.name} has been in state failed for 5 minutes: systemd has given up starting it again.`,
        runbook: `
## What to look at

\`systemctl status UNIT\` and \`journalctl -u UNIT\` show why it ended.

## What to do

Correct the cause, then start the unit. If it is no longer needed, disable it; \`systemctl reset-failed UNIT\` clears the
state.`,
        series: gaugeSeries(state, { state: 'failed' }),
      }),
    },
    row: row('systemd', [panel.timeseries({ title: 'Failed units', show: failed, min: 0, max: 1 })]),
  });
}
