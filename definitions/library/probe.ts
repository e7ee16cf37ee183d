// Metrics of probes, from blackbox_exporter.
import { gauge } from 'dashwright';

/** Metrics of blackbox_exporter. With the usual relabelling, `instance` is what is probed. */
export function probeMetrics() {
  return {
    probe_success: gauge({ help: '1 if the probe succeeded.', unit: 'objects', range: [0, 1] }),
    probe_duration_seconds: gauge({ help: 'How long the probe took.', unit: 's' }),
    probe_ssl_earliest_cert_expiry: gauge({
      help: 'When the first certificate of the chain expires.',
      unit: 'timestamp',
    }),
  };
}
