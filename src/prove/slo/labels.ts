import {
  DefinitionError,
  exampleValues,
  type Matcher,
  type Metric,
  type Place,
  type SelectorData,
} from '../../catalog/index.js';
import { matcherAccepts, withoutLe } from '../../query/label-matcher.js';

type Labels = Readonly<Record<string, string>>;

/**
 * Labels of a series that `wanted` selects and `others` do not, from the example values of the catalog.
 *
 * @throws DefinitionError if no combination of example values is such a series
 */
export function labelsFor(
  wanted: SelectorData,
  metric: Metric,
  others: readonly SelectorData[],
  place: Place,
): Labels {
  const found = findLabels(wanted, metric, others);
  if (found) return found;
  const text = wanted.matchers
    .map(({ label, operator, value }) => `${label}${operator}"${value}"`)
    .join(', ');
  throw new DefinitionError(
    `metric ${metric.name}: no example values make a series {${text}}${others.length > 0 ? ' that is not an error' : ''}; ` +
      'add some to the catalog',
    place,
  );
}

/** The same; undefined if there is no such series. */
export function findLabels(
  wanted: SelectorData,
  metric: Metric,
  others: readonly SelectorData[],
): Labels | undefined {
  const matchers = [wanted, ...others].flatMap((one) => one.matchers).filter(({ label }) => label !== 'le');
  const labels = [...new Set(matchers.map(({ label }) => label))];
  for (const candidate of combinations(labels, (label) => valuesOf(label, metric, matchers))) {
    const selects = (one: SelectorData): boolean =>
      one.matchers.every((matcher) => matcherAccepts(matcher, candidate[matcher.label]));
    if (selects({ ...wanted, matchers: withoutLe(wanted.matchers) }) && !others.some(selects))
      return candidate;
  }
  return undefined;
}

/** Example values, and the values of equality matchers; an empty value is a missing label. */
function valuesOf(label: string, metric: Metric, matchers: readonly Matcher[]): readonly string[] {
  const examples = metric.labels[label];
  const named = matchers.filter((matcher) => matcher.label === label && matcher.operator === '=');
  return [...new Set([...(examples ? exampleValues(examples) : []), ...named.map(({ value }) => value)])];
}

function* combinations(
  labels: readonly string[],
  values: (label: string) => readonly string[],
): Generator<Labels> {
  const [first, ...rest] = labels;
  if (first === undefined) {
    yield {};
    return;
  }
  for (const value of values(first)) {
    for (const others of combinations(rest, values)) yield { [first]: value, ...others };
  }
}
