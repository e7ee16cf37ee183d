import { legacyMetricName, withoutPart } from '../../catalog/names.js';
import type { Expression, Matcher, VectorSelector } from '../../engine/index.js';
import { childrenOf, selectedName } from '../../engine/tree.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import type { SiteMetric } from '../model.js';
import { matchingTexts } from './matching-text.js';
import { metricLabelSets, usualBuckets } from './simulate.js';

type Labels = Readonly<Record<string, string>>;

/** Most series that are added to a metric for one selector. */
const mostAdded = 3;
/** Labels that the parts of a metric have, which are not of the metric. */
const ofParts: ReadonlySet<string> = new Set(['le', 'quantile']);

export interface Fitting {
  /** Metrics with the series that a query selects and that they did not have; undefined where it finds all that it asks for. */
  readonly metrics: readonly SiteMetric[] | undefined;
  /** Metrics that selectors mean by a pattern instead of a name. */
  readonly named: readonly string[];
}

/**
 * What a query selects is there: a series is added for each selector that none has, with values that its matchers take.
 * Values of variables, which no file of a dashboard has, make most of such selectors.
 *
 * @param isFixed Metrics that have the series that they have
 * @param guess Makes metrics that are not there at all
 */
export function fitted(
  query: Expression,
  metrics: readonly SiteMetric[],
  isFixed: (name: string) => boolean,
  guess: boolean,
): Fitting {
  const selectors = selectorsIn(query);
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const added = new Map<string, Labels[]>();
  const named: string[] = [];
  const made: SiteMetric[] = [];
  const given: Record<string, string> = {};
  for (const { selector, isRate } of selectors) {
    let found = metricsOf(selector, byName).filter(({ name }) => !isFixed(name));
    if (found.length === 0 && guess && !isFixed(withoutPart(selectedName(selector) ?? ''))) {
      const metric = guessed(selector, isRate, groupedIn(query));
      if (metric) {
        byName.set(metric.name, metric);
        made.push(metric);
        found = [metric];
      }
    }
    if (!selectedName(selector)) named.push(...found.map(({ name }) => name));
    const matchers = selector.matchers.filter(({ name }) => name !== '__name__' && !ofParts.has(name));
    const sets = new Map(found.map((metric) => [metric, metricLabelSets(metric)]));
    if (found.length === 0 || [...sets.values()].flat().some((one) => accepts(matchers, one))) continue;
    for (const [metric, own] of sets) {
      for (const one of nearest(matchers, own)) {
        const labels = withValues(matchers, one, metric, given);
        if (labels) added.set(metric.name, [...(added.get(metric.name) ?? []), labels]);
      }
    }
  }
  // What is joined with such a series has its values too.
  for (const { selector } of selectors) {
    const matchers = selector.matchers.filter(({ name }) => !ofParts.has(name));
    for (const metric of metricsOf(selector, byName)) {
      const joined = Object.entries(given).filter(
        ([label]) => Object.hasOwn(metric.labels, label) && !matchers.some(({ name }) => name === label),
      );
      if (joined.length === 0 || isFixed(metric.name)) continue;
      const own = [...(added.get(metric.name) ?? []), ...metricLabelSets(metric)]
        .filter((one) => accepts(matchers, { ...one, __name__: metric.name }))
        .slice(0, mostAdded);
      added.set(metric.name, [
        ...(added.get(metric.name) ?? []),
        ...own.map((one) => ({ ...one, ...Object.fromEntries(joined) })),
      ]);
    }
  }
  if (added.size === 0 && made.length === 0) return { metrics: undefined, named };
  return {
    metrics: [...metrics, ...made].map((metric) => {
      const also = added.get(metric.name);
      return also ? { ...metric, also: [...(metric.also ?? []), ...unique(also)] } : metric;
    }),
    named,
  };
}

/**
 * Metrics as queries expect them: those that are compared with one number, as it is done with what is 1 where something
 * holds, have that value, and histograms have the buckets that are asked for.
 */
export function asAsked(
  metrics: readonly SiteMetric[],
  queries: readonly Expression[],
): readonly SiteMetric[] {
  const values = new Map<string, number>();
  const buckets = new Map<string, number[]>();
  const visit = (at: Expression): void => {
    const selector = at.kind === 'vector' ? at : undefined;
    const bound = Number(selector?.matchers.find(({ name, op }) => name === 'le' && op === '=')?.value);
    if (selector && Number.isFinite(bound)) {
      const name = withoutPart(selectedName(selector) ?? '');
      buckets.set(name, [...(buckets.get(name) ?? []), bound]);
    }
    if (at.kind === 'binary' && at.op === '==' && !at.returnBool) {
      // A system that is well has nothing that is compared with 0.
      for (const [one, other] of [
        [at.lhs, at.rhs],
        [at.rhs, at.lhs],
      ] as const)
        if (one.kind === 'vector' && one.name && other.kind === 'number' && other.value > 0)
          values.set(one.name, values.get(one.name) ?? other.value);
    }
    for (const inner of childrenOf(at)) visit(inner);
  };
  queries.forEach(visit);
  return metrics.map((metric) => {
    const value = values.get(metric.name);
    if (value !== undefined) return { ...metric, kind: 'gauge', unit: undefined, range: [value, value] };
    const asked = buckets.get(metric.name);
    if (!asked) return metric;
    const all = new Set([...(metric.buckets ?? usualBuckets), ...asked]);
    return { ...metric, buckets: [...all].sort((a, b) => a - b) };
  });
}

