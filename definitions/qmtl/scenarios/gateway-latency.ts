import { constant, scenario, spike } from 'dashwright/testing';
import { GatewayLatencyHigh } from '../alerts.js';
import { metrics } from '../metrics.js';

const p95 = metrics.gateway_e2e_latency_p95;
const about = { alerts: [GatewayLatencyHigh] };

export default [
  scenario('the gateway takes 151 ms for twenty minutes', about)
    .series(p95, { instance: 'gateway-1' }, constant(151).from('10m').until('30m').otherwise(60))
    .quietUntil('10m')
    .pendingAt('14m30s')
    .firesWithin(['15m', '15m'], { value: 151, labels: { severity: 'warning' } })
    .firingAt('29m30s', {
      annotations: {
        summary: 'The gateway is slow: p95 is 151 ms, above 150 ms',
        description: /to gateway-1 take 151 ms or longer end to end \(threshold 150 ms\)/,
      },
    })
    .resolvedAt('30m30s'),

  scenario('the gateway takes exactly 150 ms', about).series(p95, constant(150)).staysQuiet(),

  scenario('a burst of submissions for four minutes', about)
    .series(p95, spike(60, 400, '10m', '4m'))
    .neverFires(),

  scenario('one of two gateways is slow', about)
    .series(p95, { instance: 'gateway-1' }, constant(60))
    .series(p95, { instance: 'gateway-2' }, constant(400))
    .firingAt('10m', { count: 1, labels: { instance: 'gateway-2' } }),

  // DiffThroughputLow reports this: without a gateway nothing is submitted.
  scenario('a slow gateway goes away', about)
    .series(p95, constant(400).disappearsAt('20m'))
    .firingAt('19m')
    .resolvedAt('21m'),

  scenario('no gateway reports a latency', { ...about, lasting: '30m' }).staysQuiet(),
];
