import { stack } from 'dashwright';

/** Prometheus scrapes the collector and the gateway; Grafana is shown inside the portal, through its backend. */
export const portalStack = stack({
  scrape: [
    { job: 'otel-collector', targets: ['otel-collector:8889'] },
    { job: 'litellm', targets: ['litellm:4000'], path: '/metrics' },
  ],
  scrapeInterval: '15s',
  retention: { time: '15d' },
  otelCollector: { batchTimeout: '5s', batchSize: 512, logLevel: 'warn' },
  grafana: { port: 3005, embedding: true },
  network: 'agent-portal',
});
