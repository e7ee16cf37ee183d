import { rateOf, scenario } from 'dashwright/testing';
import { {{alert}} } from '../alerts.js';
import { metrics } from '../metrics.js';

const requests = metrics.http_requests_total;

/** The alert fires with the expected summary, and resolves. */
export const outage = scenario('every tenth request fails for half an hour', { alerts: [{{alert}}] })
  .series(requests, { status: '200' }, rateOf(54, 'per minute'))
  .series(requests, { status: '500' }, rateOf(6, 'per minute').from('10m').until('40m'))
  .quietUntil('10m')
  .firesWithin(['17m30s', '18m30s'])
  .firingAt('25m', { annotations: { summary: '10% of requests fail, above 5%' } })
  .resolvedAt('55m');

/** Just above the threshold, it fires. */
export const justAbove = scenario('5.25% of the requests fail', { alerts: [{{alert}}] })
  .series(requests, { status: '200' }, rateOf(379, 'per minute'))
  .series(requests, { status: '500' }, rateOf(21, 'per minute'))
  .firingAt('15m');

/** Just below the threshold, it does not. Errors of clients do not count. */
export const justBelow = scenario('4.75% of the requests fail', { alerts: [{{alert}}] })
  .series(requests, { status: '200' }, rateOf(281, 'per minute'))
  .series(requests, { status: '404' }, rateOf(100, 'per minute'))
  .series(requests, { status: '500' }, rateOf(19, 'per minute'))
  .quietUntil('30m');

/** Without requests there is no error ratio. */
export const noRequests = scenario('nothing is requested', { alerts: [{{alert}}] }).quietUntil('30m');
