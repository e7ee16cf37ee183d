import type { NativeHistogram, SelectorData } from '../../catalog/index.js';
import {
  add,
  aggregate,
  and,
  clampMin,
  type Expression,
  gt,
  gte,
  histogramCount,
  histogramFraction,
  mul,
  or,
  overRange,
  ratio,
  share,
  sub,
} from '../../query/index.js';
import type { AnySli } from './sli.js';

/** An indicator over the rule's own window. */
export interface SliRates {
  /** Bad events per second; 0 without events, never NaN. */
  readonly errors: Expression<string>;
  readonly total: Expression<string>;
  /** Ratio of bad events, 0 to 1; no sample without events. */
  readonly ratio: Expression<string>;
}

/** The recorded quantities of an indicator, summed by the labels `by`. */
export function sliRates(sli: AnySli, by: readonly string[]): SliRates {
  return kinds[sli.type](sli, by);
}

/** The expressions of an indicator that consists of some. */
function expressionsOf({ type, expressions }: AnySli) {
  if (!expressions) throw new Error(`an indicator of the type ${type} has expressions`);
  return expressions;
}

const kinds: Readonly<Record<AnySli['type'], (sli: AnySli, by: readonly string[]) => SliRates>> = {
  // A labelled counter appears with its first error. Until then there are zero errors, which is not "no data".
  events: ({ part, total }, by) => {
    const [errors, all] = [summed('rate', part, by), summed('rate', total, by)];
    return { errors: or(errors, mul(all, 0)), total: all, ratio: share(errors, all) };
  },
  latency: ({ part, total }, by) => {
    const all = summed('rate', total, by);
    const errors = sub(all, summed('rate', part, by));
    return { errors, total: all, ratio: ratio(errors, all) };
  },
  latencyNative: ({ total, threshold = Number.NaN }, by) => {
    const count = histogramCount(summed('rate', total, by));
    // Not from 0: in a histogram with only zeros, the engine counts half of the observations as negative.
    const fast = histogramFraction(-Infinity, threshold, total as NativeHistogram<string>, { by });
    const slow = sub(1, fast);
    // Without observations the fraction is NaN, and a single NaN makes the sum over a whole period NaN.
    const some = gt(count, 0);
    return { errors: or(mul(slow, some), mul(count, 0)), total: count, ratio: and(slow, some) };
  },
  ratio: (sli) => {
    const { total, errors = total } = expressionsOf(sli);
    return { errors: or(errors, mul(total, 0)), total, ratio: share(errors, total) };
  },
  // Without NaN, of which a single one makes the sum over a whole period NaN.
  errorRatio: (sli) => {
    const errors = gte(clampMin(expressionsOf(sli).total, 0), 0);
    return { errors, total: add(mul(errors, 0), 1), ratio: errors };
  },
  gauge: ({ part, total }, by) => {
    const samples = summed('count_over_time', total, by);
    const errors = sub(samples, summed('sum_over_time', part, by));
    return { errors, total: samples, ratio: ratio(errors, samples) };
  },
};

function summed(over: string, series: SelectorData, by: readonly string[]): Expression<string> {
  return aggregate('sum', overRange(over, series), { by });
}
