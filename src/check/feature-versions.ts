/** Functions that need `--enable-feature=promql-experimental-functions`. */
export const experimentalFunctions: ReadonlySet<string> = new Set(
  `double_exponential_smoothing end histogram_quantiles info mad_over_time max_of min_of range
  sort_by_label sort_by_label_desc start start_timestamp step ts_of_first_over_time ts_of_last_over_time
  ts_of_max_over_time ts_of_min_over_time`.split(/\s+/),
);

/** Aggregations that need the same flag. */
export const experimentalAggregations: ReadonlySet<string> = new Set(['limitk', 'limit_ratio']);

/** The first version of Prometheus with a function, for those that are younger than 2.0. */
export const functionSince: Readonly<Record<string, string>> = {
  absent_over_time: '2.16',
  last_over_time: '2.26',
  present_over_time: '2.29',
  clamp: '2.26',
  sgn: '2.26',
  acos: '2.31',
  acosh: '2.31',
  asin: '2.31',
  asinh: '2.31',
  atan: '2.31',
  atanh: '2.31',
  cos: '2.31',
  cosh: '2.31',
  deg: '2.31',
  pi: '2.31',
  rad: '2.31',
  sin: '2.31',
  sinh: '2.31',
  tan: '2.31',
  tanh: '2.31',
  histogram_count: '2.40',
  histogram_sum: '2.40',
  histogram_fraction: '2.40',
  histogram_stddev: '2.47',
  histogram_stdvar: '2.47',
  mad_over_time: '2.49',
  sort_by_label: '2.49',
  sort_by_label_desc: '2.49',
  histogram_avg: '2.51',
  double_exponential_smoothing: '3.0',
  info: '2.55',
  first_over_time: '3.14',
};

/** True when version `a` is older than version `b`, both `major.minor`. */
export function isOlder(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.replace(/^v/, '').split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA < majorB || (majorA === majorB && minorA < minorB);
}
