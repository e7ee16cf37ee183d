import { exampleValues, type Matcher, type Place } from '../../catalog/index.js';
import type { SelectorNode } from '../../query/index.js';
import { wholeValues, withoutFlags } from '../../query/regular-expression.js';
import type { AnyShape, ScenarioSeries } from '../scenario/series.js';

/** Series that give an expression a wished value, or why none are known. */
export type Wish =
  | { readonly ok: true; readonly series: readonly ScenarioSeries[] }
  | { readonly ok: false; readonly reason: string };

export function cannot(reason: string): Wish {
  return { ok: false, reason };
}

/** Both wishes at once; not where they want different things of the same series. */
export function bothOf(first: Wish, second: Wish): Wish {
  if (!first.ok) return first;
  if (!second.ok) return second;
  const keys = new Set(first.series.map(keyOf));
  const twice = second.series.find((one) => keys.has(keyOf(one)));
  if (twice) return cannot(`two parts of the expression want different things of ${twice.name}`);
  return { ok: true, series: [...first.series, ...second.series] };
}

function keyOf({ name, labels }: ScenarioSeries): string {
  return `${name} ${JSON.stringify(Object.entries(labels).sort())}`;
}

/** One series that a selector selects, doing what `shape` says. */
export function wishSeries(node: SelectorNode, shape: AnyShape, place: Place): Wish {
  const { metric, name, matchers } = node;
  if (!metric) return cannot(`${name} is not in the catalog`);
  if (node.offset !== undefined || node.at !== undefined)
    return cannot(`${name} is looked at as it was earlier`);
  const labels: Record<string, string> = {};
  for (const label of new Set(matchers.map((matcher) => matcher.label))) {
    const own = matchers.filter((matcher) => matcher.label === label);
    const value = valueMatching(own, metric.labels[label]);
    if (value === undefined) return cannot(`no known value of ${label} is selected from ${name}`);
    labels[label] = value;
  }
  const isPart = metric.kind === 'histogram' && name !== metric.name;
  return { ok: true, series: [{ metric, name: isPart ? metric.name : name, labels, shape, place }] };
}

/** A label value that satisfies all matchers: one of the examples, or one that a matcher spells out. */
function valueMatching(
  matchers: readonly Matcher[],
  examples: Parameters<typeof exampleValues>[0] | undefined,
): string | undefined {
  const spelled = matchers.flatMap(({ value }) => withoutFlags(value).pattern.split('|'));
  const candidates = [...(examples ? exampleValues(examples) : []), ...spelled, 'other'];
  return candidates.find((candidate) => matchers.every((matcher) => matches(candidate, matcher)));
}

export function matches(value: string, { operator, value: expected }: Matcher): boolean {
  if (operator === '=' || operator === '!=') return (value === expected) === (operator === '=');
  return wholeValues(expected)?.test(value) === (operator === '=~');
}
