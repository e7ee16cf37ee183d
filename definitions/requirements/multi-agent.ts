import * as alerts from '../multi_agent/alerts.js';
import { apiPerformance } from '../multi_agent/dashboards/api-performance.js';
import { businessMetrics } from '../multi_agent/dashboards/business-metrics.js';
import { errorTracking } from '../multi_agent/dashboards/error-tracking.js';
import { systemResources } from '../multi_agent/dashboards/system-resources.js';
import { metrics } from '../multi_agent/metrics.js';
import { requirementsOf } from './kinds.js';

const of = requirementsOf('000 Multi-Agent', 'multi_agent');

export const multiAgent = [
  ...of.metrics(
    metrics,
    'router_requests_total',
    'router_classification_duration_seconds',
    'router_agent_calls_total',
    'router_errors_total',
    'router_active_requests',
    'router_classification_confidence',
    'sdb_processing_duration_seconds',
    'sdb_bitbucket_api_calls_total',
    'sdb_llm_requests_total',
    'sdb_llm_tokens_used_total',
    'sdb_pr_created_total',
    'sdb_files_modified_total',
  ),
  ...of.dashboard('API Performance Monitoring', apiPerformance, {
    '요청 처리량 (RPS)': 'Throughput (RPS)',
    '응답 시간 (P50, P95, P99)': 'Intent classification p50, p95, p99',
    에러율: 'Error ratio',
    '활성 요청 수': 'Active requests',
  }),
  ...of.dashboard('Business Metrics', businessMetrics, {
    'Agent별 호출 분포': 'Calls by agent',
    'PR 생성 성공률': 'PR creation success ratio',
    'LLM 토큰 사용량': 'LLM tokens used per second',
    '처리 시간 추이': 'SDB processing time, trend',
  }),
  ...of.dashboard('Error Tracking', errorTracking, {
    '에러 발생 추이': 'Errors by type',
    '에러 타입별 분포': 'Errors by type, 1 h',
    'Agent별 에러율': 'Error ratio by agent',
  }),
  ...of.dashboard('System Resources Monitoring', systemResources, {
    'CPU 사용률': 'CPU',
    '메모리 사용량': 'Memory',
    '네트워크 I/O': 'Network I/O',
    'Python GC 통계': 'GC runs by generation',
  }),
  ...of.alerts(alerts, {
    RouterErrorRatioHigh: '에러율이 10% 초과',
    ClassificationSlow: '시스템이 느려졌다는 보고: Intent 분류 시간',
    SdbProcessingSlow: '시스템이 느려졌다는 보고: SDB Agent 처리 시간',
  }),
  of.configuration(
    '알림 채널 연동: Slack',
    'routing.ts',
    'alertmanager/multi_agent/alertmanager.yml',
    'slack_configs',
  ),
  of.configuration(
    '알림 채널 연동: Email',
    'routing.ts',
    'alertmanager/multi_agent/alertmanager.yml',
    'email_configs',
  ),
  of.configuration(
    'agent-system 네임스페이스',
    'bundle.ts',
    'prometheus/multi_agent/alert_rules.yml',
    'namespace="agent-system"',
  ),
  of.configuration(
    'Status → Targets: Agent Pod',
    'kubernetes.ts',
    'kubernetes/multi_agent/service-monitor-router-agent.yaml',
    'kind: ServiceMonitor',
  ),
];
