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
      panel.timeseries({ title: 'Request rate from logs', show: lines.requestRate, unit: 'reqps', min: 0 }),
      panel.timeseries({ title: 'Error lines', show: lines.errorRate, unit: 'cps', min: 0 }),
      panel.logs({ title: 'Errors', show: lines.errors, width: 24 }),
      panel.logs({
        title: 'Slow requests',
        description: 'Requests that took longer than a second.',
        show: lines.slowRequests,
      }),
      panel.logs({ title: 'Failed requests', show: lines.failedRequests }),
      panel.logs({ title: 'Activity of user $user_id', show: lines.userActivity }),
      panel.logs({ title: 'Plain text errors', show: lines.plainErrors }),
      panel.logs({ title: 'All lines', show: lines.all, width: 24 }),
    ]),
    row('Traces', [
      panel.table({
        title: 'Slow traces',
        description: 'Longer than the threshold of HighLatency.',
        show: spans.slow,
      }),
      panel.table({ title: 'Failed traces', show: spans.failed }),
      panel.table({
        title: 'Slow database calls',
        description: 'Spans of the database client inside of requests to the endpoint.',
        show: spans.slowDatabaseCalls,
      }),
      panel.table({
        title: 'Slow calls to other services',
        show: spans.slowExternalCalls,
      }),
      panel.table({ title: 'Latest traces', show: spans.latest, width: 24 }),
    ]),
    row('How they find each other', [
      panel.text({
        title: 'Logs, traces and metrics',
        height: 8,
        markdown: [
          '- A **dot** on a response time graph is an exemplar: one request. It leads to its trace.',
          '- A **point** on any graph leads here, with its endpoint and its minutes.',
          '- A **line** with a `trace_id` leads to its trace: the Loki data source has a derived field',
          '  `trace_id` (`"trace_id":"(\\w+)"`) that links to Tempo.',
          '- A **span** leads to its lines: the Tempo data source searches Loki by `app` and trace id.',
          '',
          'The API sends spans to `tempo:4317` (OTLP). Failed requests are always kept, of the others 1 to 10 %:',
          'a missing trace is not a missing request.',
        ].join('\n'),
      }),
    ]),
  ],
});
