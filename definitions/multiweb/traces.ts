// TraceQL. A trace is one request: the API's own span, and below it the spans of databases and other services.
import { traces } from 'dashwright';

const api = 'resource.service.name = "multiweb-api" && resource.k8s.namespace.name = "$namespace"';
const request = `${api} && span.http.route =~ "$path"`;

/** Longer than the bound of HighLatency. */
export const slow = traces(`{ ${request} && duration > 500ms }`, { limit: 20 });
export const failed = traces(`{ ${request} && status = error }`, { limit: 20 });
export const slowDatabaseCalls = traces(`{ ${request} } >> { span.db.system != nil && duration > 100ms }`, {
  limit: 20,
});
export const slowExternalCalls = traces(
  `{ ${request} } >> { kind = client && span.http.request.method != nil && duration > 100ms }`,
  { limit: 20 },
);
export const latest = traces(`{ ${request} }`, { limit: 20 });
