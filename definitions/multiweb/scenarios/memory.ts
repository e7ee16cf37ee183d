import { approx, constant, ramp, scenario, spike } from 'dashwright/testing';
import { HighMemoryUsage } from '../alerts.js';
import { platform } from '../metrics.js';

const { container_memory_working_set_bytes: used, container_spec_memory_limit_bytes: limit } = platform;
const about = { alerts: [HighMemoryUsage] };
const api = { namespace: 'multiweb', pod: 'multiweb-api-7d9f', container: 'multiweb-api' };
const gigabyte = constant(1e9);

export default [
  scenario('a container holds 95% of its limit for twenty minutes', about)
    .series(limit, api, gigabyte)
    .series(used, api, constant(0.95e9).from('10m').until('30m').otherwise(0.5e9))
    .quietUntil('10m')
    .pendingAt('14m30s')
    .firesWithin(['15m', '15m'], { labels: { pod: 'multiweb-api-7d9f', severity: 'warning' } })
    .firingAt('20m', {
      value: approx(0.95, 1e-9),
      annotations: {
        summary: 'multiweb-api-7d9f uses 95% of its memory limit, above 90%',
        description: /Container multiweb-api of multiweb\/multiweb-api-7d9f uses 95% .* \(threshold 90%\)/,
      },
    })
    .resolvedAt('30m30s'),

  scenario('exactly 90% of the limit', { ...about, lasting: '20m' })
    .series(limit, api, gigabyte)
    .series(used, api, constant(0.9e9))
    .staysQuiet(),

  scenario('91% of the limit', about)
    .series(limit, api, gigabyte)
    .series(used, api, constant(0.91e9))
    .firesWithin(['5m', '5m'], { value: approx(0.91, 1e-9) }),

  scenario('a leak, until the container is killed', about)
    .series(limit, api, gigabyte)
    .series(used, api, ramp(0.5e9, 1e9, '1h').thenAt('1h', 0.3e9))
    .quietUntil('48m')
    .firesWithin(['53m', '54m'])
    .resolvesBy('1h1m'),

  scenario('a large upload, for four minutes', { ...about, lasting: '30m' })
    .series(limit, api, gigabyte)
    .series(used, api, spike(0.5e9, 0.97e9, '10m', '4m'))
    .neverFires(),

  scenario('a container without a limit', { ...about, lasting: '20m' })
    .series(limit, api, constant(0))
    .series(used, api, constant(8e9))
    .staysQuiet(),

  // The series of the pod has an empty container label and the sum of its containers; its limit is the sum of theirs.
  scenario('the series of the pod as a whole', { ...about, lasting: '20m' })
    .series(limit, { ...api, container: '' }, gigabyte)
    .series(used, { ...api, container: '' }, constant(0.99e9))
    .series(limit, api, gigabyte)
    .series(used, api, constant(0.5e9))
    .staysQuiet(),

  scenario('a pod of the API, and one that is not', about)
    .series(limit, api, gigabyte)
    .series(used, api, constant(0.95e9))
    .series(limit, { ...api, pod: 'postgres-0' }, gigabyte)
    .series(used, { ...api, pod: 'postgres-0' }, constant(0.99e9))
    .firingAt('10m', { labels: { pod: 'multiweb-api-7d9f' } })
    .quietAt('10m', { labels: { pod: 'postgres-0' } }),

  // One of each pair is full, and the other has a larger limit: usage must match the limit of the same container.
  scenario('two containers, pods and namespaces', about)
    .series(limit, api, gigabyte)
    .series(used, api, constant(0.95e9))
    .series(limit, { ...api, container: 'sidecar' }, constant(4e9))
    .series(used, { ...api, container: 'sidecar' }, constant(1e9))
    .series(limit, { ...api, pod: 'multiweb-api-c2k8' }, constant(4e9))
    .series(used, { ...api, pod: 'multiweb-api-c2k8' }, constant(1e9))
    .series(limit, { ...api, namespace: 'staging' }, constant(4e9))
    .series(used, { ...api, namespace: 'staging' }, constant(1e9))
    .firingAt('10m', { count: 1, labels: api }),

  scenario('the pod is gone', about)
    .series(limit, api, gigabyte.disappearsAt('20m'))
    .series(used, api, constant(0.95e9).disappearsAt('20m'))
    .firingAt('19m')
    .resolvedAt('21m'),

  scenario('no pod at all', { ...about, lasting: '20m' }).staysQuiet(),
];
