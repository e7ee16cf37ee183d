import * as alerts from '../multiweb/alerts.js';
import { apiPerformance } from '../multiweb/dashboards/api-performance.js';
import { applicationOverview } from '../multiweb/dashboards/application-overview.js';
import { businessMetrics } from '../multiweb/dashboards/business-metrics.js';
import { databaseMetrics } from '../multiweb/dashboards/database-metrics.js';
import { logsAndTraces } from '../multiweb/dashboards/logs-and-traces.js';
import { systemResources } from '../multiweb/dashboards/system-resources.js';
import { application, business, dataStores, nodes, platform } from '../multiweb/metrics.js';
import { requirementsOf } from './kinds.js';

const of = requirementsOf('002 MultiWeb', 'multiweb');
const stack = 'stack/multiweb';

export const multiweb = [
  ...of.metrics(
    application,
    'http_requests_total',
    'http_request_duration_seconds',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
  ),
  ...of.metrics(
    platform,
    'container_cpu_usage_seconds_total',
    'container_memory_working_set_bytes',
    'container_spec_memory_limit_bytes',
    'kube_pod_info',
  ),
  ...of.metrics(
    nodes,
    'node_memory_MemTotal_bytes',
    'node_disk_read_bytes_total',
    'node_disk_written_bytes_total',
  ),
  ...of.metrics(
    dataStores,
    'pg_stat_database_numbackends',
    'pg_stat_database_xact_commit',
    'redis_commands_processed_total',
    'redis_memory_used_bytes',
    'redis_keyspace_hits_total',
    'redis_keyspace_misses_total',
  ),
  ...of.metrics(
    business,
    'multiweb_products_created_total',
    'multiweb_transactions_completed_total',
    'multiweb_active_users',
    'multiweb_product_creation_duration_seconds',
  ),
  ...of.dashboard('Application Overview', applicationOverview, {
    'Total Requests': 'Total requests',
    'Avg Response Time': 'Average response time',
    'Error Rate': 'Error rate',
    'Active Users': 'Active users',
    'Request Rate Timeline': 'Request rate timeline',
    'Status Code Distribution': 'Status code distribution',
  }),
  ...of.dashboard('API Performance', apiPerformance, {
    '엔드포인트별 요청률': 'Request rate by endpoint',
    '엔드포인트별 응답 시간 P50': 'p50 by endpoint',
    '엔드포인트별 응답 시간 P95': 'p95 by endpoint',
    '엔드포인트별 응답 시간 P99': 'p99 by endpoint',
    '느린 엔드포인트 Top 10': 'Ten slowest endpoints',
    '에러가 많은 엔드포인트 Top 10': 'Ten endpoints with most errors',
    'topk(5, …) by (path)': 'Five slowest endpoints, p95',
    '피크 시간 식별 topk(10)': 'Ten busiest endpoints',
  }),
  ...of.dashboard('Database Metrics', databaseMetrics, {
    'PostgreSQL 연결 수': 'PostgreSQL connections',
    '트랜잭션률 (Commits vs Rollbacks)': 'Commits and rollbacks',
    '쿼리 실행 시간': 'Query time',
    '데이터베이스 크기': 'Database size',
    '테이블별 I/O 통계': 'Blocks read from disk by table',
    'Redis 명령 처리율': 'Redis command rate',
    'Redis 메모리 사용량': 'Redis memory',
    'Redis Hit rate': 'Redis hit ratio',
  }),
  ...of.dashboard('Business Metrics', businessMetrics, {
    '신규 사용자 등록 (시간별)': 'New users, by hour',
    '생성된 상품 수 (시간별)': 'Products created, by hour',
    '완료된 거래 수 (시간별)': 'Transactions completed, by hour',
    '전송된 메시지 수 (시간별)': 'Messages sent, by hour',
    '매출 추이 (시간별)': 'Revenue, by hour',
  }),
  ...of.dashboard('로그 분석 (Loki), 분산 트레이싱 (Tempo)', logsAndTraces, {
    '모든 로그': 'All lines',
    '|= "ERROR"': 'Plain text errors',
    '|~ "status=[45][0-9]{2}"': 'Failed requests',
    '에러 로그 검색': 'Errors',
    '특정 사용자 활동 추적': 'Activity of user $user_id',
    '느린 요청 찾기': 'Slow requests',
    '요청률 계산': 'Request rate from logs',
    '데이터베이스 쿼리 시간': 'Slow database calls',
    '외부 API 호출 시간': 'Slow calls to other services',
    '에러 발생 위치': 'Failed traces',
  }),
  ...of.dashboard('시스템 메트릭', systemResources, {
    'CPU 사용률 (%)': 'API process CPU',
    'Pod별 CPU 사용률': 'CPU by pod',
    '메모리 사용량 (bytes)': 'API process memory',
    '메모리 사용률 (%)': 'API memory of node',
    '디스크 I/O': 'Disk I/O by node',
    'HPA 동작 확인': 'Autoscaler',
    'OOM killer': 'Killed for memory',
  }),
  ...of.alerts(alerts, {
    HighErrorRate: 'HighErrorRate',
    HighLatency: 'HighLatency',
    DatabaseConnectionPoolHigh: 'DatabaseConnectionPoolHigh',
    HighCpuUsage: 'CPU 포화도 (> 80% 경고)',
    HighMemoryUsage: '메모리 포화도 (> 90% 경고)',
    LatencyAnomaly: '응답 시간이 평균보다 2배 이상 느린 엔드포인트',
  }),
  of.configuration(
    'group multiweb_alerts, interval: 30s',
    'bundle.ts',
    'prometheus/multiweb/alert_rules.yml',
    'name: multiweb_alerts\n    interval: 30s',
  ),
  of.configuration(
    'label_values(kube_pod_info, namespace)',
    'dashboards/common.ts',
    'grafana/multiweb/multiweb-application-overview.json',
    'label_values(kube_pod_info, namespace)',
  ),
  of.configuration('Slack 통합', 'routing.ts', 'alertmanager/multiweb/alertmanager.yml', 'slack_configs'),
  of.configuration('Data source: Loki', 'stack.ts', `${stack}/grafana/datasources.yaml`, 'type: loki'),
  of.configuration('Data source: Tempo', 'stack.ts', `${stack}/grafana/datasources.yaml`, 'type: tempo'),
  of.configuration(
    'OTLPSpanExporter(endpoint="tempo:4317")',
    'stack.ts',
    `${stack}/tempo/tempo.yaml`,
    '4317',
  ),
  of.configuration('Loki http://localhost:3100', 'stack.ts', `${stack}/loki/loki.yaml`, '3100'),
];
