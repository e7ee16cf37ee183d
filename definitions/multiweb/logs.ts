// LogQL. The API writes JSON lines with timestamp, level, method, path, status, duration, user_id, error and trace_id.
// user_id is a field of the line, not a label of the stream, as it has millions of values.
import { logql, logs } from 'dashwright';

const api = logql.stream({ app: 'multiweb-api', namespace: '$namespace' });
const requests = api.json('path', 'status', 'level', 'duration', 'user_id');
const onPath = { path: /$path/ };

export const all = logs(api);
export const errors = logs(
  requests
    .where({ level: 'error' })
    .where(onPath)
    .lineFormat('{{.timestamp}} {{.path}} {{.error}} {{.message}}'),
);
export const plainErrors = logs(api.contains('ERROR'));
/** For lines that are not JSON: the status as text. */
export const failedRequests = logs(api.matches(/status=[45][0-9]{2}/));
export const userActivity = logs(
  requests.where({ user_id: '$user_id' }).lineFormat('{{.method}} {{.path}} {{.status}}'),
);
export const slowRequests = logs(
  requests.bound('duration', '>', 1).where(onPath).lineFormat('{{.path}} took {{.duration}}s'),
);
export const requestRate = logs(logql.sum(logql.rate(requests.where({ status: /2../ }), '5m')), {
  legend: 'answered with 2xx',
});
export const errorRate = logs(
  logql.sum(logql.rate(requests.where({ level: 'error' }), '5m'), { by: ['path'] }),
  { legend: '{{path}}' },
);
