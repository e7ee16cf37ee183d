import { type Catalog, type Gauge, gt, max, panel, row, signal } from 'dashwright';
import { constant, scenario } from 'dashwright/testing';
import type { kubernetesObjectMetrics } from './kubernetes-objects.js';
import { kubernetesPodAlerts } from './kubernetes-pod-alerts.js';
import type { Where } from './labels.js';
import { type MixinOptions, mixin, ready, wholeNumbers } from './ready-alerts.js';
import { gaugeSeries, lackSeries } from './ready-series.js';
import { less, whereAlso } from './same-labels.js';

/** Names of the alerts. */
export type KubernetesAlert =
  | keyof ReturnType<typeof kubernetesPodAlerts>['alerts']
  | 'KubeDeploymentReplicasMissing'
  | 'KubeDeploymentRolloutStuck'
  | 'KubeStatefulSetReplicasMissing'
  | 'KubeDaemonSetPodsMissing'
  | 'KubeJobFailed'
  | 'KubeAutoscalerAtMaximum';

/** Options of `kubernetesMixin`. */
export interface KubernetesMixinOptions<Without extends KubernetesAlert>
  extends MixinOptions<KubernetesAlert, Without> {
  /** The namespace to watch: `{ namespace: 'shop' }`. @default all */
  readonly where?: Where<'namespace'>;
}

/**
 * Workloads of Kubernetes with kube-state-metrics: pods that do not start, replicas that are missing, failed jobs.
 *
 * @example kubernetesMixin(metrics, { where: { namespace: 'shop' } })
 */
