import {
  bucketRates,
  count,
  delta,
  div,
  increaseFromZero,
  lt,
  max,
  min,
  mul,
  ratio,
  signal,
  sub,
  sum,
  sumOverTime,
  topk,
} from 'dashwright';
import { metrics } from './metrics.js';
import * as recorded from './recording-rules.js';

const { backfill_completion_ratio: completionRatio, seamless_conformance_flag_total: flags } = metrics;

// Service level: dashboards and alerts use the recorded series, so they always agree.

export const slaP99 = signal({
  title: 'Request p99',
  description: 'Time within which 99% of requests are served, over 5 minutes. Empty while there are none.',
  expr: recorded.totalP99.series,
});
export const slaP95 = signal({
  title: 'Request p95',
  description: 'Time within which 95% of requests are served, over 5 minutes.',
  expr: recorded.totalP95.series,
});
export const slaP99ByPhase = signal({
  title: 'p99 by phase',
  description: 'Where requests wait: for storage, for a backfill, or for live data.',
  expr: recorded.phaseP99.series,
  legend: ({ phase }) => phase,
});
export const slaP95ByPhase = signal({
  title: 'p95 by phase',
  description:
    'Time within which 95% of requests are through each phase, over 5 minutes. The phase that grows is where requests ' +
    'wait; where only p99 grows, few requests do.',
  expr: recorded.phaseP95.series,
  legend: ({ phase }) => phase,
});
export const requestRate = signal({
  title: 'Requests',
  description:
    'Requests for data served per second, over 5 minutes. Follows the running strategies; at 0 there are no requests, ' +
    'or none is served.',
  expr: recorded.requestRate.series,
});
export const lateRequestRate = signal({
  title: 'Late requests',
  description: 'Requests per second that missed the deadline of 240 s, over 5 minutes.',
  expr: recorded.lateRequestRate.series,
});
export const waitTimes = signal({
  title: 'Request times',
  description: 'How the times of whole requests are distributed.',
  expr: bucketRates(metrics.seamless_sla_deadline_seconds.where({ phase: 'total' })),
  legend: ({ le }) => le,
});

const lateShare = ratio(
  sumOverTime(recorded.lateRequestRate.series, '7d'),
  sumOverTime(recorded.requestRate.series, '7d'),
);
export const errorBudget = signal({
  title: 'Error budget',
  description: 'What is left of the 1% of requests that may miss the deadline of 240 s, over 7 days.',
  expr: sub(1, div(lateShare, recorded.tolerated)),
  unit: 'percentunit',
});

// Backfill: the maximum over all instances, as a lease that moves leaves its old gauge behind.

const lease = { by: ['node_id', 'interval', 'lease_key'] } as const;

export const leaseCompletion = signal({
  title: 'Completion by lease',
  description: 'Share of each backfill lease that is done. A lease that is finished disappears.',
  expr: max(completionRatio, lease),
  legend: ({ node_id, interval, lease_key }) => `${node_id} ${interval} ${lease_key}`,
  range: [0, 1],
});
export const leaseProgress = signal({
  title: 'Progress in 10 m',
  description: 'Progress of each lease in the last 10 minutes. At 0 the lease is stuck.',
  expr: max(delta(completionRatio, '10m'), lease),
  legend: ({ node_id, interval, lease_key }) => `${node_id} ${interval} ${lease_key}`,
});
export const activeLeases = signal({
  title: 'Active leases',
  description: 'Backfill leases that are not complete.',
  expr: count(lt(max(completionRatio, lease), 1)),
});
export const backfillJobs = signal({
  title: 'Backfill jobs',
  description: 'Backfill jobs that run now.',
  expr: sum(metrics.backfill_jobs_in_progress),
});
export const coordinatorUpdates = signal({
  title: 'Backfilled up to',
  description: 'The ten latest updates of the coordinator.',
  expr: mul(topk(10, max(metrics.backfill_last_timestamp, { by: ['node_id', 'interval'] })), 1000),
});

// Conformance: flag counters appear with the first flag of their type, which must count.

export const flagsIn15m = signal({
  title: 'Conformance flags in 15 m',
  description: 'Findings of the conformance pipeline in the last 15 minutes.',
  expr: sum(increaseFromZero(flags, '15m')),
});
export const flagsByNode = signal({
  title: 'Flags by node',
  description: 'Findings in the last 15 minutes, by node.',
  expr: sum(increaseFromZero(flags, '15m'), { by: ['node_id'] }),
  legend: ({ node_id }) => node_id,
});
export const flagsByType = signal({
  title: 'Flags in 1 h',
  description: 'Findings in the last hour, by type.',
  expr: sum(increaseFromZero(flags, '1h'), { by: ['flag_type'] }),
});
export const coverage = signal({
  title: 'Coverage',
  description: 'Share of the requested range for which there is data.',
  expr: min(metrics.coverage_ratio, { by: ['node_id', 'interval', 'world_id'] }),
  range: [0, 1],
});
export const liveStaleness = signal({
  title: 'Live staleness',
  description: 'Age of the latest live sample.',
  expr: max(metrics.live_staleness_seconds, { by: ['node_id', 'interval', 'world_id'] }),
});
