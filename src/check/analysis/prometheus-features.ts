/**
 * From which version of Prometheus on a part of PromQL or of a rule file is read, and which flag it needs. Versions
 * and flags are those of Prometheus' CHANGELOG.md; functions were read from promql/parser/functions.go (before 2.16
 * promql/functions.go) of every minor version from 2.0 to 3.16. The number is the pull request that the changelog
 * names, at github.com/prometheus/prometheus/pull/<number>.
 */
export interface FeatureHistory {
  /** First version that supports it, `major.minor`. */
  readonly since: string;
  /** The `--enable-feature` that it needs … */
  readonly flag?: Flag;
  /** … up to this version, which is the first that does without. @default it still needs the flag */
  readonly stable?: string;
  /** Pull request of the entry in the changelog, or the commit where there is none. */
  readonly source: number | string;
}

/** Values of `--enable-feature` that change the PromQL that a server accepts. */
export const flags = [
  'promql-experimental-functions',
  'promql-duration-expr',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
  'promql-at-modifier',
  'promql-negative-offset',
  'utf8-names',
] as const;
export type Flag = (typeof flags)[number];

const experimental = 'promql-experimental-functions';

/** Functions added after 2.0. */
const functions: Readonly<Record<string, FeatureHistory>> = {
  absent_over_time: { since: '2.16', source: 6490 },
  ...each('clamp last_over_time sgn', { since: '2.26', source: 8457 }),
  present_over_time: { since: '2.29', source: 9097 },
  ...each('acos acosh asin asinh atan atanh cos cosh deg pi rad sin sinh tan tanh', {
    since: '2.31',
    source: 9239,
  }),
  day_of_year: { since: '2.36', source: 'e22b54e253' },
  ...each('histogram_count histogram_fraction histogram_sum', { since: '2.40', source: 11447 }),
  ...each('histogram_stddev histogram_stdvar', { since: '2.47', source: 12614 }),
  ...each('mad_over_time sort_by_label sort_by_label_desc', {
    since: '2.49',
    flag: experimental,
    source: 13103,
  }),
  histogram_avg: { since: '2.51', source: 13467 },
  info: { since: '2.55', flag: experimental, source: 14495 },
  double_exponential_smoothing: { since: '3.0', flag: experimental, source: 14930 },
  ...each('ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time', {
    since: '3.5',
    flag: experimental,
    source: 16722,
  }),
  first_over_time: { since: '3.7', flag: experimental, stable: '3.14', source: 19093 },
  ts_of_first_over_time: { since: '3.7', flag: experimental, source: 16963 },
  histogram_quantiles: { since: '3.11', flag: experimental, source: 17285 },
  ...each('start end range step', { since: '3.12', flag: experimental, source: 17877 }),
  ...each('min_of max_of', { since: '3.13', flag: experimental, source: 18687 }),
  start_timestamp: { since: '3.14', flag: experimental, source: 19089 },
  integral: { since: '3.16', flag: experimental, source: 14440 },
};

/** Aggregations added after 2.0. */
const aggregations: Readonly<Record<string, FeatureHistory>> = {
  group: { since: '2.20', source: 7480 },
  ...each('limitk limit_ratio', { since: '2.54', flag: experimental, source: 12503 }),
};

/** Other parts of PromQL. */
const syntax = {
  subquery: { since: '2.7', source: 4831 },
  'the @ modifier': { since: '2.25', flag: 'promql-at-modifier', stable: '2.33', source: 10121 },
  'a negative offset': { since: '2.26', flag: 'promql-negative-offset', stable: '2.33', source: 10121 },
  atan2: { since: '2.31', source: 9248 },
  // Whether they are scraped is a matter of the scrape's configuration since 3.8, and of a flag before.
  'a native histogram': { since: '2.40', source: 11447 },
  'a duration instead of a number': { since: '2.54', source: 9138 },
  'a number with underscores': { since: '2.54', source: 12821 },
  'a name in quotes': { since: '2.55', flag: 'utf8-names', stable: '3.0', source: 14705 },
  'a calculated duration': { since: '3.4', flag: 'promql-duration-expr', stable: '3.14', source: 19033 },
  'step() in a duration': { since: '3.6', flag: 'promql-duration-expr', stable: '3.14', source: 16777 },
  'range() in a duration': {
    since: '3.10',
    flag: 'promql-duration-expr',
    stable: '3.14',
    source: 17670,
  },
  'min_of() or max_of() in a duration': {
    since: '3.13',
    flag: 'promql-duration-expr',
    stable: '3.14',
    source: 18687,
  },
  'histogram_fraction() of a classic histogram': { since: '3.4', source: 16095 },
  anchored: { since: '3.7', flag: 'promql-extended-range-selectors', stable: '3.16', source: 19697 },
  smoothed: { since: '3.7', flag: 'promql-extended-range-selectors', stable: '3.16', source: 19697 },
  'fill()': { since: '3.10', flag: 'promql-binop-fill-modifiers', source: 17644 },
  'trimming of histograms with </ or >/': { since: '3.11', source: 17904 },
} as const satisfies Readonly<Record<string, FeatureHistory>>;

