// TraceQL. A trace is one request: the span of the API, and below it those of databases and other services.
import { type SpanMatches, traceql, traces } from 'dashwright';

const resource = { 'service.name': 'multiweb-api', 'k8s.namespace.name': '$namespace' };
const request = (more: SpanMatches = {}) =>
  traceql.spans({ resource, span: { 'http.route': /$path/ }, ...more });
const options = { limit: 20 } as const;

/** Longer than the threshold of HighLatency. */
export const slow = traces(request({ duration: { above: '500ms' } }), options);
export const failed = traces(request({ status: 'error' }), options);
export const slowDatabaseCalls = traces(
  request().descendants(
    traceql.spans({ span: { 'db.system': { present: true } }, duration: { above: '100ms' } }),
  ),
  options,
);
export const slowExternalCalls = traces(
  request().descendants(
    traceql.spans({
      span: { 'http.request.method': { present: true } },
      kind: 'client',
      duration: { above: '100ms' },
    }),
  ),
  options,
);
export const latest = traces(request(), options);
