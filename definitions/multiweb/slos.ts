import { runbook, sli, slo } from 'dashwright';
import { application } from './metrics.js';

const { http_requests_total: requests } = application;

/** Each namespace has its own objective: a staging system must not consume the error budget of production. */
export const apiAvailability = slo({
  service: 'multiweb-api',
  name: 'availability',
  title: 'MultiWeb API',
  description: 'Requests that are not answered with 5xx.',
  objective: 99.9,
  period: '30d',
  sli: sli.events({ errors: requests.where({ status: /5../ }), total: requests }),
  groupBy: ['namespace'],
  runbook: runbook('api-availability'),
  suppress: [
    {
      check: 'promql/range-exceeds-retention',
      reason: 'The period of the objective; with less retention, Prometheus uses the data that it has.',
    },
  ],
});
