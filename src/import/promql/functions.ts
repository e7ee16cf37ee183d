/** Functions of one vector that keep its labels, by PromQL's names. */
const sameLabels = `abs ceil floor sqrt exp ln log2 log10 sgn sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh
deg rad timestamp sort sort_desc minute hour day_of_week day_of_month day_of_year days_in_month month year
start_timestamp histogram_count histogram_sum histogram_avg histogram_stddev histogram_stdvar`;

/** Functions over a range of a counter's own series. */
const ofCounter = 'rate increase irate resets';
/** Functions over a range of any series or expression. */
const overTime = `avg_over_time min_over_time max_over_time sum_over_time count_over_time last_over_time present_over_time
stddev_over_time stdvar_over_time mad_over_time first_over_time ts_of_first_over_time ts_of_last_over_time
ts_of_max_over_time ts_of_min_over_time changes`;
/** Functions over a range of a gauge or an expression. */
const ofGauge = 'delta deriv idelta predict_linear double_exponential_smoothing';
/** Numbers without an argument. */
const ofNothing = 'time pi start end range step';
/** Functions of a time, or of now. */
const ofTime = 'minute hour day_of_week day_of_month day_of_year days_in_month month year';

const set = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

export const keepsLabels = set(sameLabels);
export const counts = set(ofCounter);
export const over = set(overTime);
export const fluctuates = set(ofGauge);
export const constants = set(ofNothing);
export const calendar = set(ofTime);
export const groups = set('sum min max avg count group stddev stdvar');
export const chooses = set('topk bottomk limitk limit_ratio');
/** Operators by the names of our functions. */
export const operators: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '^': 'pow',
  atan2: 'atan2',
  '==': 'eq',
  '!=': 'ne',
  '>': 'gt',
  '<': 'lt',
  '>=': 'gte',
  '<=': 'lte',
  and: 'and',
  or: 'or',
  unless: 'unless',
  '</': 'trimUpper',
  '>/': 'trimLower',
};
export const setOperators = set('and or unless');

/** A name of PromQL in camel case. */
export function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
