import { dashboard, panel, row, variable } from 'dashwright';
import * as lines from '../logs.js';
import * as spans from '../traces.js';
import { links, logsAndTracesUid, namespace, tags } from './common.js';

export const logsAndTraces = dashboard({
  uid: logsAndTracesUid,
  title: 'MultiWeb / Logs and Traces',
  description: 'From a point on a graph to the lines and the spans behind it.',
  tags,
  links,
  time: { from: 'now-1h', to: 'now' },
  variables: [
    namespace,
    variable.text({ name: 'path', label: 'Endpoint', default: '.*' }),
    variable.text({ name: 'user_id', label: 'User', default: '123' }),
  ],
  rows: [
    row('Logs', [
      panel.timeseries({
        title: 'Request rate from logs',
        description:
          'Lines per second of requests that were answered with 2xx, over 5 minutes. Follows the request rate of the ' +
          'metrics. If it is lower, lines are lost on the way to Loki; if both fall, requests fail or are missing.',
        show: lines.requestRate,
        unit: 'reqps',
        min: 0,
      }),
      panel.timeseries({
        title: 'Error lines',
        description:
          'Lines of level error per second by endpoint, over 5 minutes. Normal is none or a thin line; a rise at one ' +
          'endpoint is a fault of that endpoint, at all of them of something that they share. Errors has the lines.',
        show: lines.errorRate,
        unit: 'cps',
        min: 0,
      }),
      panel.logs({
        title: 'Errors',
        description:
          'Log lines of level error for the selected endpoints: when, where, which error. Opened, a line shows its ' +
          'trace_id, which leads to what happened before.',
        show: lines.errors,
        width: 24,
      }),
      panel.logs({
        title: 'Slow requests',
        description: 'Requests that took longer than a second.',
        show: lines.slowRequests,
      }),
      panel.logs({
        title: 'Failed requests',
        description:
          'Lines with status=4xx or status=5xx in their text: access logs that are not JSON. Some 4xx are normal; many ' +
          'of one endpoint are a client that asks for the wrong thing, 5xx are faults of the API.',
        show: lines.failedRequests,
      }),
      panel.logs({
        title: 'Activity of user $user_id',
        description:
          'Requests of the user whose id is entered above, with method, endpoint and status: for questions about one ' +
          'customer. Empty where the user did nothing in the time that is shown.',
        show: lines.userActivity,
      }),
      panel.logs({
        title: 'Plain text errors',
        description:
          'Lines with ERROR in their text that may not be JSON: start-up failures and tracebacks, which Errors does not ' +
          'find. Normally empty while the API runs.',
        show: lines.plainErrors,
      }),
      panel.logs({
        title: 'All lines',
        description:
          'All log lines of the API. Empty means that it does not run, or that its logs do not reach Loki: compare with ' +
          'the pods.',
        show: lines.all,
        width: 24,
      }),
    ]),
    row('Traces', [
      panel.table({
        title: 'Slow traces',
        description: 'Longer than the threshold of HighLatency.',
        show: spans.slow,
      }),
      panel.table({
        title: 'Failed traces',
        description:
          'Requests to the endpoint with a span in error. All of them are kept, so an empty table means that none failed. ' +
          'The deepest span in error is where the fault is.',
        show: spans.failed,
      }),
      panel.table({
        title: 'Slow database calls',
        description: 'Spans of the database client inside of requests to the endpoint.',
        show: spans.slowDatabaseCalls,
      }),
      panel.table({
        title: 'Slow calls to other services',
        description:
          'Spans of the HTTP client that took longer than 100 ms inside of requests to the endpoint. A service that is ' +
          'here repeatedly is what the request waits for.',
        show: spans.slowExternalCalls,
      }),
      panel.table({
        title: 'Latest traces',
        description:
          'Any requests to the endpoint, to compare a slow or failed one with. Only 1 to 10% of the successful ones are ' +
          'kept.',
        show: spans.latest,
        width: 24,
      }),
    ]),
    row('How they find each other', [
      panel.text({
        title: 'Logs, traces and metrics',
        description: 'How to come from a graph to the lines and spans of the same request, and back.',
        height: 8,
        markdown: [
          '- A **dot** on a response time graph is an exemplar: one request. It leads to its trace.',
          '- A **point** on any graph leads here, with its endpoint and its minutes.',
          '- A **line** with a `trace_id` leads to its trace: the Loki data source has a derived field',
          '  `trace_id` (`"trace_id":"(\\w+)"`) that links to Tempo.',
          '- A **span** leads to its lines: the Tempo data source searches Loki by `app` and trace id.',
          '',
          'The API sends spans to `tempo:4317` (OTLP). Failed requests are always kept, of the others 1 to 10%:',
          'a missing trace is not a missing request.',
        ].join('\n'),
      }),
    ]),
  ],
});
