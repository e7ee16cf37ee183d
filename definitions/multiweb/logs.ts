// LogQL. The API writes JSON lines with timestamp, level, method, path, status, duration, user_id, error, trace_id.
// user_id is a field of the line and never a label of a stream: there are millions of them.
import { logs } from 'dashwright';

const api = '{app="multiweb-api", namespace="$namespace"}';

export const all = logs(api);
export const errors = logs(
  `${api} | json | level="error" | path=~"$path" | line_format "{{.timestamp}} {{.path}} {{.error}} {{.message}}"`,
);
export const plainErrors = logs(`${api} |= "ERROR"`);
/** For lines that are not JSON: the status as text. */
export const failedRequests = logs(`${api} |~ "status=[45][0-9]{2}"`);
export const userActivity = logs(
  `${api} | json | user_id="$user_id" | line_format "{{.method}} {{.path}} {{.status}}"`,
);
export const slowRequests = logs(
  `${api} | json | duration > 1.0 | path=~"$path" | line_format "{{.path}} took {{.duration}}s"`,
);
export const requestRate = logs(`sum(rate(${api} | json | status=~"2.." [5m]))`, {
  legend: 'answered with 2xx',
});
export const errorRate = logs(`sum by (path) (rate(${api} | json | level="error" [5m]))`, {
  legend: '{{path}}',
});
