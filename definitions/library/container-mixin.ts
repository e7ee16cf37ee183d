import { type Catalog, counter, gt, increase, max, panel, rate, row, signal, sum } from 'dashwright';
import { constant } from 'dashwright/testing';
import type { containerMetrics, kubernetesMetrics, WorkloadExamples } from './container.js';
import { containerCpu, memoryOfLimit, restarts } from './container-signals.js';
import { chosen, named, type Where } from './labels.js';
import { type MixinOptions, mixin, ready, wholeNumbers } from './ready-alerts.js';
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
  const { by = ['namespace', 'pod', 'container'] as const, where = {} } = options;
  const { only, of } = chosen(where);
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
    title: 'Restarts after a kill for memory, 10 m',
    description:
      'Restarts in 10 minutes of containers that were last ended because they passed their memory limit.',
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
        summary: ({ labels, value }) => `${named(by, labels)} uses ${value} of its memory limit`,
        description: ({ value, threshold }) =>
          `${value} of the memory limit is in use (threshold ${threshold}). At 100 % the container is killed.`,
        runbook: `
## What to look at

Does memory climb without end, or with the load? A jump at a release is a new need.

## What to do

Restart a container that leaks, one at a time. Raise the limit where the need is real.`,
        series: (to, course) =>
          to
            .series(
              used,
              of,
              course.value((share) => share * 1e9),
            )
            .series(limit, of, constant(1e9)),
      }),
      ContainerThrottled: ready<ContainerLabel>({
        signal: throttling,
        side: 'above',
        threshold: 0.25,
        for: '15m',
        severity: 'info',
        summary: ({ labels, value }) => `${named(by, labels)} is throttled in ${value} of the periods`,
        description: ({ value, threshold }) =>
          `In ${value} of the periods the container had used up its CPU limit and waited (threshold ${threshold}). Latency grows before the average CPU shows anything.`,
        runbook: `
## What to look at

Latency of the service: throttling of a batch job costs nothing. The number of threads of the program: many threads use
up the limit at once.

## What to do

Raise or remove the CPU limit and keep the request, or start fewer threads.`,
        series: (to, course) =>
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
        summary: ({ labels }) => `${named(by, labels)} was killed for its memory`,
        description: ({ value }) =>
          `The container passed its memory limit and was started again: ${value.fixed(0)} times in 10 minutes. What it was working on is lost.`,
        runbook: `
## What to look at

Memory before the kill: a slow climb is a leak, a jump is one large request or job.

## What to do

Raise the limit for now. Find what needs the memory: a profile of the heap, or the input of the last job.`,
        series: (to, course) =>
          to
            .series(
              counted,
              of,
              course.perSecond((times) => times / 600),
            )
            .series(reason, { ...where, reason: 'OOMKilled' } as never, constant(1)),
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
          `${value.fixed(0)} restarts in an hour (threshold ${threshold}): the container ends again and again, or its liveness probe fails.`,
        runbook: `
## What to look at

\`kubectl describe pod\` says how it ended and which probes failed; \`kubectl logs --previous\` has its last words.

## What to do

Roll back a release with which it began. A probe that fails under load needs more time, not more restarts.`,
        series: (to, course) =>
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
        fixedRange: 'Restarts are rare: an hour shows them at any zoom.',
      }),
      panel.timeseries({
        title: 'Containers killed for memory, 10 m',
        show: kills,
        min: 0,
        fixedRange: 'The alert is about 10 minutes.',
      }),
    ]),
  });
}
