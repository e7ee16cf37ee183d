// Requests, errors and latency of HTTP services. The signals take typed handles, so metrics can have any names:
// `http_requests_total` below, `router_requests_total`, or those of OpenTelemetry.
import {
  type Counter,
  counter,
  gt,
  histogram,
  type LabelMatch,
  rate,
  type Signal,
  share,
  signal,
  sum,
  topk,
} from 'dashwright';
import { type Grouping, withTexts } from './texts.js';

export * from './latency.js';

/** Default bucket bounds of Prometheus' Python client. */
export const pythonClientBuckets = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

export interface HttpMetricsOptions {
  /** Route templates, not URLs: `/api/v1/products/{id}`. */
  readonly paths: readonly string[];
  readonly methods?: readonly string[];
  readonly statuses?: readonly string[];
  /** Bucket bounds in seconds. @default those of Prometheus' Python client */
  readonly buckets?: readonly number[];
}

/** The usual metrics of HTTP middleware: a counter by method, path and status, and a histogram of durations. */
export function httpMetrics(options: HttpMetricsOptions) {
  const { paths, methods = ['GET', 'POST'], statuses = ['200', '404', '500'] } = options;
  return {
    http_requests_total: counter({
      help: 'HTTP requests answered.',
      unit: 'requests',
      labels: { method: methods, path: paths, status: statuses },
    }),
    http_request_duration_seconds: histogram({
      help: 'Time from the first byte of a request to the last byte of its answer.',
      unit: 's',
      labels: { method: methods, path: paths },
      buckets: options.buckets ?? pythonClientBuckets,
    }),
  };
}

/** Requests per second. */
export function requestRate<L extends string, const B extends NoInfer<L> = never>(
  requests: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Request rate', description: 'Requests per second.' }, texts),
    expr: sum<L, B>(rate(requests, window), { by }),
  });
}

/** Label values of failed requests: `{ status: /5../ }`. */
export type Errors<L extends string> = { readonly [Label in L]?: LabelMatch };

/** Failed requests as a ratio of all requests. 0 before the first failure; no sample without requests. */
export function errorRatio<L extends string, const B extends NoInfer<L> = never>(
  requests: Counter<L>,
  errors: Errors<NoInfer<L>>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Error ratio', description: 'Share of requests that failed.' }, texts),
    expr: share(
      sum<L, B>(rate(requests.where(errors), window), { by }),
      sum<L, B>(rate(requests, window), { by }),
    ),
    range: [0, 1],
  });
}

/** The same for two counters, of failures and of all attempts. */
export function failureRatio<F extends string, A extends string, const B extends NoInfer<F & A> = never>(
  failures: Counter<F>,
  attempts: Counter<A>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Failure ratio', description: 'Share of attempts that failed.' }, texts),
    expr: share(sum<F, B>(rate(failures, window), { by }), sum<A, B>(rate(attempts, window), { by })),
    range: [0, 1],
  });
}

/** Requests per second of the `count` groups with the most requests. */
export function busiest<L extends string, const B extends NoInfer<L>>(
  count: number,
  requests: Counter<L>,
  { by, window, ...texts }: Grouping<B> & { readonly by: readonly B[] },
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: `${count} busiest`, description: 'Requests per second, most first.' }, texts),
    expr: topk(count, sum<L, B>(rate(requests, window), { by })),
  });
}

/** Errors per second of the `count` groups with the most errors; groups without errors are left out. */
export function mostErrors<L extends string, const B extends NoInfer<L>>(
  count: number,
  requests: Counter<L>,
  errors: Errors<NoInfer<L>>,
  { by, window, ...texts }: Grouping<B> & { readonly by: readonly B[] },
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: `${count} with most errors`, description: 'Failed requests per second.' }, texts),
    expr: topk(count, gt(sum<L, B>(rate(requests.where(errors), window), { by }), 0)),
  });
}
