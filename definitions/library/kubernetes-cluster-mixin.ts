// Nodes and volumes of Kubernetes.
import { type Catalog, deriv, lt, max, min, negate, panel, row, signal } from 'dashwright';
import { constant, scenario } from 'dashwright/testing';
import { fillingUp } from './filling-up.js';
import type { kubernetesObjectMetrics, kubernetesVolumeMetrics } from './kubernetes-objects.js';
import { also, type Where } from './labels.js';
import { type MixinOptions, mixin, oneOrZero, ready, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries, shareSeries } from './ready-series.js';
import { over, whereAlso } from './same-labels.js';

/** Names of the alerts. */
export type KubernetesNodeAlert = 'KubeNodeNotReady' | 'KubeNodePressure';

/** Options of `kubernetesNodeMixin`. */
export interface KubernetesNodeMixinOptions<Without extends KubernetesNodeAlert>
  extends MixinOptions<KubernetesNodeAlert, Without> {
  /** The node to watch: `{ node: 'node-1' }`. @default all */
  readonly where?: Where<'node'>;
}

/**
 * Nodes of Kubernetes with kube-state-metrics: whether they are ready, and short of memory, disk or process ids.
 *
 * @example kubernetesNodeMixin(metrics)
 */
export function kubernetesNodeMixin<Target extends string, const Without extends KubernetesNodeAlert = never>(
  metrics: Catalog<ReturnType<typeof kubernetesObjectMetrics>, Target>,
  options: KubernetesNodeMixinOptions<Without> = {},
) {
  const { where: only = {} } = options;
  const status = metrics.kube_node_status_condition;
  type Labels = Target | 'node' | 'condition' | 'status';
  const is = (more: object): object => ({ ...only, status: 'true', ...more });
  const nodeReady = signal<'node'>({
    title: 'Nodes ready',
    description: '1 for nodes that are ready.',
    expr: max<Labels, 'node'>(status.where(is({ condition: 'Ready' })), { by: ['node'] }),
    range: [0, 1],
  });
  const pressure = signal<'node' | 'condition'>({
    title: 'Nodes under pressure',
    description: '1 for nodes that are short of memory, disk or process ids.',
    expr: max<Labels, 'node' | 'condition'>(status.where(is({ condition: /(Memory|Disk|PID)Pressure/ })), {
      by: ['node', 'condition'],
    }),
    range: [0, 1],
  });
  return mixin(options, {
    signals: { nodeReady, pressure },
    alerts: {
      KubeNodeNotReady: ready<'node'>({
        signal: nodeReady,
        side: 'below',
        threshold: 1,
        for: '10m',
        severity: 'warning',
        around: oneOrZero,
        summary: ({ labels }) => `Node ${labels.node} is not ready`,
        description: ({ labels }) =>
          `Node ${labels.node} has not been ready for 10 minutes. After five minutes Kubernetes starts its pods elsewhere; stateful ones may wait for their volume.`,
        runbook: `
## What to look at

\`kubectl describe node\`: the conditions and their message. Can the machine be reached, and does its kubelet run
(\`journalctl -u kubelet\`)?

## What to do

Restart the kubelet or the machine. If it does not come back, drain and replace it.`,
        series: gaugeSeries(status, { condition: 'Ready', status: 'true' }),
        proofs: (made, { where, wait }) => [
          scenario('KubeNodeNotReady fires whatever the other conditions are', { alerts: [made] })
            .series(status, also({ condition: 'Ready', status: 'true' }, where as never), constant(0))
            .series(status, also({ condition: 'Ready', status: 'unknown' }, where as never), constant(1))
            .series(status, also({ condition: 'DiskPressure', status: 'true' }, where as never), constant(1))
            .firingAt(`${wait + 60}s`),
        ],
      }),
      KubeNodePressure: ready<'node' | 'condition'>({
        signal: pressure,
        side: 'above',
        threshold: 0,
        for: '10m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ condition: 'Ready' }, { status: 'false' }],
        summary: ({ labels }) => `Node ${labels.node} has ${labels.condition}`,
        description: ({ labels }) =>
          `Node ${labels.node} has had ${labels.condition} for 10 minutes. Kubernetes evicts pods from it and starts no new ones there.`,
        runbook: `
## What to look at

\`kubectl describe node\` and the usage on the node. Disk: images, logs and emptyDir volumes. Memory: pods without limits.

## What to do

Remove what fills the node, set requests and limits that fit, or add nodes.`,
        series: gaugeSeries(status, { condition: 'DiskPressure', status: 'true' }),
      }),
    },
    row: row('Kubernetes nodes', [
      panel.timeseries({ title: 'Nodes ready', show: nodeReady, min: 0, max: 1, width: 12 }),
      panel.timeseries({ title: 'Nodes under pressure', show: pressure, min: 0, max: 1, width: 12 }),
    ]),
  });
}

/** Names of the alerts. */
export type KubernetesVolumeAlert = 'KubeVolumeAlmostFull' | 'KubeVolumeFillingUp' | 'KubeVolumeInodesLow';

/** Options of `kubernetesVolumeMixin`. */
export interface KubernetesVolumeMixinOptions<Without extends KubernetesVolumeAlert>
  extends MixinOptions<KubernetesVolumeAlert, Without> {
  /** The volume claims to watch: `{ namespace: 'shop' }`. @default all */
  readonly where?: Where<'namespace' | 'persistentvolumeclaim'>;
}

