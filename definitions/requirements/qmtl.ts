import * as alerts from '../qmtl/alerts.js';
import { dagManagerAndGateway } from '../qmtl/dashboards/dag-manager-and-gateway.js';
import { goldenSignals } from '../qmtl/dashboards/golden-signals.js';
import { queuesAndGarbageCollector } from '../qmtl/dashboards/queues-and-garbage-collector.js';
import { sdk } from '../qmtl/dashboards/sdk.js';
import { traces } from '../qmtl/dashboards/traces.js';
import { metrics } from '../qmtl/metrics.js';
import * as seamlessAlerts from '../seamless_v2_observability/alerts.js';
import { backfillHealth } from '../seamless_v2_observability/dashboards/backfill-health.js';
import { conformanceQuality } from '../seamless_v2_observability/dashboards/conformance-quality.js';
import { slaOverview } from '../seamless_v2_observability/dashboards/sla-overview.js';
import { metrics as seamlessMetrics } from '../seamless_v2_observability/metrics.js';
import {
  legacyTotalP99,
  phaseP95,
  phaseP99,
  totalP95,
  totalP99,
} from '../seamless_v2_observability/recording-rules.js';
import { requirementsOf } from './kinds.js';

const document = '004 QMTL';
const of = requirementsOf(document, 'qmtl');
const packed = 'seamless_v2_observability';
const seamless = requirementsOf(document, packed);