/** Fields of rules and groups. */
const rules = {
  'a limit of a group': { since: '2.31', source: 9260 },
  keep_firing_for: { since: '2.42', source: 11827 },
  query_offset: { since: '2.53', source: 14061 },
  'labels of a group': { since: '3.0', source: 11474 },
} as const satisfies Readonly<Record<string, FeatureHistory>>;

/** Functions of the templates in labels and annotations, from template/template.go of every minor version. */
const templates: Readonly<Record<string, FeatureHistory>> = {
  humanizePercentage: { since: '2.11', source: 5670 },
  parseDuration: { since: '2.32', source: 8817 },
  stripPort: { since: '2.33', source: 10002 },
  stripDomain: { since: '2.36', source: 10475 },
  toTime: { since: '2.38', source: 10993 },
  ...each('now toDuration', { since: '3.6', source: 16619 }),
  urlQueryEscape: { since: '3.8', source: 17403 },
};

/** The whole table. */
export const featureHistory = { functions, aggregations, syntax, rules, templates } as const;

export type SyntaxFeature = keyof typeof syntax;
export type RuleFeature = keyof typeof rules;

/** Functions that later versions renamed or removed. */
export const formerFunctions: Readonly<
  Record<string, { readonly until: string; readonly instead: string; readonly source: number | string }>
> = {
  holt_winters: { until: '3.0', instead: 'double_exponential_smoothing', source: 14930 },
  count_scalar: { until: '2.0', instead: 'scalar(count(…))', source: 'b2ac3d2d86' },
};

/**
 * What PromQL has for functions of other query languages and of mathematics, and for usual names of its own: texts that
 * are no functions by themselves are explained in the message.
 */
export const foreignFunctions: Readonly<Record<string, string>> = {
  average: 'avg',
  mean: 'avg',
  median: 'quantile(0.5, …)',
  percentile: 'quantile(0.95, …)',
  top: 'topk',
  bottom: 'bottomk',
  stdev: 'stddev',
  variance: 'stdvar',
  log: 'ln',
  pow: 'the operator ^',
  mod: 'the operator %',
  distinct: 'count by (label) (…)',
  count_distinct: 'count(count by (label) (…))',
  median_over_time: 'quantile_over_time(0.5, …)',
  percentile_over_time: 'quantile_over_time(0.95, …)',
  moving_average: 'avg_over_time',
  rolling_avg: 'avg_over_time',
  increase_pure: 'increase',
  label_set: 'label_replace',
  label_map: 'label_replace',
  default: 'the operator or',
  union: 'the operator or',
  sum_by: 'sum by (label) (…)',
  avg_by: 'avg by (label) (…)',
  max_by: 'max by (label) (…)',
  min_by: 'min by (label) (…)',
  count_by: 'count by (label) (…)',
};

/** Functions and aggregations of 2.0. */
const oldFunctions =
  'abs absent avg_over_time ceil changes clamp_max clamp_min count_over_time day_of_month day_of_week days_in_month ' +
  'delta deriv exp floor histogram_quantile hour idelta increase irate label_join label_replace ln log10 log2 ' +
  'max_over_time min_over_time minute month predict_linear quantile_over_time rate resets round scalar sort sort_desc ' +
  'sqrt stddev_over_time stdvar_over_time sum_over_time time timestamp vector year';

/** Names of all functions of all versions. */
export const functionNames: readonly string[] = [...oldFunctions.split(' '), ...Object.keys(functions)];

/** Names of all aggregations of all versions. */
export const aggregationNames: readonly string[] = [
  ...'avg bottomk count count_values max min quantile stddev stdvar sum topk'.split(' '),
  ...Object.keys(aggregations),
];

/** The history of a function or an aggregation; undefined for those that 2.0 had, and for unknown names. */
export function knownFunction(name: string): FeatureHistory | undefined {
  if (Object.hasOwn(functions, name)) return functions[name];
  return Object.hasOwn(aggregations, name) ? aggregations[name] : undefined;
}

/** What a server with this version and these flags lacks for a feature; undefined when it supports it. */
export function lacks(
  { since, flag, stable }: FeatureHistory,
  version: string,
  flags: ReadonlySet<string>,
): 'version' | 'flag' | undefined {
  if (isOlder(version, since)) return 'version';
  if (flag === undefined || flags.has(flag) || (stable !== undefined && !isOlder(version, stable)))
    return undefined;
  return 'flag';
}

/** True when version `a` is older than version `b`; only `major.minor` counts. */
export function isOlder(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.replace(/^v/, '').split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA < majorB || (majorA === majorB && minorA < minorB);
}

function each(names: string, history: FeatureHistory): Record<string, FeatureHistory> {
  return Object.fromEntries(names.split(' ').map((name) => [name, history]));
}
