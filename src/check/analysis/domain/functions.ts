import type { Call } from '../../../engine/index.js';
import { seriesArgumentOf } from '../../../query/promql/labels/index.js';
import type { Analysed } from '../analysis.js';
import { sampleSelectors, selectorsBelow } from '../operand.js';
import { bare } from '../parentheses.js';
import { anything, between, type Domain, exact, intersect, notNegative } from './interval.js';

/** Functions whose result has a fixed range, whatever their arguments. */
const own: Readonly<Record<string, Domain>> = {
  absent: exact(1),
  absent_over_time: exact(1),
  present_over_time: exact(1),
  count_over_time: between(1, Infinity),
  changes: notNegative,
  resets: notNegative,
  sqrt: notNegative,
  exp: notNegative,
  stddev_over_time: notNegative,
  stdvar_over_time: notNegative,
  mad_over_time: notNegative,
  histogram_fraction: between(0, 1, 'a fraction lies between 0 and 1'),
  histogram_count: notNegative,
  histogram_stddev: notNegative,
  histogram_stdvar: notNegative,
  // After 1970: a division by the time is not a division by zero.
  time: between(1, Infinity),
  timestamp: between(1, Infinity),
  sgn: between(-1, 1),
  minute: between(0, 59),
  hour: between(0, 23),
  day_of_week: between(0, 6),
  day_of_month: between(1, 31),
  day_of_year: between(1, 366),
  days_in_month: between(28, 31),
  month: between(1, 12),
  pi: exact(Math.PI),
};

/** Functions whose result lies in the range of their argument. */
const passesOn = new Set(
  `avg_over_time min_over_time max_over_time last_over_time first_over_time quantile_over_time label_replace
  label_join sort sort_desc sort_by_label sort_by_label_desc vector scalar info`.split(/\s+/),
);

/** The values of a function, given those of its arguments. */
export function callDomain(
  node: Call,
  children: readonly Analysed[],
  of: (child: Analysed) => Domain,
): Domain {
  const known = own[node.func];
  if (known) return known;
  const child = children[seriesArgumentOf(node.func)];
  if (!child) return anything;
  switch (node.func) {
    case 'rate':
    case 'irate':
    case 'increase':
      return selectorsBelow(child).every(({ series }) => series !== undefined && series.type !== 'native')
        ? { ...notNegative, because: 'a counter only rises' }
        : anything;
    case 'sum_over_time': {
      const { min, because } = of(child);
      return min >= 0 ? { ...notNegative, because } : anything;
    }
    case 'abs': {
      const { min, max, because } = of(child);
      if (min >= 0) return { min, max, because };
      return { min: 0, max: Math.max(Math.abs(min), Math.abs(max)), because };
    }
    case 'ceil':
    case 'floor':
    case 'round': {
      if (children.length > 1) return anything;
      const { min, max, because } = of(child);
      return { min: Math.floor(min), max: Math.ceil(max), because };
    }
    case 'clamp':
      return clamped(of(child), numberAt(children, 1), numberAt(children, 2));
    case 'clamp_min':
      return clamped(of(child), numberAt(children, 1), Infinity);
    case 'clamp_max':
      return clamped(of(child), -Infinity, numberAt(children, 1));
    case 'histogram_quantile':
      return quantileDomain(child);
    default:
      return passesOn.has(node.func) ? of(child) : anything;
  }
}

function numberAt(children: readonly Analysed[], index: number): number | undefined {
  const child = children[index];
  const node = child && bare(child).node;
  return node?.kind === 'number' ? node.value : undefined;
}

function clamped(domain: Domain, min: number | undefined, max: number | undefined): Domain {
  if (min === undefined || max === undefined) return anything;
  const limit = (value: number) => Math.min(Math.max(value, min), max);
  return { min: limit(domain.min), max: limit(domain.max), because: domain.because };
}

/** A quantile of a classic histogram never exceeds the bound of its highest finite bucket. */
function quantileDomain(buckets: Analysed): Domain {
  const selectors = sampleSelectors(buckets);
  const [first] = selectors;
  const metric = first?.series?.metric;
  if (!metric || selectors.some(({ series }) => series?.metric !== metric)) return anything;
  const declared: Domain = metric.range
    ? between(
        metric.range[0],
        metric.range[1],
        `${metric.name} is declared from ${metric.range[0]} to ${metric.range[1]}`,
      )
    : anything;
  const top = metric.buckets?.at(-1);
  if (first?.series?.type !== 'bucket' || top === undefined) return declared;
  const bottom = metric.buckets?.[0] ?? 0;
  const bounded = between(
    bottom > 0 ? 0 : -Infinity,
    top,
    `the highest finite bucket of ${metric.name} ends at ${top}, and no quantile exceeds it`,
  );
  return intersect(declared, bounded);
}
