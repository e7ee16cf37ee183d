import { catalog, counter, gauge, histogram, kubernetesTargetLabels } from 'dashwright';

const service_name = ['agui-server'] as const;
const http_method = ['POST', 'GET'] as const;
/** The route, not the raw URL: OpenTelemetry's FastAPI instrumentation puts its template here. */
const http_target = ['/', '/health'] as const;

/** OpenTelemetry's bucket bounds for durations in milliseconds, and the default bounds of its SDK for sizes. */
const defaultBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000];

/**
 * Metrics of agui-server at :9464/metrics. OpenTelemetry's names have dots and separate units; its Prometheus exporter
 * converts `http.server.duration` in ms to http_server_duration_milliseconds, and adds `_total` to counters. A series
 * appears with its first event, never at 0.
 */
export const metrics = catalog(
  {
    // opentelemetry.instrumentation.openai_v2: only after OpenAIInstrumentor().instrument()
    gen_ai_client_operation_duration_seconds: histogram({
      help: 'Time of a request to a language model, to the end of its answer.',
      unit: 's',
      labels: {
        gen_ai_operation_name: ['chat'],
        gen_ai_request_model: ['gpt-5.2-chat', 'gpt-5.2-mini'],
        gen_ai_system: ['openai'],
        server_address: ['aif-contoso-krc-01.openai.azure.com'],
        service_name,
        // Only on failed requests; on others the label is empty and therefore missing.
        error_type: ['', 'RateLimitError', 'APITimeoutError'],
      },
      // The bucket bounds that OpenTelemetry's conventions specify for this metric.
      buckets: [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    }),

    // agui.server: own metrics
    agui_agent_request_count_total: counter({
      help: 'AG-UI requests to agents.',
      unit: 'requests',
      labels: { service_name },
    }),

    // opentelemetry.instrumentation.fastapi
    http_server_active_requests: gauge({
      help: 'HTTP requests that are being answered.',
      unit: 'requests',
      labels: { http_method, service_name },
    }),
    http_server_duration_milliseconds: histogram({
      help: 'Time of an HTTP request, to the last byte: of a streamed answer, the whole stream.',
      unit: 'ms',
      labels: { http_method, http_status_code: ['200', '422', '500'], http_target, service_name },
      buckets: defaultBounds,
    }),
    http_server_response_size_bytes: histogram({
      help: 'Size of an HTTP answer.',
      unit: 'bytes',
      labels: { http_method, http_status_code: ['200', '422', '500'], http_target, service_name },
      buckets: defaultBounds,
    }),

    // Every pod that the PodMonitor selects
    up: gauge({
      help: '1 while the scrape of a pod succeeds, 0 while it fails.',
      unit: 'short',
      range: [0, 1],
    }),
  },
  { targetLabels: kubernetesTargetLabels },
);
