import { runbook, sli, slo } from 'dashwright';
import { metrics } from './metrics.js';

/** Users wait for the whole answer. The threshold is a bucket bound of OpenTelemetry's, slightly more than 20 s. */
export const genAiLatency = slo({
  service: 'agui-gen-ai',
  name: 'latency',
  title: 'Gen AI answers',
  description: 'Requests to language models that are answered within 20.48 s.',
  objective: 95,
  period: '30d',
  sli: sli.latency({ histogram: metrics.gen_ai_client_operation_duration_seconds, threshold: 20.48 }),
  runbook: runbook('gen-ai-latency-budget'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the objective; with less retention, Prometheus uses the data that it has.',
    },
  ],
});
