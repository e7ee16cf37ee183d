// Alerts about pods and their containers, as part of `kubernetesMixin`.
import { type Catalog, max, not, panel, signal, sum } from 'dashwright';
import type { kubernetesObjectMetrics } from './kubernetes-objects.js';
import { ready, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries } from './ready-series.js';

const started = ['namespace', 'pod', 'container'] as const;

export function kubernetesPodAlerts<Target extends string>(
  metrics: Catalog<ReturnType<typeof kubernetesObjectMetrics>, Target>,
  only: object,
) {
  type In<Label extends string> = 'namespace' | Label;
  const chosen = (more: object): object => ({ ...only, ...more });
  const { kube_pod_status_phase: phase, kube_pod_container_status_waiting_reason: waiting } = metrics;

  const notRunning = signal<In<'pod'>>({
    title: 'Pods not running',
    description: '1 for pods that are pending or whose state is unknown.',
    expr: sum<Target | In<'pod' | 'phase'>, In<'pod'>>(phase.where(chosen({ phase: /Pending|Unknown/ })), {
      by: ['namespace', 'pod'],
    }),
    unit: 'short',
  });
  const crashLooping = signal<In<'pod' | 'container'>>({
    title: 'Containers crash-looping',
    description: '1 for containers that crash again and again, and wait before the next start.',
    expr: max<Target | In<'pod' | 'container' | 'reason'>, In<'pod' | 'container'>>(
      waiting.where(chosen({ reason: 'CrashLoopBackOff' })),
      { by: started },
    ),
    unit: 'short',
  });
  const containerWaits = signal<In<'pod' | 'container' | 'reason'>>({
    title: 'Containers waiting',
    description: '1 for containers that cannot start, by reason: image, configuration, volume.',
    expr: max<Target | In<'pod' | 'container' | 'reason'>, In<'pod' | 'container' | 'reason'>>(
      waiting.where(chosen({ reason: not('CrashLoopBackOff') })),
      { by: [...started, 'reason'] },
    ),
    unit: 'short',
  });
  return {
    signals: { notRunning, crashLooping, containerWaits },
    alerts: {
      KubePodNotRunning: ready<In<'pod'>>({
        signal: notRunning,
        side: 'above',
        threshold: 0,
        for: '15m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ phase: 'Running' }, { phase: 'Succeeded' }],
        summary: ({ labels }) => `Pod ${labels.namespace}/${labels.pod} does not run`,
        description: ({ labels }) =>
          `Pod ${labels.namespace}/${labels.pod} has been pending, or in an unknown state, for 15 minutes.`,
        runbook: `
## What to look at

\`kubectl describe pod\`: the events say why it is not scheduled (CPU, memory, taints, affinity) or not started (image,
volume, configuration). An unknown state means that its node does not respond.

## What to do

Add a node or lower the requests, or correct the image, secret or volume claim that is missing.`,
        series: gaugeSeries(phase, { phase: 'Pending' }),
      }),
      KubeContainerCrashLooping: ready<In<'pod' | 'container'>>({
        signal: crashLooping,
        side: 'above',
        threshold: 0,
        for: '10m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ reason: 'ContainerCreating' }],
        summary: ({ labels }) =>
          `Container ${labels.container} of ${labels.namespace}/${labels.pod} crashes again and again`,
        description: ({ labels }) =>
          `${labels.container} of ${labels.namespace}/${labels.pod} crashes after each start. Kubernetes waits up to five minutes before the next one.`,
        runbook: `
## What to look at

\`kubectl logs --previous\` shows the last lines before the crash, \`kubectl describe pod\` the exit code: 137 is a kill,
often because of memory; 1 is usually configuration.

## What to do

If it started with a release, roll back. Otherwise correct the configuration, or the dependency that it needs to start.`,
        series: gaugeSeries(waiting, { reason: 'CrashLoopBackOff' }),
      }),
      KubeContainerWaiting: ready<In<'pod' | 'container' | 'reason'>>({
        signal: containerWaits,
        side: 'above',
        threshold: 0,
        for: '30m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ reason: 'CrashLoopBackOff' }],
        summary: ({ labels }) =>
          `Container ${labels.container} of ${labels.namespace}/${labels.pod} cannot start: ${labels.reason}`,
        description: ({ labels }) =>
          `${labels.container} of ${labels.namespace}/${labels.pod} has been waiting for 30 minutes: ${labels.reason}.`,
        runbook: `
## What to look at

The reason, and the events in \`kubectl describe pod\`. ImagePullBackOff: name, tag or credentials of the image.
CreateContainerConfigError: a ConfigMap or Secret is missing. ContainerCreating: a volume or the network.

## What to do

Correct what is missing. If it started with a release, roll back.`,
        series: gaugeSeries(waiting, { reason: 'ImagePullBackOff' }),
      }),
    },
    panels: [
      panel.timeseries({ title: 'Pods not running', show: notRunning, min: 0, width: 8 }),
      panel.timeseries({ title: 'Containers crash-looping', show: crashLooping, min: 0, width: 8 }),
      panel.timeseries({ title: 'Containers waiting', show: containerWaits, min: 0, width: 8 }),
    ],
  };
}
