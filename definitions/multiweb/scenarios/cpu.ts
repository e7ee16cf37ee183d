import { approx, idle, rateOf, scenario } from 'dashwright/testing';
import { HighCpuUsage } from '../alerts.js';
import { application } from '../metrics.js';

const cpu = application.process_cpu_seconds_total;
const about = { alerts: [HighCpuUsage] };
const api = { job: 'multiweb-api', instance: 'api-1:8000' };
const cores = (used: number) => rateOf(used, 'per second');

export default [
  // The five-minute average exceeds 80% after about four minutes at 90%.
  scenario('a process is busy for half an hour', about)
    .series(cpu, api, cores(0.4).thenAt('10m', cores(0.9)).thenAt('40m', cores(0.4)))
    .quietUntil('13m30s')
    .firesWithin(['18m30s', '20m'], {
      labels: { instance: 'api-1:8000', namespace: 'multiweb', severity: 'warning' },
    })
    .firingAt('30m', {
      value: approx(0.9, 1e-6),
      annotations: {
        summary: 'API process api-1:8000 uses 90% of a CPU core, above 80%',
        description: /api-1:8000 in namespace multiweb used 90% of a CPU core .* \(threshold 80%\)/,
      },
    })
    .resolvesBy('42m'),

  scenario('81% of a core', about)
    .series(cpu, api, cores(0.81))
    .firingAt('20m', { value: approx(0.81, 1e-6) }),

  scenario('79% of a core', { ...about, lasting: '30m' })
    .series(cpu, api, cores(0.79))
    .staysQuiet(),

  scenario('a report keeps a process busy for four minutes', { ...about, lasting: '40m' })
    .series(cpu, api, cores(0.2).thenAt('10m', cores(1)).thenAt('14m', cores(0.2)))
    .neverFires(),

  scenario('one process of two', about)
    .series(cpu, api, cores(0.95))
    .series(cpu, { ...api, instance: 'api-2:8000' }, cores(0.3))
    .firingAt('20m', { count: 1, labels: { instance: 'api-1:8000' } }),

  scenario('processes of one address in two namespaces', about)
    .series(cpu, { ...api, namespace: 'multiweb' }, cores(0.95))
    .series(cpu, { ...api, namespace: 'staging' }, cores(0.3))
    .firingAt('20m', { count: 1, labels: { namespace: 'multiweb' } }),

  scenario('Prometheus itself is busy', { ...about, lasting: '30m' })
    .series(cpu, { job: 'prometheus', instance: 'prometheus:9090' }, cores(2))
    .series(cpu, api, cores(0.3))
    .staysQuiet(),

  scenario('a busy process restarts', about)
    .series(cpu, api, cores(0.9).reset('20m').thenAt('20m', cores(0.1)))
    .firingAt('19m')
    .resolvesBy('23m'),

  scenario('a process that does nothing', { ...about, lasting: '30m' })
    .series(cpu, api, idle())
    .staysQuiet(),

  scenario('no API at all', { ...about, lasting: '30m' }).staysQuiet(),
];
