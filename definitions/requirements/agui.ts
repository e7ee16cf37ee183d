import { aguiServer } from '../agui/dashboards/agui-server.js';
import { metrics } from '../agui/metrics.js';
import { requirementsOf } from './kinds.js';

const of = requirementsOf('003 AG-UI', 'agui');
const injected = 'kubernetes/agui/instrumentation-python-instrumentation.yaml';
const scraped = 'kubernetes/agui/pod-monitor-agui-server-metrics.yaml';

export const agui = [
  ...of.metrics(
    metrics,
    'gen_ai_client_operation_duration_seconds',
    'agui_agent_request_count_total',
    'http_server_active_requests',
    'http_server_duration_milliseconds',
    'http_server_response_size_bytes',
  ),
  ...of.dashboard('Grafana PromQL 예시', aguiServer, {
    'Gen AI 평균 응답 시간': 'Gen AI average response time by model',
    'Gen AI 호출 latency': 'Gen AI p95 response time by model',
    'AG-UI 에이전트 요청 RPS': 'AG-UI agent requests per second',
    'HTTP 요청 처리 시간': 'HTTP request duration',
    '활성 요청 수': 'Active HTTP requests',
    'HTTP 응답 크기': 'HTTP response size',
  }),
  of.configuration('Instrumentation CR', 'kubernetes.ts', injected, 'apiVersion: opentelemetry.io/v1alpha1'),
  of.configuration('propagators', 'kubernetes.ts', injected, '- tracecontext\n    - baggage'),
  of.configuration(
    'OTEL_METRICS_EXPORTER',
    'kubernetes.ts',
    injected,
    'OTEL_METRICS_EXPORTER\n        value: prometheus',
  ),
  of.configuration(
    'OTEL_EXPORTER_PROMETHEUS_PORT',
    'kubernetes.ts',
    injected,
    "OTEL_EXPORTER_PROMETHEUS_PORT\n        value: '9464'",
  ),
  of.configuration(
    'OTEL_EXPORTER_PROMETHEUS_HOST',
    'kubernetes.ts',
    injected,
    'OTEL_EXPORTER_PROMETHEUS_HOST\n        value: 0.0.0.0',
  ),
  of.configuration(
    'OTEL_TRACES_EXPORTER',
    'kubernetes.ts',
    injected,
    'OTEL_TRACES_EXPORTER\n        value: none',
  ),
  of.configuration(
    'OTEL_LOGS_EXPORTER',
    'kubernetes.ts',
    injected,
    'OTEL_LOGS_EXPORTER\n        value: none',
  ),
  of.configuration('service.name', 'kubernetes.ts', injected, 'service.name: agui-server'),
  of.configuration('service.namespace', 'kubernetes.ts', injected, 'service.namespace: myapp'),
  of.configuration('deployment.environment', 'kubernetes.ts', injected, 'deployment.environment: production'),
  of.configuration(
    'PodMonitor (azmonitoring.coreos.com/v1)',
    'kubernetes.ts',
    scraped,
    'apiVersion: azmonitoring.coreos.com/v1',
  ),
  of.configuration('app: agui-server', 'kubernetes.ts', scraped, 'app: agui-server'),
  of.configuration(
    'port: metrics, /metrics, 30s',
    'kubernetes.ts',
    scraped,
    '- port: metrics\n      path: /metrics\n      interval: 30s',
  ),
  of.configuration('Managed Prometheus', 'azure.ts', 'azure/agui/rule-groups.json', 'prometheusRuleGroups'),
  of.configuration('Managed Grafana', 'azure.ts', 'azure/agui/terraform/dashboards.tf', 'grafana'),
  of.configuration(
    '정상 동작 체크리스트',
    'runbooks/agui-no-scrape.md',
    'docs/agui/runbooks/agui-no-scrape.md',
    'python-instrumentation',
  ),
  of.configuration(
    '트러블슈팅 7.1',
    'runbooks/agui-no-scrape.md',
    'docs/agui/runbooks/agui-no-scrape.md',
    'containerPort',
  ),
  of.configuration(
    '트러블슈팅 7.2',
    'runbooks/agui-no-scrape.md',
    'docs/agui/runbooks/agui-no-scrape.md',
    '0.4.13',
  ),
];