const mostlyFull = 0.2;

/**
 * Persistent volumes of Kubernetes, with the metrics of the kubelet: space and inodes.
 *
 * @example kubernetesVolumeMixin(metrics, { where: { namespace: 'shop' } })
 */
export function kubernetesVolumeMixin<
  Target extends string,
  const Without extends KubernetesVolumeAlert = never,
>(
  metrics: Catalog<ReturnType<typeof kubernetesVolumeMetrics>, Target>,
  options: KubernetesVolumeMixinOptions<Without> = {},
) {
  const only: object = options.where ?? {};
  type Claim = 'namespace' | 'persistentvolumeclaim';
  const by = ['namespace', 'persistentvolumeclaim'] as const;
  const {
    kubelet_volume_stats_available_bytes: free,
    kubelet_volume_stats_capacity_bytes: size,
    kubelet_volume_stats_inodes_free: freeInodes,
    kubelet_volume_stats_inodes: inodes,
  } = metrics;
  const freeShare = over<Claim>(
    min<Target | Claim, Claim>(free.where(only), { by }),
    max<Target | Claim, Claim>(size.where(only), { by }),
  );
  const space = signal<Claim>({
    title: 'Volume space free',
    description: 'Free space, as a share of the volume.',
    expr: freeShare,
    unit: 'percentunit',
  });
  const fullIn = signal<Claim>({
    title: 'Volume full in',
    description:
      'Time until the volume is full if it goes on as in the last hour, where less than 20% is free.',
    expr: whereAlso<Claim>(
      over<Claim>(
        min<Target | Claim, Claim>(free.where(only), { by }),
        max<Target | Claim, Claim>(negate(deriv(free.where(only), '1h')), { by }),
      ),
      lt(freeShare, mostlyFull),
    ),
    unit: 's',
  });
  const inodeSpace = signal<Claim>({
    title: 'Volume inodes free',
    description: 'Free inodes, as a share of all. Each file and directory needs one.',
    expr: over<Claim>(
      min<Target | Claim, Claim>(freeInodes.where(only), { by }),
      max<Target | Claim, Claim>(inodes.where(only), { by }),
    ),
    unit: 'percentunit',
  });
  return mixin(options, {
    signals: { space, fullIn, inodeSpace },
    alerts: {
      KubeVolumeAlmostFull: ready<Claim>({
        signal: space,
        side: 'below',
        threshold: 0.1,
        for: '15m',
        severity: 'warning',
        summary: ({ labels, value }) =>
          `Volume ${labels.namespace}/${labels.persistentvolumeclaim} has only ${value} free space left`,
        description: ({ value, threshold }) =>
          `${value} of the volume is free (threshold ${threshold}). When it is full, writes fail; a database stops.`,
        runbook: `
## What to look at

What grows: \`kubectl exec\` into the pod and \`du -xh --max-depth=2\` at its mount point.

## What to do

Delete what can be recreated, shorten the retention, or enlarge the claim if its storage class has
\`allowVolumeExpansion\`.`,
        series: shareSeries(free, size, 1e11),
      }),
      KubeVolumeFillingUp: ready<Claim>({
        signal: fullIn,
        side: 'below',
        threshold: 4 * 3600,
        for: '15m',
        severity: 'critical',
        summary: ({ labels, value }) =>
          `Volume ${labels.namespace}/${labels.persistentvolumeclaim} will be full in ${value.duration}`,
        description: ({ value }) =>
          `If the volume goes on to fill as in the last hour, it is full in ${value.duration}. Then writes fail; a database stops.`,
        runbook: `
## What to look at

What writes so much: the log of the pod, and \`du\` at its mount point, now and in ten minutes.

## What to do

Stop or throttle what writes, then free space or enlarge the claim.`,
        proofs: (made, tuned) => fillingUp('KubeVolumeFillingUp', made, tuned, { free, size, mostlyFull }),
      }),
      KubeVolumeInodesLow: ready<Claim>({
        signal: inodeSpace,
        side: 'below',
        threshold: 0.1,
        for: '15m',
        severity: 'warning',
        summary: ({ labels, value }) =>
          `Volume ${labels.namespace}/${labels.persistentvolumeclaim} has only ${value} of its inodes left`,
        description: ({ value, threshold }) =>
          `${value} of the inodes are free (threshold ${threshold}). When none is left, no file can be created, however much space is free.`,
        runbook: `
## What to look at

Directories with very many files: \`du --inodes -x | sort -n | tail\` at the mount point.

## What to do

Delete the files, and let what creates them clean up. A new volume with XFS takes inodes from its free space.`,
        series: shareSeries(freeInodes, inodes, 1e6),
      }),
    },
    row: row('Kubernetes volumes', [
      panel.timeseries({ title: 'Volume space free', show: space, min: 0, width: 8 }),
      panel.timeseries({
        title: 'Volume full in',
        show: fullIn,
        min: 0,
        width: 8,
        fixedRange: 'The trend of an hour: the alert uses the same.',
      }),
      panel.timeseries({ title: 'Volume inodes free', show: inodeSpace, min: 0, width: 8 }),
    ]),
  });
}
