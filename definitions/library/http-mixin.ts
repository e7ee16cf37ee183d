import { type Counter, type HistogramHandle, panel, row } from 'dashwright';
import { type Errors, errorRatio, latencyQuantile, requestRate } from './http.js';
import { chosen, named, type Where } from './labels.js';
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
  const { by, where = {}, errors, examples } = options;
  const { only, of } = chosen(where);
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
        summary: ({ labels, value }) => `${value} of the requests ${to(by, labels)}fail`,
        description: ({ value, threshold }) =>
          `${value} of the requests were answered with an error in the last 5 minutes (threshold ${threshold}). Users see it.`,
        runbook: `
## What to look at

Since when, and which paths: all of them point at the process or what every request needs, one of them at its own code.
The log of the service has the errors themselves.

## What to do

Roll back a release with which it began. Fail over or restart what the service needs where that is what fails.`,
        series: (scenario, course) =>
          scenario
            .series(
              requests,
              { ...where, ...examples.failed } as never,
              course.perSecond((share) => share * 100),
            )
            .series(
              requests,
              { ...where, ...examples.succeeded } as never,
              course.perSecond((share) => (1 - share) * 100),
            ),
      }),
      HttpLatencyHigh: ready<B>({
        signal: p95,
        side: 'above',
        threshold: 1,
        for: '10m',
        severity: 'warning',
        summary: ({ labels, value }) => `One in twenty requests ${to(by, labels)}takes longer than ${value}`,
        description: ({ value, threshold }) =>
          `p95 over the last 5 minutes is ${value} (threshold ${threshold}).`,
        runbook: `
## What to look at

The median beside p95: both up is the service or what it needs, p95 alone is a kind of request. Then CPU, throttling,
connections to the database and its slowest statements.

## What to do

Roll back a release with which it began; start more processes where CPU is the limit.`,
        series: (scenario, course) => scenario.series(durations, of, course.observations(0.95)),
      }),
      HttpRequestsMissing: readyMissing({
        signal: rates,
        for: '5m',
        severity: 'critical',
        summary: 'No service shows requests',
        description:
          'No request counter has been there for 5 minutes: the service is down or cannot be scraped, and the alerts about errors and latency see nothing.',
        runbook: `
## What to look at

Does the service answer? The targets in Prometheus: are they up, and what is their last error? A new service has no
counter before its first request.

## What to do

Start the service, or correct the scrape.`,
        series: (scenario, course) =>
          scenario.series(
            requests,
            { ...where, ...examples.succeeded } as never,
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
