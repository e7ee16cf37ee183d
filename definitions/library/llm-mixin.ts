import { type Counter, type HistogramHandle, panel, row } from 'dashwright';
import { failureRatio, latencyQuantile } from './http.js';
import { chosen, named, type Where } from './labels.js';
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
  const { by, where = {} } = options;
  const { only, of } = chosen(where);
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
        summary: ({ labels, value }) => `${value} of the requests to ${models(by, labels)} fail`,
        description: ({ value, threshold }) =>
          `${value} of the requests failed in the last 5 minutes (threshold ${threshold}).`,
        runbook: `
## What to look at

The status of the failures: 429 is a quota, 5xx the provider, 4xx our requests; timeouts come with high latency. The
provider's status page.

## What to do

Route to another model or region. For quotas, slow the callers down or ask for more.`,
        series: (to, course) =>
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
        summary: ({ labels, value }) =>
          `One in twenty answers of ${models(by, labels)} takes longer than ${value}`,
        description: ({ value, threshold }) =>
          `p95 of the time until an answer is complete is ${value} (threshold ${threshold}).`,
        runbook: `
## What to look at

Tokens per request: longer answers take longer. The provider's status page, and whether all models are slow or one.

## What to do

Route to a faster model, limit the length of answers, stream them.`,
        series: (to, course) => to.series(durations, of, course.observations(0.95)),
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
          `${value.short} tokens were used in an hour (threshold ${threshold}). The bill and the quota follow.`,
        runbook: `
## What to look at

More requests, or larger ones? One caller, or all? A loop of an agent shows as many requests of one caller with
prompts that grow.

## What to do

Stop the caller or lower its budget. Raise the threshold where the use is wanted.`,
        series: (to, course) =>
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
        fixedRange: 'The alert is about an hour.',
      }),
    ]),
  });
}

function models<B extends string>(by: readonly B[], labels: { readonly [Label in B]: string }): string {
  return by.length === 0 ? 'models' : named(by, labels);
}
