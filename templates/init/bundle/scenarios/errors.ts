import { rateOf, scenario } from 'dashwright/testing';
import { {{alert}} } from '../alerts.js';
import { metrics } from '../metrics.js';

const requests = metrics.http_requests_total;

/** The alert fires with the expected summary, and resolves. */
export const outage = scenario('every tenth request fails for half an hour', { alerts: [{{alert}}] })
  .series(requests, { status: '200' }, rateOf(54, 'per minute'))
  .series(requests, { status: '500' }, rateOf(6, 'per minute').from('10m').until('40m'))
  .quietUntil('10m')
  .firingAt('25m', { annotations: { summary: '10% of requests fail, above 5%' } })
  .resolvedAt('55m');

/** A few errors do not fire the alert. */
export const fewErrors = scenario('one request in thirty fails', { alerts: [{{alert}}] })
  .series(requests, { status: '200' }, rateOf(58, 'per minute'))
  .series(requests, { status: '500' }, rateOf(2, 'per minute'))
  .quietUntil('30m');
