import { type Catalog, counter, gt, increase, max, panel, rate, row, signal, sum } from 'dashwright';
import { constant, rateOf, scenario } from 'dashwright/testing';
import type { containerMetrics, kubernetesMetrics, WorkloadExamples } from './container.js';
import { containerCpu, memoryOfLimit, restarts } from './container-signals.js';
import { also, named, type Where } from './labels.js';
import { type MixinOptions, mixin, ready, wholeNumbers } from './ready-alerts.js';
import { shareSeries } from './ready-series.js';
import { over, whereAlso } from './same-labels.js';

/** CFS throttling of containers with a CPU limit, from the kubelet's cAdvisor. */
export function containerThrottlingMetrics({ namespaces, pods, containers }: WorkloadExamples) {
  const labels = { namespace: namespaces, pod: pods, container: containers };
  return {
    container_cpu_cfs_periods_total: counter({
      help: 'Periods of the scheduler in which the container ran.',
      unit: 'periods',
      labels,
    }),
    container_cpu_cfs_throttled_periods_total: counter({
      help: 'Periods in which the container had used up its CPU limit.',
      unit: 'periods',
      labels,
    }),
  };
}

/** Names of the alerts. */
export type ContainerAlert =
  | 'ContainerMemoryNearLimit'
  | 'ContainerThrottled'
  | 'ContainerOomKilled'
  | 'ContainerRestarting';

/** Labels of the containers themselves. */
export type ContainerLabel = 'namespace' | 'pod' | 'container';

/** Options of `containerMixin`. */
export interface ContainerMixinOptions<Without extends ContainerAlert>
  extends MixinOptions<ContainerAlert, Without> {
  /** Labels that identify a container. @default namespace, pod, container */
  readonly by?: readonly ContainerLabel[];
  /** Label values of the series to use: `{ namespace: 'shop' }`. @default all series */
  readonly where?: Where<ContainerLabel>;
}

/**
 * Containers as seen by the kubelet and kube-state-metrics: memory, CPU throttling, OOM kills, restarts.
 *
 * @example containerMixin(metrics, { where: { namespace: 'shop' } })
 */
