import { nearest } from '../../../catalog/similar.js';
import { alternatives } from '../../analysis/pattern.js';
import type { Check } from '../../check.js';
import { type KnownMatcher, selectorKey } from '../../live/evidence.js';
import { type LiveModel, placesOf } from '../../live/live-model.js';
import { holdsFor, holdsForNone, holdsForValue, selected } from '../../live/select.js';
import { affectedBy, affectedText, readersOf, type Use } from '../../live/uses.js';
import { listed } from '../../names.js';

/** Values of a label that a message names. */
const mostNamed = 12;

export const liveNoSeries: Check = {
  id: 'live/no-series',
  level: 'warning',
  summary: 'a selector that matches no series of the running system, although the metric exists',
  live(live, report) {
    for (const same of bySelector(live)) {
      const [first] = same;
      if (!first) continue;
      const empty = emptiness(first, live);
      if (!empty) continue;
      const sites = readersOf(
        live.bundle,
        same.map(({ site }) => site),
      );
      const affected = live.unsuppressed(liveNoSeries.id, affectedBy(sites));
      const [at] = affected;
      if (!at) continue;
      const { message, ...details } = empty;
      report(at.subject, `${message}: empty in ${affectedText(affected)}`, {
        ...details,
        elsewhere: placesOf(affected.slice(1)),
      });
    }
  },
};

/** The uses of each selector of a metric of the bundle or of what it records. */
function bySelector({ bundle, evidence }: LiveModel): Iterable<Use[]> {
  const found = new Map<string, Use[]>();
  for (const use of bundle.uses) {
    if (use.matchers.length === 0 || (evidence.current.get(use.name) ?? 0) === 0) continue;
    const key = selectorKey(use.name, use.matchers);
    const known = found.get(key);
    if (known) known.push(use);
    else found.set(key, [use]);
  }
  return found.values();
}

interface Empty {
  readonly message: string;
  readonly level: 'warning' | 'info';
  readonly expected?: string;
  readonly suggestion?: string | undefined;
}

function emptiness(use: Use, live: LiveModel): Empty | undefined {
  const { evidence } = live;
  const series = evidence.series.get(use.name);
  if (!series) return undefined;
  // A page has the labels of the program alone, and a missing label is another check's.
  const targetLabels = new Set(
    evidence.type === 'page' ? (use.node.series?.metric?.targetLabels ?? ['job', 'instance']) : [],
  );
  const known = use.matchers.filter(({ name }) => !targetLabels.has(name));
  if (known.some((matcher) => !series.labels.has(matcher.name) && !holdsForNone(matcher))) return undefined;
  const counts = (matchers: readonly KnownMatcher[]): number | undefined =>
    series.sets
      ? selected(series.sets, matchers).length
      : evidence.selected.get(selectorKey(use.name, matchers));
  if (counts(known) !== 0) return undefined;
  const guilty = series.sets
    ? known.filter((matcher) => !(series.sets ?? []).some((labels) => holdsFor(matcher, labels)))
    : known.filter((matcher) => noneHolds(matcher, series.labels.get(matcher.name)));
  const all = selectorKey(use.name, known);
  if (guilty.length === 0) {
    return {
      message: `${evidence.who}: no series of ${use.name} has ${listed(known.map(text))} at once`,
      level: 'info',
      expected: `series that ${all} selects`,
    };
  }
  const [matcher] = guilty;
  if (!matcher) return undefined;
  const values = [...(series.labels.get(matcher.name)?.values ?? [])].sort();
  const shown =
    values.length > mostNamed
      ? [...values.slice(0, mostNamed), `${values.length - mostNamed} others`]
      : values;
  const wanted = matcher.op === '=' ? [matcher.value] : (alternatives(matcher.value) ?? []);
  const near = wanted.map((value) => nearest(value, values)).find((value) => value !== undefined);
  const expectedLater = isExample(use, matcher);
  return {
    message: `${evidence.who}: no series of ${use.name} has ${listed(guilty.map(text))}${
      expectedLater ? ' yet, which the catalog has among the values' : ''
    }`,
    level: expectedLater ? 'info' : 'warning',
    expected: `${matcher.name} is ${listed(shown, 'on none of the series')}`,
    suggestion: near === undefined || expectedLater ? undefined : `did you mean ${near}?`,
  };
}

function text({ name, op, value }: KnownMatcher): string {
  return `${name}${op}${JSON.stringify(value)}`;
}

function noneHolds(
  matcher: KnownMatcher,
  known: { readonly values: ReadonlySet<string>; readonly complete: boolean } | undefined,
): boolean {
  if (known && !known.complete) return false;
  return !holdsForNone(matcher) && ![...(known?.values ?? [])].some((value) => holdsForValue(matcher, value));
}

/** Whether the catalog knows a value that the matcher selects: it comes with the first such event. */
function isExample({ node }: Use, matcher: KnownMatcher): boolean {
  const declared = node.series?.metric?.labels[matcher.name];
  const values = declared === undefined ? [] : 'oneOf' in declared ? declared.oneOf : declared;
  return values.some((value) => holdsForValue(matcher, value));
}
