// Requests to language models, the tokens they use and what they cost. Names differ from gateway to gateway, so
// the signals take typed handles. Such counters carry a model, and often a key or a team: a series is born with
// the first request of its kind, already counted. Totals therefore count from birth; `increase` would lose it.
import {
  type Counter,
  type Duration,
  div,
  increaseFromBirth,
  rate,
  ratio,
  type Signal,
  signal,
  sum,
} from 'dashwright';
import { type Grouping, type Texts, withTexts } from './texts.js';

/** Totals are over a window of their own, which is the same on every page and in every rule. */
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
    expr: sum<L, B>(increaseFromBirth(requests, window), { by }),
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
    // Also where what counts them is the count of a histogram.
    unit: 'reqps',
  });
}

/** Tokens used in the window: what a provider's quota counts. */
export function tokensUsed<L extends string, const B extends NoInfer<L> = never>(
  tokens: Counter<L>,
  { by = [], window, ...texts }: Total<B>,
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: `Tokens, ${window}`, description: `Tokens used in ${window}.` }, texts),
    expr: sum<L, B>(increaseFromBirth(tokens, window), { by }),
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

/** Average size of a request. Climbs when a prompt grows, long before anybody reads the bill. */
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

/** Money spent in the window. */
export function cost<L extends string, const B extends NoInfer<L> = never>(
  spend: Counter<L>,
  { by = [], window, ...texts }: Total<B>,
): Signal<B> {
  return signal<B>({
    ...withTexts({ title: `Cost, ${window}`, description: `Money spent on models in ${window}.` }, texts),
    expr: sum<L, B>(increaseFromBirth(spend, window), { by }),
    unit: 'currencyUSD',
  });
}

/** What a thousand tokens cost: rises when traffic moves to a dearer model. */
export function costPerThousandTokens<S extends string, T extends string>(
  spend: Counter<S>,
  tokens: Counter<T>,
  { window, ...texts }: Omit<Total<never>, 'by'>,
): Signal<never> {
  const thousands = div(sum(increaseFromBirth(tokens, window)), 1000);
  return signal<never>({
    ...withTexts({ title: 'Cost of 1000 tokens', description: 'Average over all models.' }, texts),
    expr: ratio(sum(increaseFromBirth(spend, window)), thousands),
    unit: 'currencyUSD',
  });
}
