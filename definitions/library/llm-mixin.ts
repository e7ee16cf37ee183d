import { type Counter, type HistogramHandle, panel, row } from 'dashwright';
import { failureRatio, latencyQuantile } from './http.js';
import { named, type Where } from './labels.js';
import { modelRequestRate, tokenRate, tokensUsed } from './llm.js';
import { type MixinOptions, mixin, ready, wholeNumbers } from './ready-alerts.js';

/** Names of the alerts. */
export type LlmAlert = 'LlmErrorsHigh' | 'LlmLatencyHigh' | 'LlmTokensHigh';

/** Options of `llmMixin`. */
export interface LlmMixinOptions<B extends string, Without extends LlmAlert>
  extends MixinOptions<LlmAlert, Without> {
  /** Labels that identify a model or a team, which all four metrics must have: `['model']`. */
  readonly by: readonly B[];
  /** Label values of the requests to include. @default all requests */
  readonly where?: Where<B>;
}

/**
 * Requests to language models, with metrics of any name: errors, latency, tokens.
 *
 * @example llmMixin({ requests, failures, durations, tokens }, { by: ['model'], alerts: { LlmTokensHigh: { threshold: 5_000_000 } } })
 */
export function llmMixin<
  R extends string,
  F extends string,
  D extends string,
  T extends string,
  const B extends NoInfer<R & F & D & T> = never,
  const Without extends LlmAlert = never,
>(
  handles: {
    /** All requests, failed ones included. */
    readonly requests: Counter<R>;
    readonly failures: Counter<F>;
    /** Time until the answer is complete, in seconds. */
    readonly durations: HistogramHandle<D>;
    /** Input and output tokens. */
    readonly tokens: Counter<T>;
  },
  options: LlmMixinOptions<B, Without>,
) {
  const { requests, failures, durations, tokens } = handles;
  const { by, where: only = {} } = options;
  const rates = modelRequestRate<R, B>(requests.where(only), { by });
  const failing = failureRatio<F, R, B>(failures.where(only), requests.where(only), { by });
  const p95 = latencyQuantile<D, B>(durations.where(only), 0.95, { by, title: 'Answers, p95' });
  const used = tokensUsed<T, B>(tokens.where(only), { by, window: '1h' });
  const perSecond = tokenRate<T, B>(tokens.where(only), { by });
  return mixin(options, {
    signals: { rates, failing, p95, used, perSecond },
    alerts: {
      LlmErrorsHigh: ready<B>({
        signal: failing,
        side: 'above',
        threshold: 0.05,
        for: '5m',
        severity: 'critical',
        window: '5m',
        summary: ({ labels, value }) => `${value} of requests to ${models(by, labels)} fail`,
        description: ({ value, threshold }) =>
          `${value} of requests failed in the last 5 minutes (threshold ${threshold}).`,
        runbook: `
## What to look at

Status codes of the failed requests: 429 is a quota, 5xx the provider, other 4xx our own requests; timeouts come with high
latency. Check the provider's status page.

## What to do

Route to another model or region. For quotas, throttle the callers or request a higher quota.`,
        series: (to, course, of) =>
          to
            .series(
              failures,
              of,
              course.perSecond((share) => share * 10),
            )
            .series(
              requests,
              of,
              course.perSecond(() => 10),
            ),
      }),
      LlmLatencyHigh: ready<B>({
        signal: p95,
        side: 'above',
        threshold: 30,
        for: '10m',
        severity: 'warning',
        window: '5m',
        curved: true,
        summary: ({ labels, value }) => `p95 response time of ${models(by, labels)} is ${value}`,
        description: ({ value, threshold }) =>
          `One in twenty responses takes longer than ${value} to complete (threshold ${threshold}).`,
        runbook: `
## What to look at

Tokens per request: longer responses take longer. Are all models slow, or one? Check the provider's status page.

## What to do

Route to a faster model, limit the length of responses, or stream them.`,
        series: (to, course, of) => to.series(durations, of, course.observations(0.95)),
      }),
      LlmTokensHigh: ready<B>({
        signal: used,
        side: 'above',
        threshold: 1_000_000,
        for: '0m',
        severity: 'warning',
        window: '1h',
        around: wholeNumbers('above'),
        summary: ({ labels, value }) => `${models(by, labels)} used ${value.short} tokens in an hour`,
        description: ({ value, threshold }) =>
          `${value.short} tokens were used in an hour (threshold ${threshold}). Cost and quota usage rise with it.`,
        runbook: `
## What to look at

More requests, or larger ones? One caller, or all? An agent in a loop shows as many requests by one caller with
ever-growing prompts.

## What to do

Stop the caller or lower its budget. If the usage is intended, raise the threshold.`,
        series: (to, course, of) =>
          to.series(
            tokens,
            of,
            course.perSecond((count) => count / 3600),
          ),
      }),
    },
    row: row('Language models', [
      panel.timeseries({ title: 'Model requests', show: rates, min: 0, width: 6 }),
      panel.timeseries({ title: 'Model errors', show: failing, min: 0, width: 6 }),
      panel.timeseries({ title: 'Model answers, p95', show: p95, min: 0, width: 6 }),
      panel.timeseries({ title: 'Model tokens per second', show: perSecond, min: 0, width: 6 }),
      panel.timeseries({
        title: 'Model tokens, 1 h',
        show: used,
        min: 0,
        fixedRange: 'The alert uses the same hour.',
      }),
    ]),
  });
}

function models<B extends string>(by: readonly B[], labels: { readonly [Label in B]: string }): string {
  return by.length === 0 ? 'models' : named(by, labels);
}
