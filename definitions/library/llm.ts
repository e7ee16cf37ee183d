// Requests to language models, their tokens and costs. Names differ between gateways, so the signals take typed
// handles. Such counters have a label for the model, and often for a key or a team, and a series appears with its first
// request already counted. Totals include that first value, which `increase` misses.
import {
  type Counter,
  type Duration,
  div,
  increaseFromZero,
  rate,
  ratio,
  type Signal,
  signal,
  sum,
} from 'dashwright';
import { type Grouping, type Texts, withTexts } from './texts.js';

/** Totals have a fixed window, the same on every dashboard and in every rule. */
export interface Total<B extends string> extends Texts<B> {
  readonly by?: readonly B[];
  readonly window: Duration;
}

/** Requests to models in the window. */
export function modelRequests<L extends string, const B extends NoInfer<L> = never>(
  requests: Counter<L>,
  { by = [], window, ...texts }: Total<B>,
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: `Requests, ${window}`, description: `Requests to models in ${window}.` }, texts),
    expr: sum<L, B>(increaseFromZero(requests, window), { by }),
  });
}

/** Requests to models per second. */
export function modelRequestRate<L extends string, const B extends NoInfer<L> = never>(
  requests: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Model requests', description: 'Requests to models per second.' }, texts),
    expr: sum<L, B>(rate(requests, window), { by }),
    // Also if the counter of requests is the count of a histogram.
    unit: 'reqps',
  });
}

/** Tokens in the window, which quotas of providers count. */
export function tokensUsed<L extends string, const B extends NoInfer<L> = never>(
  tokens: Counter<L>,
  { by = [], window, ...texts }: Total<B>,
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: `Tokens, ${window}`, description: `Tokens used in ${window}.` }, texts),
    expr: sum<L, B>(increaseFromZero(tokens, window), { by }),
  });
}

/** Tokens per second. */
export function tokenRate<L extends string, const B extends NoInfer<L> = never>(
  tokens: Counter<L>,
  { by = [], window, ...texts }: Grouping<B> = {},
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: 'Tokens per second', description: 'Tokens that models read and write.' }, texts),
    expr: sum<L, B>(rate(tokens, window), { by }),
  });
}

/** Average number of tokens per request. It rises when prompts get longer. */
export function tokensPerRequest<T extends string, R extends string>(
  tokens: Counter<T>,
  requests: Counter<R>,
  { window, ...texts }: Omit<Grouping<never>, 'by'> = {},
): Signal<never> {
  return signal<never>({
    ...withTexts({ title: 'Tokens per request', description: 'Average tokens of one request.' }, texts),
    expr: ratio(sum(rate(tokens, window)), sum(rate(requests, window))),
    unit: 'short',
  });
}

/** Costs in the window. */
export function cost<L extends string, const B extends NoInfer<L> = never>(
  spend: Counter<L>,
  { by = [], window, ...texts }: Total<B>,
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: `Cost, ${window}`, description: `Money spent on models in ${window}.` }, texts),
    expr: sum<L, B>(increaseFromZero(spend, window), { by }),
    unit: 'currencyUSD',
  });
}

/** Costs per thousand tokens. They rise when traffic moves to a more expensive model. */
export function costPerThousandTokens<S extends string, T extends string>(
  spend: Counter<S>,
  tokens: Counter<T>,
  { window, ...texts }: Omit<Total<never>, 'by'>,
): Signal<never> {
  const thousands = div(sum(increaseFromZero(tokens, window)), 1000);
  return signal<never>({
    ...withTexts({ title: 'Cost of 1000 tokens', description: 'Average over all models.' }, texts),
    expr: ratio(sum(increaseFromZero(spend, window)), thousands),
    unit: 'currencyUSD',
  });
}
