import type { Expression, Matcher, VectorSelector } from '../../engine/index.js';
import { selectedName } from '../../engine/tree.js';
import type { SiteMetric } from '../model.js';
import { guessedMetrics } from './guessed-metrics.js';
import { accepts, type Labels, ofParts, textsFor } from './matchers.js';
import { metricsOf, selectorsIn } from './selected-metrics.js';
import { metricLabelSets } from './simulate.js';

/** Most series that are added to a metric for one selector. */
const mostAdded = 3;

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
  const made = guess ? guessedMetrics(query, selectors, metrics, isFixed) : [];
  const all = [...metrics, ...made];
  const selected = selectors.map(({ selector }) => ({
    selector,
    found: metricsOf(selector, all).filter(({ name }) => !isFixed(name)),
  }));

  const added: AddedSeries = new Map();
  const chosen: Record<string, string> = {};
  for (const one of selected) addMissing(one, chosen, added);
  for (const one of selected) addJoined(one, chosen, added);
  return {
    metrics:
      added.size === 0 && made.length === 0 ? undefined : all.map((metric) => withAdded(metric, added)),
    named: selected.flatMap(({ selector, found }) =>
      selectedName(selector) ? [] : found.map(({ name }) => name),
    ),
  };
}

interface Selected {
  readonly selector: VectorSelector;
  readonly found: readonly SiteMetric[];
}

/** Label sets of new series, by name of the metric. */
type AddedSeries = Map<string, Labels[]>;

/** Adds series that a selector selects to its metrics, where it selects none. */
function addMissing({ selector, found }: Selected, chosen: Record<string, string>, added: AddedSeries): void {
  const matchers = selector.matchers.filter(({ name }) => name !== '__name__' && !ofParts.has(name));
  const sets = found.map((metric) => [metric, metricLabelSets(metric)] as const);
  if (sets.some(([, own]) => own.some((one) => accepts(matchers, one)))) return;
  for (const [metric, own] of sets) {
    for (const one of nearest(matchers, own)) {
      const labels = withValues(matchers, one, metric, chosen);
      if (labels) add(added, metric, [labels]);
    }
  }
}

/** What is joined with new series has the values that were chosen for them too. */
function addJoined({ selector, found }: Selected, chosen: Record<string, string>, added: AddedSeries): void {
  const matchers = selector.matchers.filter(({ name }) => !ofParts.has(name));
  for (const metric of found) {
    const joined = Object.entries(chosen).filter(
      ([label]) => Object.hasOwn(metric.labels, label) && !matchers.some(({ name }) => name === label),
    );
    if (joined.length === 0) continue;
    const own = [...(added.get(metric.name) ?? []), ...metricLabelSets(metric)]
      .filter((one) => accepts(matchers, { ...one, __name__: metric.name }))
      .slice(0, mostAdded);
    add(
      added,
      metric,
      own.map((one) => ({ ...one, ...Object.fromEntries(joined) })),
    );
  }
}

function add(added: AddedSeries, { name }: SiteMetric, sets: readonly Labels[]): void {
  added.set(name, [...(added.get(name) ?? []), ...sets]);
}

function withAdded(metric: SiteMetric, added: AddedSeries): SiteMetric {
  const also = added.get(metric.name);
  return also ? { ...metric, also: [...(metric.also ?? []), ...unique(also)] } : metric;
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
 * @param chosen Values that were chosen before are chosen again, and new ones are noted
 */
function withValues(
  matchers: readonly Matcher[],
  labels: Labels,
  metric: SiteMetric,
  chosen: Record<string, string>,
): Labels | undefined {
  const result: Record<string, string> = { ...labels };
  for (const label of new Set(matchers.map(({ name }) => name))) {
    const own = matchers.filter(({ name }) => name === label);
    if (accepts(own, result)) continue;
    const value = [chosen[label] ?? '', ...(metric.labels[label] ?? []), ...textsFor(own)].find((one) =>
      accepts(own, { [label]: one }),
    );
    if (value === undefined) return undefined;
    if (value === '') delete result[label];
    else {
      result[label] = value;
      chosen[label] = value;
    }
  }
  return result;
}

function unique(sets: readonly Labels[]): readonly Labels[] {
  const keyed = sets.map((one) => [JSON.stringify(Object.entries(one).sort()), one] as const);
  return [...new Map(keyed).values()];
}
