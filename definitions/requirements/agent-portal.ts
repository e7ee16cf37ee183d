import * as alerts from '../agent_portal/alerts.js';
import { liteLlmMonitoring } from '../agent_portal/dashboards/litellm-monitoring.js';
import { metrics } from '../agent_portal/metrics.js';
import { requirementsOf } from './kinds.js';

const of = requirementsOf('001 Agent Portal', 'agent_portal');
const stack = 'stack/agent_portal';

export const agentPortal = [
  ...of.dashboard('litellm-monitoring', liteLlmMonitoring, {
    'Total Requests (5m)': 'Total Requests (5m)',
    'Request Rate (1m)': 'Request Rate (1m)',
    'Error Rate (%)': 'Error Rate (%)',
    'P95 Latency (ms)': 'P95 Latency (ms)',
    'Request Rate by Model': 'Request Rate by Model',
    'Latency by Model': 'Latency by Model',
    'Token Usage (5m)': 'Token Usage (5m)',
    'Cost per Model (5m)': 'Cost per Model (5m)',
  }),
  // The guide's litellm_requests_total under the name that LiteLLM exposes today.
  ...of
    .metrics(metrics, 'litellm_proxy_total_requests_metric_total')
    .map((metric) => ({ ...metric, item: 'litellm_requests_total' })),
  ...of.alerts(alerts, {
    LiteLLMErrorRatioHigh: 'Grafana 알림 규칙 설정 (Error Rate > 5%)',
    LiteLLMDown: 'Prometheus Target이 Down 상태: litellm',
    OtelCollectorDown: 'Prometheus Target이 Down 상태: otel-collector',
  }),
  of.configuration(
    '30초 자동 새로고침',
    'dashboards/litellm-monitoring.ts',
    'grafana/agent_portal/litellm-monitoring.json',
    '"refresh": "30s"',
  ),
  of.configuration(
    "scrape_configs: 'otel-collector'",
    'stack.ts',
    `${stack}/prometheus/prometheus.yml`,
    'otel-collector:8889',
  ),
  of.configuration(
    "scrape_configs: 'litellm'",
    'stack.ts',
    `${stack}/prometheus/prometheus.yml`,
    'litellm:4000',
  ),
  of.configuration(
    'metrics_path: /metrics',
    'stack.ts',
    `${stack}/prometheus/prometheus.yml`,
    'metrics_path: /metrics',
  ),
  of.configuration(
    'grafana-datasources.yaml',
    'stack.ts',
    `${stack}/grafana/datasources.yaml`,
    'type: prometheus',
  ),
  of.configuration('Dashboard 프로비저닝', 'stack.ts', `${stack}/grafana/dashboards.yaml`, 'providers:'),
  of.configuration(
    'otel-collector-config.yaml: timeout 5s',
    'stack.ts',
    `${stack}/otel-collector/config.yaml`,
    'timeout: 5s',
  ),
  of.configuration(
    'send_batch_size 512',
    'stack.ts',
    `${stack}/otel-collector/config.yaml`,
    'send_batch_size: 512',
  ),
  of.configuration(
    'OTEL Collector 로그 레벨 (info → warn)',
    'stack.ts',
    `${stack}/otel-collector/config.yaml`,
    'level: warn',
  ),
  of.configuration(
    '기본 retention 15일',
    'stack.ts',
    `${stack}/compose.yaml`,
    'retention.time=${PROMETHEUS_RETENTION_TIME:-15d}',
  ),
  of.configuration(
    'retention.size',
    'stack.ts',
    `${stack}/compose.yaml`,
    'retention.size=${PROMETHEUS_RETENTION_SIZE',
  ),
  of.configuration('Resource limits 설정 (CPU/Memory)', 'stack.ts', `${stack}/compose.yaml`, 'memory:'),
  of.configuration('Health check 설정', 'stack.ts', `${stack}/compose.yaml`, 'healthcheck:'),
  of.configuration(
    'Grafana 기본 비밀번호 변경',
    'stack.ts',
    `${stack}/compose.yaml`,
    'GF_SECURITY_ADMIN_PASSWORD__FILE',
  ),
];
