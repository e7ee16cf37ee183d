import { keysOf } from '../../plain.js';
/**
 * What a function makes of the unit of its series. Both who infers the unit of a signal and who compares quantities read
 * this.
 */
export type UnitRule =
  /** The unit of the argument. */
  | 'same'
  /** The unit of the argument per second. */
  | 'per second'
  /** The unit of a difference: that of the argument, and seconds for points in time. */
  | 'difference'
  /** The square of the unit of a difference, which has no name. */
  | 'square'
  /** The unit of the argument times seconds, which has no name. */
  | 'times seconds'
  /** A sum of samples, which has no meaning for points in time. */
  | 'sum'
  /** The unit of a histogram's observations. */
  | 'observations'
  /** Seconds since 1970. */
  | 'point in time'
  | 'seconds'
  /** A share, 0 to 1. */
  | 'ratio'
  /** How many. */
  | 'count'
  /** A number without a unit, such as a logarithm. */
  | 'number'
  /** An hour, a day, a year: read as they are, without thousands. */
  | 'calendar'
  | 'radians'
  | 'degrees';

const functions: Readonly<Record<UnitRule, string>> = {
  same: `abs ceil floor round clamp clamp_min clamp_max sort sort_desc sort_by_label sort_by_label_desc label_replace
    label_join last_over_time first_over_time avg_over_time min_over_time max_over_time quantile_over_time predict_linear
    double_exponential_smoothing info scalar vector min_of max_of`,
  'per second': 'rate irate deriv',
  difference: 'increase delta idelta stddev_over_time mad_over_time',
  square: 'stdvar_over_time histogram_stdvar',
  'times seconds': 'integral',
  sum: 'sum_over_time',
  observations: 'histogram_quantile histogram_quantiles histogram_avg histogram_sum histogram_stddev',
  'point in time': `time timestamp start end start_timestamp ts_of_first_over_time ts_of_last_over_time
    ts_of_max_over_time ts_of_min_over_time`,
  seconds: 'step range',
  ratio: 'histogram_fraction',
  count: 'changes resets count_over_time histogram_count',
  number: `absent absent_over_time present_over_time sgn exp ln log2 log10 pi sin cos tan sinh cosh tanh asinh acosh
    atanh`,
  calendar: 'minute hour day_of_week day_of_month day_of_year days_in_month month year',
  radians: 'rad asin acos atan',
  degrees: 'deg',
};

const rules = new Map<string, UnitRule>();
for (const rule of keysOf(functions)) {
  for (const name of functions[rule].split(/\s+/)) rules.set(name, rule);
}

/** The rule of a function; undefined for `sqrt`. */
export function unitRuleOf(name: string): UnitRule | undefined {
  return rules.get(name);
}
