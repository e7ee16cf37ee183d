import { runbook, sli, slo } from 'dashwright';
import { metrics } from './metrics.js';

/** What clients of the gateway see, including the models behind it: a failing model is an error of the portal. */
export const gatewayAvailability = slo({
  service: 'litellm-gateway',
  name: 'availability',
  title: 'LiteLLM gateway',
  description: 'Requests that get a successful answer.',
  objective: 99,
  period: '30d',
  sli: sli.events({
    errors: metrics.litellm_proxy_failed_requests_metric_total,
    total: metrics.litellm_proxy_total_requests_metric_total,
  }),
  runbook: runbook('gateway-availability'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the objective; with less retention, Prometheus uses the data that it has.',
    },
  ],
});
