import type { StackParts } from './parts.js';

/** The OpenTelemetry Collector: receives OTLP, exposes metrics to Prometheus, and forwards logs and traces. */
export function otelCollectorConfig({ otelCollector, loki, tempo }: StackParts): object | undefined {
  if (!otelCollector) return undefined;
  const { batchTimeout, batchSize, logLevel } = otelCollector;
  const pipeline = (exporter: string) => ({
    receivers: ['otlp'],
    processors: ['memory_limiter', 'batch'],
    exporters: [exporter],
  });
  return {
    receivers: {
      otlp: {
        protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } },
      },
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
      batch: { timeout: batchTimeout, send_batch_size: batchSize },
    },
    exporters: {
      prometheus: { endpoint: '0.0.0.0:8889' },
      ...(loki && { 'otlphttp/loki': { endpoint: 'http://loki:3100/otlp' } }),
      ...(tempo && { 'otlp/tempo': { endpoint: 'tempo:4317', tls: { insecure: true } } }),
    },
    extensions: { health_check: { endpoint: '0.0.0.0:13133' } },
    service: {
      extensions: ['health_check'],
      telemetry: { logs: { level: logLevel } },
      pipelines: {
        metrics: pipeline('prometheus'),
        ...(loki && { logs: pipeline('otlphttp/loki') }),
        ...(tempo && { traces: pipeline('otlp/tempo') }),
      },
    },
  };
}

/** Loki as a single binary with local storage. */
export function lokiConfig({ loki }: StackParts): object | undefined {
  if (!loki) return undefined;
  return {
    auth_enabled: false,
    server: { http_listen_port: 3100, log_level: 'warn' },
    common: {
      path_prefix: '/loki',
      replication_factor: 1,
      ring: { instance_addr: '127.0.0.1', kvstore: { store: 'inmemory' } },
      storage: { filesystem: { chunks_directory: '/loki/chunks', rules_directory: '/loki/rules' } },
    },
    schema_config: {
      configs: [
        {
          from: '2024-01-01',
          store: 'tsdb',
          object_store: 'filesystem',
          schema: 'v13',
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    },
    limits_config: { retention_period: loki.retention, allow_structured_metadata: true },
    compactor: {
      working_directory: '/loki/compactor',
      retention_enabled: true,
      delete_request_store: 'filesystem',
    },
    analytics: { reporting_enabled: false },
  };
}

/** Tempo as a single binary with local storage. */
export function tempoConfig({ tempo }: StackParts): object | undefined {
  if (!tempo) return undefined;
  return {
    server: { http_listen_port: 3200, log_level: 'warn' },
    distributor: {
      receivers: {
        otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
      },
    },
    compactor: { compaction: { block_retention: tempo.retention } },
    storage: {
      trace: { backend: 'local', wal: { path: '/var/tempo/wal' }, local: { path: '/var/tempo/blocks' } },
    },
    usage_report: { reporting_enabled: false },
  };
}