interface FoundSelector {
  readonly selector: VectorSelector;
  /** It is what a counter is read by. */
  readonly isRate: boolean;
}

function selectorsIn(query: Expression): FoundSelector[] {
  const found: FoundSelector[] = [];
  const visit = (at: Expression, isRate: boolean): void => {
    if (at.kind === 'vector') found.push({ selector: at, isRate });
    else if (at.kind === 'matrix') found.push({ selector: at.selector, isRate });
    else
      for (const inner of childrenOf(at))
        visit(inner, at.kind === 'call' ? /^(rate|irate|increase)$/.test(at.func) : false);
  };
  visit(query, false);
  return found;
}

/** The metrics that a selector means: by the name of their series, or by a pattern of it. */
function metricsOf(selector: VectorSelector, byName: ReadonlyMap<string, SiteMetric>): SiteMetric[] {
  const name = selectedName(selector);
  if (name) return [byName.get(name) ?? byName.get(withoutPart(name))].filter((one) => one !== undefined);
  const matchers = selector.matchers.filter((one) => one.name === '__name__');
  // Without one it means whatever has its labels.
  return matchers.length === 0
    ? []
    : [...byName.values()].filter((metric) => accepts(matchers, { __name__: metric.name }));
}

function accepts(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(
    ({ name, op, value }) => matcherAccepts({ operator: op, value }, labels[name]) !== false,
  );
}

/** The label sets that most matchers take, which are changed least. */
function nearest(matchers: readonly Matcher[], sets: readonly Labels[]): readonly Labels[] {
  const taken = (one: Labels): number => matchers.filter((matcher) => accepts([matcher], one)).length;
  const most = Math.max(0, ...sets.map(taken));
  return (sets.length > 0 ? sets.filter((one) => taken(one) === most) : [{}]).slice(0, mostAdded);
}

/**
 * A label set with values that all matchers take; undefined where they exclude each other.
 *
 * @param given Values that were chosen before are chosen again, and those that are chosen are noted
 */
function withValues(
  matchers: readonly Matcher[],
  labels: Labels,
  metric: SiteMetric,
  given: Record<string, string>,
): Labels | undefined {
  const result: Record<string, string> = { ...labels };
  for (const label of new Set(matchers.map(({ name }) => name))) {
    const own = matchers.filter(({ name }) => name === label);
    if (accepts(own, result)) continue;
    const value = [given[label] ?? '', ...(metric.labels[label] ?? []), ...textsFor(own)].find((one) =>
      accepts(own, { [label]: one }),
    );
    if (value === undefined) return undefined;
    if (value === '') delete result[label];
    else {
      result[label] = value;
      given[label] = value;
    }
  }
  return result;
}

function textsFor(matchers: readonly Matcher[]): string[] {
  const wanted = matchers.flatMap(({ op, value }) =>
    op === '=' ? [value] : op === '=~' ? matchingTexts(value) : [],
  );
  return [...wanted, 'example', 'other', 'a', '0'];
}

function unique(sets: readonly Labels[]): readonly Labels[] {
  const keyed = sets.map((one) => [JSON.stringify(Object.entries(one).sort()), one] as const);
  return [...new Map(keyed).values()];
}

/** Labels that aggregations group by. */
function groupedIn(at: Expression): readonly string[] {
  const own = at.kind === 'aggregation' && !at.without ? at.grouping : [];
  return [...own, ...childrenOf(at).flatMap(groupedIn)];
}

/** A metric that a selector asks for and nobody has declared, of the kind that its name and function tell. */
function guessed(
  selector: VectorSelector,
  isRate: boolean,
  grouped: readonly string[],
): SiteMetric | undefined {
  const patterns = selector.matchers.filter(({ name }) => name === '__name__');
  const series =
    selectedName(selector) || textsFor(patterns).find((one) => accepts(patterns, { __name__: one }));
  if (!series || (!selectedName(selector) && patterns.length === 0) || !legacyMetricName.test(series))
    return undefined;
  const isBucket = series.endsWith('_bucket');
  const labels = grouped.filter((label) => !ofParts.has(label));
  return {
    name: isBucket ? withoutPart(series) : series,
    kind: isBucket ? 'histogram' : isRate || /_(total|count|sum)$/.test(series) ? 'counter' : 'gauge',
    help: '',
    labels: {
      instance: ['a:9090', 'b:9090'],
      ...Object.fromEntries(labels.map((label) => [label, ['a', 'b']])),
    },
  };
}