export const qmtl = [
  ...of.alerts(alerts, {
    DiffDurationHigh: 'DiffDurationHigh',
    DiffFailureRateHigh: 'DiffFailureRateHigh',
    DiffThroughputLow: 'DiffThroughputLow',
    NodeCacheMemoryHigh: 'NodeCacheMemoryHigh',
    QueueCreateErrors: 'QueueCreateErrors',
    SentinelGap: 'SentinelGap',
    OrphanQueuesGrowing: 'OrphanQueuesGrowing',
    QueueLagHigh: 'QueueLagHigh',
    GatewayLatencyHigh: 'GatewayLatencyHigh',
    LostRequests: 'LostRequests',
    GCSchedulerStall: 'GCSchedulerStall',
    NodeSlowProcessing: 'NodeSlowProcessing',
    NodeFailures: 'NodeFailures',
    CrossContextCacheHit: 'CrossContextCacheHit',
  }),
  ...of.metrics(
    metrics,
    'diff_duration_ms_p95',
    'diff_requests_total',
    'diff_failures_total',
    'nodecache_resident_bytes',
    'queue_create_error_total',
    'sentinel_gap_count',
    'orphan_queue_total',
    'queue_lag_seconds',
    'queue_lag_threshold_seconds',
    'gateway_e2e_latency_p95',
    'lost_requests_total',
    'gc_last_run_timestamp',
    'compute_nodes_total',
    'queues_total',
    'dagclient_breaker_open_total',
    'kafka_breaker_open_total',
    'cross_context_cache_hit_total',
    'cache_read_total',
    'cache_last_read_timestamp',
    'backfill_last_timestamp',
    'backfill_jobs_in_progress',
    'backfill_failure_total',
    'backfill_retry_total',
    'node_processed_total',
    'node_process_duration_ms',
    'node_process_failure_total',
    'event_recorder_errors_total',
  ),
  ...of.dashboard('큐 개수와 가비지 컬렉터', queuesAndGarbageCollector, {
    'compute nodes': 'Compute nodes',
    '큐 개수': 'Queues',
    orphan_queue_total: 'Orphan queues',
    gc_last_run_timestamp: 'Time since garbage collection',
    'queue creation errors': 'Queue creation errors, 15 m',
    'queue_lag_seconds{topic}': 'Lag by topic against its threshold',
  }),
  ...of.dashboard('Gateway & DAG Manager 지표', dagManagerAndGateway, {
    지연: 'Diff p95',
    실패율: 'Diff failure ratio',
    처리량: 'Diff throughput',
    'lost requests': 'Lost requests, 15 m',
    'gateway p95': 'Gateway p95',
    '서킷 브레이커': 'Breaker openings',
    'sentinel gaps': 'Missing sentinels',
  }),
  ...of.dashboard('SDK 지표', sdk, {
    cache_read_total: 'Cache reads by upstream and interval',
    cache_last_read_timestamp: 'Time since cache read',
    backfill_last_timestamp: 'Backfill behind now',
    backfill_jobs_in_progress: 'Backfill jobs',
    'backfill_failure_total, backfill_retry_total': 'Backfill failures and retries, 15 m',
    node_processed_total: 'Node throughput',
    node_process_duration_ms: 'Execution time p95 by node',
    'heatmap of node_process_duration_ms': 'Execution times',
    node_process_failure_total: 'Node failures, 15 m',
    event_recorder_errors_total: 'Event recorder errors, 15 m',
    nodecache_resident_bytes: 'NodeCache memory',
  }),
  ...of.dashboard('Core Loop 골든 시그널', goldenSignals, {
    latency: 'Gateway p95',
    traffic: 'Diff throughput, now and a week before',
    errors: 'Diff failure ratio',
    saturation: 'Queue lag',
  }),
  ...of.dashboard('트레이싱(Tracing)', traces, { 'Jaeger 쿼리 예시': 'Export and search' }),
  of.configuration(
    'service="gateway"',
    'dashboards/traces.ts',
    'grafana/qmtl/qmtl-traces.json',
    'service=gateway',
  ),
  of.configuration(
    'otel_exporter_endpoint',
    'dashboards/traces.ts',
    'grafana/qmtl/qmtl-traces.json',
    'http://localhost:4318/v1/traces',
  ),
  of.configuration(
    '런북: 교차 컨텍스트 캐시 히트',
    'runbooks/cross-context-cache-hit.md',
    'docs/qmtl/runbooks/cross-context-cache-hit.md',
    '10 minutes',
  ),
  of.configuration(
    'client.breaker.reset()',
    'runbooks/diff-failure-rate-high.md',
    'docs/qmtl/runbooks/diff-failure-rate-high.md',
    'client.breaker.reset()',
  ),
  ...seamless.metrics(
    seamlessMetrics,
    'seamless_sla_deadline_seconds',
    'backfill_completion_ratio',
    'seamless_conformance_flag_total',
    'coverage_ratio',
    'live_staleness_seconds',
  ),
  ...seamless.dashboard('Seamless SLA Overview', slaOverview, {
    'p99, total': 'p99 of the whole request',
    'p99 by phase': 'p99 by phase',
    'current p95': 'p95, whole request',
    'remaining error budget': 'Remaining error budget, 7 d',
  }),
  ...seamless.dashboard('Backfill Coordinator Health', backfillHealth, {
    'active leases': 'Active leases',
    'completion ratio by lease': 'Completion by lease',
    'ten most recent coordinator updates': 'Ten most recent updates',
  }),
  ...seamless.dashboard('Conformance Quality', conformanceQuality, {
    'flags in 15m': 'Flags in 15 m',
    'flags by node': 'Flags in 15 m by node',
    'flags by type over 1h': 'Flags in 1 h by type',
  }),
  ...seamless.records(totalP99, totalP95, phaseP99, phaseP95, legacyTotalP99),
  ...seamless.alerts(seamlessAlerts, {
    SeamlessSla99thDegraded: 'SeamlessSla99thDegraded',
    SeamlessBackfillStuckLease: 'SeamlessBackfillStuckLease',
    SeamlessConformanceFlagSpike: 'SeamlessConformanceFlagSpike',
  }),
  seamless.configuration(
    'dist/helm/seamless_v2_observability/',
    'bundle.ts',
    `helm/${packed}/Chart.yaml`,
    'apiVersion: v2',
  ),
  seamless.configuration('values.yaml', 'bundle.ts', `helm/${packed}/values.yaml`, 'grafanaDashboards'),
  seamless.configuration('values-sample.yaml', 'bundle.ts', `helm/${packed}/values-sample.yaml`, 'namespace'),
  seamless.configuration(
    'grafanaDashboards.extraDashboards',
    'bundle.ts',
    `helm/${packed}/values.yaml`,
    'extraDashboards',
  ),
  seamless.configuration(
    'prometheusRule.namespace',
    'bundle.ts',
    `helm/${packed}/values.yaml`,
    'prometheusRule',
  ),
  seamless.configuration(
    'grafana_dashboard: "1"',
    'bundle.ts',
    `helm/${packed}/values.yaml`,
    'grafana_dashboard',
  ),
  seamless.configuration(
    'dist/terraform/seamless_v2_observability/',
    'bundle.ts',
    `terraform/${packed}/main.tf`,
    'kubernetes',
  ),
  seamless.configuration(
    'terraform.tfvars.example',
    'bundle.ts',
    `terraform/${packed}/terraform.tfvars.example`,
    'namespace',
  ),
  seamless.configuration(
    'samples/*.helm-values.yaml',
    'bundle.ts',
    `samples/${packed}.helm-values.yaml`,
    'namespace',
  ),
  seamless.configuration(
    'samples/*.terraform.tfvars',
    'bundle.ts',
    `samples/${packed}.terraform.tfvars`,
    'namespace',
  ),
];
