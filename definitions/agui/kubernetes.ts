import { instrumentation, kubernetes, podMonitor } from 'dashwright';

/** Injected into pods with the annotation `instrumentation.opentelemetry.io/inject-python: "true"`. */
const python = instrumentation({
  name: 'python-instrumentation',
  propagators: ['tracecontext', 'baggage'],
  languages: {
    python: {
      env: {
        OTEL_METRICS_EXPORTER: 'prometheus',
        OTEL_EXPORTER_PROMETHEUS_PORT: '9464',
        OTEL_EXPORTER_PROMETHEUS_HOST: '0.0.0.0',
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
      },
    },
  },
  resourceAttributes: {
    'service.name': 'agui-server',
    'service.namespace': 'myapp',
    'deployment.environment': 'production',
  },
});

/** Azure's managed Prometheus reads this group only; the port is the container's `metrics`, 9464. */
const metrics = podMonitor({
  name: 'agui-server-metrics',
  group: 'azmonitoring.coreos.com',
  matchLabels: { app: 'agui-server' },
  endpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
});

/** Rules are deployed to Azure and dashboards to Managed Grafana: neither reads objects of this cluster. */
export const objects = kubernetes({
  namespace: 'myapp',
  instrumentations: [python],
  podMonitors: [metrics],
  prometheusRule: false,
  configMaps: false,
});
