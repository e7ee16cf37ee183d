import { exampleValues, type Matcher, type Place } from '../../catalog/index.js';
import type { SelectorNode } from '../../query/index.js';
import { matcherAccepts } from '../../query/label-matcher.js';
import { withoutFlags } from '../../query/regular-expression.js';
import type { AnyShape, ScenarioSeries } from '../scenario/series.js';

/** Series for which an expression has a wanted value, or the reason why none can be derived. */
export type DerivedSeries =
  | { readonly ok: true; readonly series: readonly ScenarioSeries[] }
  | { readonly ok: false; readonly reason: string };

export function cannot(reason: string): DerivedSeries {
  return { ok: false, reason };
}

/** The series of both; fails if both need the same series with different samples. */
export function bothOf(first: DerivedSeries, second: DerivedSeries): DerivedSeries {
  if (!first.ok) return first;
  if (!second.ok) return second;
  const keys = new Set(first.series.map(keyOf));
  const twice = second.series.find((one) => keys.has(keyOf(one)));
  if (twice) return cannot(`two parts of the expression need different samples of ${twice.name}`);
  return { ok: true, series: [...first.series, ...second.series] };
}

function keyOf({ name, labels }: ScenarioSeries): string {
  return `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
}

/** One series that a selector matches, with the samples of a shape. */
export function fromSelector(node: SelectorNode, shape: AnyShape, place: Place): DerivedSeries {
  const { metric, name, matchers } = node;
  if (!metric) return cannot(`${name} is not in the catalog`);
  if (node.offset !== undefined || node.at !== undefined)
    return cannot(`${name} has an offset or @ modifier`);
  const labels: Record<string, string> = {};
  for (const label of new Set(matchers.map((matcher) => matcher.label))) {
    const own = matchers.filter((matcher) => matcher.label === label);
    const value = valueMatching(own, metric.labels[label]);
    if (value === undefined) return cannot(`no known value of ${label} matches the selector of ${name}`);
    labels[label] = value;
  }
  const isPart = metric.kind === 'histogram' && name !== metric.name;
  return { ok: true, series: [{ metric, name: isPart ? metric.name : name, labels, shape, place }] };
}

/** A label value that all matchers accept: one of the examples, or a literal value of a matcher. */
function valueMatching(
  matchers: readonly Matcher[],
  examples: Parameters<typeof exampleValues>[0] | undefined,
): string | undefined {
  const literals = matchers.flatMap(({ value }) => withoutFlags(value).pattern.split('|'));
  const candidates = [...(examples ? exampleValues(examples) : []), ...literals, 'other'];
  return candidates.find((candidate) => matchers.every((matcher) => matcherAccepts(matcher, candidate)));
}
