import { catalog, counter, histogram } from 'dashwright';
import {
  alertmanagerMetrics,
  alertmanagerMixin,
  containerMetrics,
  containerMixin,
  containerThrottlingMetrics,
  httpMetrics,
  httpMixin,
  kafkaMetrics,
  kafkaMixin,
  kubernetesMetrics,
  kubernetesMixin,
  kubernetesNodeMixin,
  kubernetesObjectMetrics,
  kubernetesVolumeMetrics,
  kubernetesVolumeMixin,
  llmMixin,
  nodeDiskMetrics,
  nodeMetrics,
  nodeMixin,
  nodeRaidMetrics,
  nodeRaidMixin,
  nodeSystemdMetrics,
  nodeSystemdMixin,
  nodeSystemMetrics,
  postgresqlMetrics,
  postgresqlMixin,
  postgresqlReplicationMetrics,
  postgresqlReplicationMixin,
  probeMetrics,
  probeMixin,
  processMetrics,
  processMixin,
  prometheusMetrics,
  prometheusMixin,
  pythonMetrics,
  pythonMixin,
  rabbitmqMetrics,
  rabbitmqMixin,
  redisMetrics,
  redisMixin,
  targetMetrics,
  targetMixin,
} from 'dashwright/library';

// The examples on the pages of the library, one per region.

const pods = { namespaces: ['shop'], pods: ['shop-1'], containers: ['shop'] };

// #region http
export const web = catalog(httpMetrics({ paths: ['/orders/{id}'] }));
export const http = httpMixin(
  { requests: web.http_requests_total, durations: web.http_request_duration_seconds },
  {
    by: ['job'],
    errors: { status: /5../ },
    examples: { failed: { status: '500' }, succeeded: { status: '200' } },
    alerts: { HttpLatencyHigh: { threshold: 0.5 } },
  },
);
// #endregion

// #region postgresql
export const database = catalog({
  ...postgresqlMetrics({ databases: ['orders'] }),
  ...postgresqlReplicationMetrics(),
});
export const postgresql = postgresqlMixin(database, {
  by: ['instance'],
  alerts: { PostgresqlConnectionsHigh: { threshold: 0.9, severity: 'critical' } },
});
export const replication = postgresqlReplicationMixin(database, { by: ['instance'] });
// #endregion

// #region redis
export const cache = catalog(redisMetrics());
export const redis = redisMixin(cache, {
  by: ['instance'],
  where: { job: 'sessions' },
  alerts: { RedisMemoryHigh: { threshold: 0.8, for: '10m' } },
  without: ['RedisHitRatioLow'],
});
// #endregion

// #region kafka
export const broker = catalog(kafkaMetrics({ topics: ['orders'], consumerGroups: ['billing'] }));
export const kafka = kafkaMixin(broker, {
  by: ['job'],
  alerts: { KafkaConsumerLagHigh: { threshold: 50_000 } },
});
// #endregion

// #region rabbitmq
export const queues = catalog(rabbitmqMetrics());
export const rabbitmq = rabbitmqMixin(queues, { by: ['instance'] });
// #endregion

// #region containers
export const workloads = catalog({
  ...containerMetrics(pods),
  ...containerThrottlingMetrics(pods),
  ...kubernetesMetrics(pods),
});
export const containers = containerMixin(workloads, { where: { namespace: 'shop' } });
// #endregion

// #region kubernetes
const watched = { namespaces: ['shop'], workloads: ['web'] };
export const cluster = catalog({
  ...kubernetesObjectMetrics(watched),
  ...kubernetesVolumeMetrics(watched),
});
export const kubernetes = kubernetesMixin(cluster, {
  where: { namespace: 'shop' },
  alerts: { KubeJobFailed: { severity: 'info' } },
});
export const nodes = kubernetesNodeMixin(cluster);
export const volumes = kubernetesVolumeMixin(cluster, { where: { namespace: 'shop' } });
// #endregion

// #region processes
export const processes = catalog(processMetrics());
export const process = processMixin(processes, { by: ['instance'], where: { job: 'shop' } });
// #endregion

// #region python
export const interpreters = catalog(pythonMetrics);
export const python = pythonMixin(interpreters, { by: ['instance'] });
// #endregion

// #region node
export const machines = catalog({
  ...nodeMetrics(),
  ...nodeSystemMetrics(),
  ...nodeDiskMetrics(),
  ...nodeRaidMetrics(),
  ...nodeSystemdMetrics(),
});
export const node = nodeMixin(machines, {
  by: ['instance'],
  alerts: { NodeFilesystemAlmostFull: { threshold: 0.05, labels: { team: 'platform' } } },
});
export const raid = nodeRaidMixin(machines, { by: ['instance'] });
export const systemd = nodeSystemdMixin(machines, { by: ['instance'], ignoredUnits: /motd-news.*/ });
// #endregion

// #region prometheus
export const monitoring = catalog({
  ...targetMetrics(),
  ...prometheusMetrics(),
  ...alertmanagerMetrics(),
});
export const targets = targetMixin(monitoring, { by: ['job', 'instance'] });
export const prometheus = prometheusMixin(monitoring, { by: ['instance'] });
export const alertmanager = alertmanagerMixin(monitoring, { by: ['instance'] });
// #endregion

// #region probes
export const outside = catalog(probeMetrics());
export const probes = probeMixin(outside, {
  by: ['instance'],
  where: { job: 'blackbox' },
  alerts: { CertificateExpiring: { threshold: 21 * 86_400 } },
});
// #endregion

// #region llm
const model = { model: ['large', 'small'] };
export const gateway = catalog({
  llm_requests_total: counter({ help: 'Requests to models.', unit: 'requests', labels: model }),
  llm_failures_total: counter({ help: 'Requests that failed.', unit: 'requests', labels: model }),
  llm_tokens_total: counter({ help: 'Tokens read and written.', unit: 'tokens', labels: model }),
  llm_answer_seconds: histogram({
    help: 'Time until an answer is complete.',
    unit: 's',
    labels: model,
    buckets: [1, 2, 5, 10, 20, 30, 60, 120],
  }),
});
export const models = llmMixin(
  {
    requests: gateway.llm_requests_total,
    failures: gateway.llm_failures_total,
    durations: gateway.llm_answer_seconds,
    tokens: gateway.llm_tokens_total,
  },
  { by: ['model'], alerts: { LlmTokensHigh: { threshold: 5_000_000 } } },
);
// #endregion