export function kubernetesMixin<Target extends string, const Without extends KubernetesAlert = never>(
  metrics: Catalog<ReturnType<typeof kubernetesObjectMetrics>, Target>,
  options: KubernetesMixinOptions<Without> = {},
) {
  const { where: only = {} } = options;
  const pods = kubernetesPodAlerts<Target>(metrics, only);
  type In<Label extends string> = 'namespace' | Label;
  const chosen = (more: object = {}): object => ({ ...only, ...more });
  const {
    kube_deployment_spec_replicas: deploymentWants,
    kube_deployment_status_replicas_available: deploymentHas,
    kube_deployment_status_condition: condition,
    kube_statefulset_replicas: statefulSetWants,
    kube_statefulset_status_replicas_ready: statefulSetHas,
    kube_daemonset_status_desired_number_scheduled: daemonSetWants,
    kube_daemonset_status_number_available: daemonSetHas,
    kube_job_failed: jobFailed,
    kube_horizontalpodautoscaler_status_current_replicas: scaled,
    kube_horizontalpodautoscaler_spec_max_replicas: mostReplicas,
    kube_horizontalpodautoscaler_spec_min_replicas: fewestReplicas,
  } = metrics;

  /** Replicas that one kind of workload wants and does not have. */
  const lacking = <Kind extends string>(
    texts: { readonly title: string; readonly description: string },
    kind: Kind,
    wanted: Gauge<Target | In<Kind>>,
    present: Gauge<Target | In<Kind>>,
  ) => {
    const most = (of: Gauge<Target | In<Kind>>) =>
      max<Target | In<Kind>, In<Kind>>(of.where(chosen()), { by: ['namespace', kind] });
    return signal<In<Kind>>({ ...texts, expr: less<In<Kind>>(most(wanted), most(present)) });
  };

  const deploymentLacks = lacking(
    {
      title: 'Deployment replicas missing',
      description: 'Replicas that the deployment wants and that are not available.',
    },
    'deployment',
    deploymentWants,
    deploymentHas,
  );
  const rolloutStuck = signal<In<'deployment'>>({
    title: 'Rollouts stuck',
    description: '1 for deployments whose rollout has exceeded its progress deadline.',
    expr: max<Target | In<'deployment' | 'condition' | 'status'>, In<'deployment'>>(
      condition.where(chosen({ condition: 'Progressing', status: 'false' })),
      { by: ['namespace', 'deployment'] },
    ),
    unit: 'short',
  });
  const statefulSetLacks = lacking(
    {
      title: 'Stateful set replicas missing',
      description: 'Replicas that the stateful set wants and that are not ready.',
    },
    'statefulset',
    statefulSetWants,
    statefulSetHas,
  );
  const daemonSetLacks = lacking(
    {
      title: 'Daemon set pods missing',
      description: 'Nodes that should run a pod of the daemon set, and on which none is available.',
    },
    'daemonset',
    daemonSetWants,
    daemonSetHas,
  );
  const failedJobs = signal<In<'job_name'>>({
    title: 'Failed jobs',
    description: '1 for jobs that have failed and have not been deleted.',
    expr: max<Target | In<'job_name' | 'condition'>, In<'job_name'>>(
      jobFailed.where(chosen({ condition: 'true' })),
      { by: ['namespace', 'job_name'] },
    ),
    unit: 'short',
  });
  const byScaler = { by: ['namespace', 'horizontalpodautoscaler'] } as const;
  type Scaler = In<'horizontalpodautoscaler'>;
  const most = max<Target | Scaler, Scaler>(mostReplicas.where(chosen()), byScaler);
  const headroom = signal<Scaler>({
    title: 'Autoscaler headroom',
    description:
      'Pods that the autoscaler may still add. Autoscalers with a fixed number of pods are left out.',
    expr: whereAlso<Scaler>(
      less<Scaler>(most, max<Target | Scaler, Scaler>(scaled.where(chosen()), byScaler)),
      gt(less<Scaler>(most, max<Target | Scaler, Scaler>(fewestReplicas.where(chosen()), byScaler)), 0),
    ),
  });

  return mixin(options, {
    signals: {
      ...pods.signals,
      deploymentLacks,
      rolloutStuck,
      statefulSetLacks,
      daemonSetLacks,
      failedJobs,
      headroom,
    },
    alerts: {
      ...pods.alerts,
      KubeDeploymentReplicasMissing: ready<In<'deployment'>>({
        signal: deploymentLacks,
        side: 'above',
        threshold: 0,
        for: '15m',
        severity: 'warning',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) =>
          `Deployment ${labels.namespace}/${labels.deployment} lacks ${value.fixed(0)} replicas`,
        description: ({ labels, value }) =>
          `${value.fixed(0)} replicas of ${labels.namespace}/${labels.deployment} have not been available for 15 minutes. The others carry the load.`,
        runbook: `
## What to look at

\`kubectl get pods\` of the deployment: are they pending, crashing, or running but not ready? \`kubectl describe\` shows why.

## What to do

If it started with a release, roll back (\`kubectl rollout undo\`). If pods are pending, add nodes.`,
        series: lackSeries(deploymentHas, deploymentWants, 3),
      }),
      KubeDeploymentRolloutStuck: ready<In<'deployment'>>({
        signal: rolloutStuck,
        side: 'above',
        threshold: 0,
        for: '5m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ status: 'true' }, { condition: 'Available' }],
        summary: ({ labels }) => `The rollout of ${labels.namespace}/${labels.deployment} is stuck`,
        description: ({ labels }) =>
          `The rollout of ${labels.namespace}/${labels.deployment} has exceeded its progress deadline. The old pods still serve.`,
        runbook: `
## What to look at

\`kubectl rollout status\` and the pods of the new replica set: they do not start, or do not become ready.

## What to do

Roll back (\`kubectl rollout undo\`), then find out why the new version does not become ready.`,
        series: gaugeSeries(condition, { condition: 'Progressing', status: 'false' }),
      }),
      KubeStatefulSetReplicasMissing: ready<In<'statefulset'>>({
        signal: statefulSetLacks,
        side: 'above',
        threshold: 0,
        for: '15m',
        severity: 'warning',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) =>
          `Stateful set ${labels.namespace}/${labels.statefulset} lacks ${value.fixed(0)} replicas`,
        description: ({ labels, value }) =>
          `${value.fixed(0)} replicas of ${labels.namespace}/${labels.statefulset} have not been ready for 15 minutes. A database may be without its standby or its quorum.`,
        runbook: `
## What to look at

The pods in their order: a stateful set starts a pod only when those before it are ready. Its volume may be bound to a zone
or node that is not available.

## What to do

Repair the first pod that is not ready. Do not delete its volume claim.`,
        series: lackSeries(statefulSetHas, statefulSetWants, 3),
      }),
      KubeDaemonSetPodsMissing: ready<In<'daemonset'>>({
        signal: daemonSetLacks,
        side: 'above',
        threshold: 0,
        for: '15m',
        severity: 'warning',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) =>
          `Daemon set ${labels.namespace}/${labels.daemonset} lacks a pod on ${value.fixed(0)} nodes`,
        description: ({ labels, value }) =>
          `On ${value.fixed(0)} nodes no pod of ${labels.namespace}/${labels.daemonset} has been available for 15 minutes: logs, network or storage may be missing there.`,
        runbook: `
## What to look at

\`kubectl get pods -o wide\` of the daemon set: which nodes have no pod that is ready? Are these nodes themselves ready?

## What to do

Repair the node, or free resources on it. If it started with a release of the daemon set, roll back.`,
        series: lackSeries(daemonSetHas, daemonSetWants, 5),
      }),
      KubeJobFailed: ready<In<'job_name'>>({
        signal: failedJobs,
        side: 'above',
        threshold: 0,
        for: '5m',
        severity: 'warning',
        around: wholeNumbers('above'),
        ignored: [{ condition: 'false' }],
        summary: ({ labels }) => `Job ${labels.namespace}/${labels.job_name} failed`,
        description: ({ labels }) =>
          `Job ${labels.namespace}/${labels.job_name} has failed and is not tried again: what it should have done is not done.`,
        runbook: `
## What to look at

\`kubectl logs job/NAME\`, and \`kubectl describe job\`: did it fail too often, or exceed its deadline?

## What to do

Correct the cause, and run it again (\`kubectl create job --from=cronjob/NAME\`). Delete the failed job: the alert resolves
then.`,
        series: gaugeSeries(jobFailed, { condition: 'true' }),
      }),
      KubeAutoscalerAtMaximum: ready<Scaler>({
        signal: headroom,
        side: 'below',
        threshold: 1,
        for: '15m',
        severity: 'warning',
        around: () => ({ beyond: 0, within: 1 }),
        summary: ({ labels }) =>
          `Autoscaler ${labels.namespace}/${labels.horizontalpodautoscaler} is at its maximum`,
        description: ({ labels }) =>
          `${labels.namespace}/${labels.horizontalpodautoscaler} has had as many pods as it may start for 15 minutes. If the load grows further, the service becomes slow.`,
        runbook: `
## What to look at

Latency and errors of the service: does it keep up? Is the load real, or did each request become more expensive with a
release?

## What to do

Raise \`maxReplicas\` if the cluster and the databases behind have room; otherwise shed load.`,
        series: (to, course, of) =>
          to
            .series(
              scaled,
              of,
              course.value((value) => 10 - value),
            )
            .series(mostReplicas, of, constant(10))
            .series(fewestReplicas, of, constant(2)),
        proofs: (made, { where, wait }) => {
          const story = (what: string, fewest: number) =>
            scenario(`KubeAutoscalerAtMaximum ${what}`, { alerts: [made], lasting: `${wait + 300}s` })
              .series(scaled, where as never, constant(10))
              .series(mostReplicas, where as never, constant(10))
              .series(fewestReplicas, where as never, constant(fewest));
          return [
            story('ignores a fixed number of pods', 10).staysQuiet(),
            story('fires if there is anything to scale', 9).firingAt(`${wait + 60}s`),
          ];
        },
      }),
    },
    row: row('Kubernetes workloads', [
      ...pods.panels,
      panel.timeseries({ title: 'Deployment replicas missing', show: deploymentLacks, min: 0, width: 8 }),
      panel.timeseries({ title: 'Stateful set replicas missing', show: statefulSetLacks, min: 0, width: 8 }),
      panel.timeseries({ title: 'Daemon set pods missing', show: daemonSetLacks, min: 0, width: 8 }),
      panel.timeseries({ title: 'Rollouts stuck', show: rolloutStuck, min: 0, width: 8 }),
      panel.timeseries({ title: 'Failed jobs', show: failedJobs, min: 0, width: 8 }),
      panel.timeseries({ title: 'Autoscaler headroom', show: headroom, min: 0, width: 8 }),
    ]),
  });
}
