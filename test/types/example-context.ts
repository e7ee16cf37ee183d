// What the examples in docstrings refer to, instead of the definitions of a bundle.
import {
  above,
  alert,
  catalog,
  counter,
  dashboard,
  gauge,
  histogram,
  logql,
  max,
  panel,
  rate,
  ratio,
  receiver,
  runbook,
  signal,
  sum,
} from 'dashwright';

export const metrics = catalog({
  http_requests_total: counter({ help: 'Requests.', labels: { path: ['/'], status: ['200', '500'] } }),
  request_duration_seconds: histogram({ help: 'Response time.', unit: 's', labels: { path: ['/'] } }),
  queue_length: gauge({ help: 'Jobs that wait.', unit: 'jobs', labels: { topic: ['orders-v1'] } }),
  queue_lag_seconds: gauge({ help: 'Lag.', unit: 's', labels: { topic: ['orders-v1'] } }),
  leaders: gauge({ help: 'Leaders.' }),
  deployed: gauge({ help: 'Deployments.' }),
});
export const lag = metrics.queue_lag_seconds;
export const requestRate = signal({ title: 'Requests', expr: sum(rate(metrics.http_requests_total)) });
export const errorRatio = signal({
  title: 'Error ratio',
  expr: ratio(
    sum(rate(metrics.http_requests_total.where({ status: '500' }))),
    sum(rate(metrics.http_requests_total)),
  ),
});
export const queueLength = signal({
  title: 'Queue length',
  expr: max(metrics.queue_length, { by: ['topic'] }),
});
export const leaderCount = signal({ title: 'Leaders', expr: sum(metrics.leaders) });
export const replicas = signal({ title: 'Replicas', expr: sum(metrics.leaders) });
export const HighErrorRatio = alert({
  when: above(errorRatio, 0.05),
  severity: 'critical',
  summary: 'Requests fail',
  runbook: runbook('high-error-ratio'),
});
export const overview = dashboard({
  uid: 'overview',
  title: 'Overview',
  rows: [panel.stat({ title: 'Error ratio', show: errorRatio })],
});
export const team = receiver('team');
export const onCall = receiver('on-call');
export const errors = logql.stream({ app: 'api' }).contains('error');
