import { runbook, sli, slo } from 'dashwright';
import { metrics } from './metrics.js';

/** Agents that call models fail occasionally; RouterErrorRatioHigh fires at once if one request in ten fails. */
export const routerAvailability = slo({
  service: 'multi-agent-router',
  name: 'availability',
  title: 'Multi-agent router',
  description: 'Requests that do not end in an error.',
  objective: 99,
  period: '30d',
  sli: sli.events({ errors: metrics.router_errors_total, total: metrics.router_requests_total }),
  runbook: runbook('router-availability'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the objective; with less retention, Prometheus uses the data that it has.',
    },
  ],
});
