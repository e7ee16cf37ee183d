import { constant, observing, rateOf, scenario, wave } from 'dashwright/testing';
import * as alerts from '../alerts.js';
import { application, dataStores, platform } from '../metrics.js';

const {
  http_requests_total: requests,
  http_request_duration_seconds: durations,
  process_cpu_seconds_total: cpu,
} = application;
const api = { namespace: 'multiweb', pod: 'multiweb-api-7d9f', container: 'multiweb-api' };

export default [
  // Varying load, a few errors, a deployment in the middle: no alert fires.
  scenario('two ordinary hours with a deployment', {
    alerts: Object.values(alerts),
    lasting: '2h',
    step: '30s',
  })
    .series(requests, { status: '200' }, rateOf(wave(20, 60, '1h'), 'per second').reset('1h'))
    .series(requests, { status: '404' }, rateOf(1, 'per second').reset('1h'))
    .series(requests, { status: '500' }, rateOf(4, 'per minute').reset('1h'))
    .series(
      durations,
      observing(wave(20, 60, '1h'), 'per second', { quantile: 0.95, value: 0.18 }).reset('1h'),
    )
    .series(cpu, { job: 'multiweb-api' }, rateOf(wave(0.2, 0.6, '1h'), 'per second').reset('1h'))
    .series(dataStores.pg_stat_database_numbackends, wave(20, 60, '1h').noisy(5, { every: '30s' }))
    .series(platform.container_spec_memory_limit_bytes, api, constant(1e9))
    .series(
      platform.container_memory_working_set_bytes,
      api,
      wave(0.4e9, 0.7e9, '1h').noisy(0.02e9, { every: '30s' }),
    )
    .neverFires(),
];
