import { stack } from 'dashwright';

/** The marketplace on one machine with Docker Compose: metrics, logs and traces. */
export const marketplaceStack = stack({
  scrape: [
    { job: 'multiweb-api', targets: ['multiweb-api:8000'], labels: { namespace: 'multiweb' } },
    { job: 'postgres', targets: ['postgres-exporter:9187'], labels: { namespace: 'multiweb' } },
    { job: 'redis', targets: ['redis-exporter:9121'], labels: { namespace: 'multiweb' } },
    { job: 'node', targets: ['node-exporter:9100'] },
    { job: 'kubelet', targets: ['cadvisor:8080'], interval: '30s' },
  ],
  otelCollector: true,
  loki: { retention: '7d' },
  tempo: { retention: '48h' },
  network: 'multiweb',
});
