import { type Counter, type HistogramHandle, panel, row } from 'dashwright';
import { type Errors, errorRatio, latencyQuantile, requestRate } from './http.js';
import { also, named, type Where } from './labels.js';
import { type MixinOptions, mixin, ready, readyMissing } from './ready-alerts.js';

/** Names of the alerts. */
export type HttpAlert = 'HttpErrorsHigh' | 'HttpLatencyHigh' | 'HttpRequestsMissing';

/** Options of `httpMixin`. */
export interface HttpMixinOptions<L extends string, B extends L, Without extends HttpAlert>
  extends MixinOptions<HttpAlert, Without> {
  /** Labels that identify a service, which both metrics must have: `['job']`. */
  readonly by: readonly B[];
  /** Label values of the requests to include. @default all requests */
  readonly where?: Where<B>;
  /** Label values of failed requests: `{ status: /5../ }`. */
  readonly errors: Errors<L>;
  /** Labels of a failed and of a successful request, for the scenarios: `{ status: '500' }`, `{ status: '200' }`. */
  readonly examples: { readonly failed: Where<L>; readonly succeeded: Where<L> };
}

/**
 * Requests, errors and latency of an HTTP service, with metrics of any name.
 *
 * @example httpMixin({ requests: metrics.http_requests_total, durations: metrics.http_request_duration_seconds }, { by: ['job'], errors: { status: /5../ }, examples: { failed: { status: '500' }, succeeded: { status: '200' } } })
 */
export function httpMixin<
  L extends string,
  D extends string,
  const B extends NoInfer<L & D> = never,
  const Without extends HttpAlert = never,
>(
  {
    requests,
    durations,
  }: {
    /** A counter of requests, with a label for their result. */
    readonly requests: Counter<L>;
    /** Their durations, in seconds unless the threshold has another unit. */
    readonly durations: HistogramHandle<D>;
  },
  options: HttpMixinOptions<NoInfer<L>, B, Without>,
) {
  const { by, where: only = {}, errors, examples } = options;
  const rates = requestRate<L, B>(requests.where(only), { by });
  const failing = errorRatio<L, B>(requests.where(only), errors, { by });
  const p95 = latencyQuantile<D, B>(durations.where(only), 0.95, { by, title: 'Latency, p95' });
  const p50 = latencyQuantile<D, B>(durations.where(only), 0.5, { by, title: 'Latency, p50' });
  return mixin(options, {
    signals: { rates, failing, p95, p50 },
    alerts: {
      HttpErrorsHigh: ready<B>({
        signal: failing,
        side: 'above',
        threshold: 0.05,
        for: '5m',
        severity: 'critical',
        window: '5m',
        summary: ({ labels, value }) => `${value} of requests ${to(by, labels)}fail`,
        description: ({ value, threshold }) =>
          `${value} of requests got an error response in the last 5 minutes (threshold ${threshold}). Users are affected.`,
        runbook: `
## What to look at

When did it start, and which paths fail? If all do, suspect the process or a dependency that every request needs; if one
does, suspect its own code. The errors themselves are in the log of the service.

## What to do

If it started with a release, roll back. If a dependency fails, fail over or restart that.`,
        series: (scenario, course, of) =>
          scenario
            .series(
              requests,
              also(examples.failed, of),
              course.perSecond((share) => share * 100),
            )
            .series(
              requests,
              also(examples.succeeded, of),
              course.perSecond((share) => (1 - share) * 100),
            ),
      }),
      HttpLatencyHigh: ready<B>({
        signal: p95,
        side: 'above',
        threshold: 1,
        for: '10m',
        severity: 'warning',
        window: '5m',
        curved: true,
        summary: ({ labels, value }) => `p95 latency of requests ${to(by, labels)}is ${value}`,
        description: ({ value, threshold }) =>
          `p95 latency over the last 5 minutes is ${value} (threshold ${threshold}): one request in twenty takes longer.`,
        runbook: `
## What to look at

Compare the median with p95: if both are up, the service or a dependency is slow; if only p95 is, one kind of request is.
Then look at CPU, throttling, database connections and the slowest statements.

## What to do

If it started with a release, roll back. If CPU is the limit, scale out.`,
        series: (scenario, course, of) => scenario.series(durations, of, course.observations(0.95)),
      }),
      HttpRequestsMissing: readyMissing({
        signal: rates,
        for: '5m',
        severity: 'critical',
        summary: 'Request metrics are missing',
        description:
          'There has been no request counter for 5 minutes: the service is down or cannot be scraped, and its error and latency alerts cannot fire.',
        runbook: `
## What to look at

Does the service respond? In Prometheus, are its targets up, and what is their last scrape error? A new service has no
counter before its first request.

## What to do

Start the service, or fix the scrape.`,
        series: (scenario, course, of) =>
          scenario.series(
            requests,
            also(examples.succeeded, of),
            course.perSecond((rate) => rate),
          ),
      }),
    },
    row: row('HTTP', [
      panel.timeseries({ title: 'HTTP requests', show: rates, min: 0, width: 8 }),
      panel.timeseries({ title: 'HTTP errors', show: failing, min: 0, width: 8 }),
      panel.timeseries({ title: 'HTTP latency', show: [p95, p50], min: 0, width: 8 }),
    ]),
  });
}

/** `to shop `, or nothing if there is one value for all services. */
function to<B extends string>(by: readonly B[], labels: { readonly [Label in B]: string }): string {
  return by.length === 0 ? '' : `to ${named(by, labels)} `;
}