export function containerMixin<Target extends string, const Without extends ContainerAlert = never>(
  metrics: Catalog<
    ReturnType<typeof containerMetrics> &
      ReturnType<typeof kubernetesMetrics> &
      ReturnType<typeof containerThrottlingMetrics>,
    Target
  >,
  options: ContainerMixinOptions<Without> = {},
) {
  const { by = ['namespace', 'pod', 'container'] as const, where: only = {} } = options;
  type Labels = Target | ContainerLabel;
  const used = metrics.container_memory_working_set_bytes;
  const limit = metrics.container_spec_memory_limit_bytes;
  const throttled = metrics.container_cpu_cfs_throttled_periods_total;
  const periods = metrics.container_cpu_cfs_periods_total;
  const counted = metrics.kube_pod_container_status_restarts_total;
  const reason = metrics.kube_pod_container_status_last_terminated_reason;

  const memory = memoryOfLimit<Labels, ContainerLabel>(used.where(only), limit.where(only), { by });
  const cpu = containerCpu<Labels | 'cpu', ContainerLabel>(
    metrics.container_cpu_usage_seconds_total.where(only),
    {
      by,
    },
  );
  const throttling = signal<ContainerLabel>({
    title: 'CPU throttling',
    description: 'Share of the periods in which the container had to wait because of its CPU limit.',
    expr: over<ContainerLabel>(
      sum<Labels, ContainerLabel>(rate(throttled.where(only)), { by }),
      sum<Labels, ContainerLabel>(rate(periods.where(only)), { by }),
    ),
    unit: 'percentunit',
  });
  const restarted = restarts<Labels, ContainerLabel>(counted.where(only), { by });
  const kills = signal<ContainerLabel>({
    title: 'Restarts after OOM kill, 10 m',
    description: 'Restarts in 10 minutes of containers whose last termination was an OOM kill.',
    expr: whereAlso<ContainerLabel>(
      sum<Labels, ContainerLabel>(increase(counted.where(only), '10m'), { by }),
      gt(
        max<Labels | 'reason', ContainerLabel>(reason.where({ ...only, reason: 'OOMKilled' } as object), {
          by,
        }),
        0,
      ),
    ),
  });

  return mixin(options, {
    signals: { memory, cpu, throttling, restarted, kills },
    alerts: {
      ContainerMemoryNearLimit: ready<ContainerLabel>({
        signal: memory,
        side: 'above',
        threshold: 0.9,
        for: '10m',
        severity: 'warning',
        ignored: [{ container: '' }],
        summary: ({ labels, value }) => `${named(by, labels)} uses ${value} of its memory limit`,
        description: ({ value, threshold }) =>
          `${value} of the memory limit is in use (threshold ${threshold}). At 100% the container is OOM-killed.`,
        runbook: `
## What to look at

Does memory grow steadily (a leak) or with the load? Did it jump with a release?

## What to do

If it leaks, restart one container at a time. If the load really needs the memory, raise the limit.`,
        series: shareSeries(used, limit, 1e9),
      }),
      ContainerThrottled: ready<ContainerLabel>({
        signal: throttling,
        side: 'above',
        threshold: 0.25,
        for: '15m',
        severity: 'info',
        window: '5m',
        summary: ({ labels, value }) => `${named(by, labels)} is throttled in ${value} of CPU periods`,
        description: ({ value, threshold }) =>
          `The container hit its CPU limit and had to wait in ${value} of CPU periods (threshold ${threshold}). Latency rises well before average CPU usage does.`,
        runbook: `
## What to look at

Is the latency of the service up? Throttling a batch job does no harm. How many threads does the program run? Many
threads use up the limit at once.

## What to do

Raise or remove the CPU limit and keep the request, or start fewer threads.`,
        series: (to, course, of) =>
          to
            .series(
              throttled,
              of,
              course.perSecond((share) => share * 10),
            )
            .series(
              periods,
              of,
              course.perSecond(() => 10),
            ),
      }),
      ContainerOomKilled: ready<ContainerLabel>({
        signal: kills,
        side: 'above',
        threshold: 0,
        for: '0m',
        severity: 'warning',
        window: '10m',
        around: wholeNumbers('above'),
        summary: ({ labels }) => `${named(by, labels)} was OOM-killed`,
        description: ({ value }) =>
          `The container exceeded its memory limit and was restarted ${value.fixed(0)} times in 10 minutes. Its work in progress is lost.`,
        runbook: `
## What to look at

Memory before the kill: a slow climb is a leak, a jump is one large request or job.

## What to do

Raise the limit for now. Then find out what uses the memory: take a heap profile, or look at the input of the last job.`,
        series: (to, course, of) =>
          to
            .series(
              counted,
              of,
              course.perSecond((times) => times / 600),
            )
            .series(reason, also({ reason: 'OOMKilled' }, of), constant(1)),
        proofs: (made, { where }) => [
          scenario('ContainerOomKilled ignores restarts after an error', { alerts: [made], lasting: '30m' })
            .series(counted, where as never, rateOf(1, 'per minute'))
            .series(reason, also({ reason: 'Error' }, where as never), constant(1))
            .series(reason, also({ reason: 'OOMKilled' }, where as never), constant(0))
            .staysQuiet(),
        ],
      }),
      ContainerRestarting: ready<ContainerLabel>({
        signal: restarted,
        side: 'above',
        threshold: 3,
        for: '5m',
        severity: 'warning',
        window: '1h',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) => `${named(by, labels)} restarted ${value.fixed(0)} times in an hour`,
        description: ({ value, threshold }) =>
          `${value.fixed(0)} restarts in an hour (threshold ${threshold}): the container keeps crashing, or its liveness probe fails.`,
        runbook: `
## What to look at

\`kubectl describe pod\` shows why the container exited and which probes failed; \`kubectl logs --previous\` shows its last
log lines.

## What to do

If it started with a release, roll back. A probe that fails under load needs a longer timeout, not more restarts.`,
        series: (to, course, of) =>
          to.series(
            counted,
            of,
            course.perSecond((times) => times / 3600),
          ),
      }),
    },
    row: row('Containers', [
      panel.timeseries({ title: 'Container memory of limit', show: memory, min: 0, width: 6 }),
      panel.timeseries({ title: 'Container CPU', show: cpu, min: 0, width: 6 }),
      panel.timeseries({ title: 'CPU throttling of containers', show: throttling, min: 0, width: 6 }),
      panel.timeseries({
        title: 'Container restarts, 1 h',
        show: restarted,
        min: 0,
        width: 6,
        fixedRange: 'Restarts are rare: a window of an hour shows them at any zoom.',
      }),
      panel.timeseries({
        title: 'OOM-killed containers, 10 m',
        show: kills,
        min: 0,
        fixedRange: 'The alert uses the same 10 minutes.',
      }),
    ]),
  });
}
