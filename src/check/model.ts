import type { ResolvedBundle, ResolvedRecordingRule } from '../define/resolve/index.js';
import type { ParsedExpression } from '../engine/index.js';
import { type Analysis, analyse } from './analyse.js';
import { anyLabels } from './label-flow.js';
import type { CheckedOccurrence, Occurrence } from './occurrence.js';
import { catalogSeries, recordedSeries, type Series } from './series.js';
import type { Settings } from './settings.js';
import type { Subject } from './subject.js';
import type { Substituted } from './substitute.js';

/** A bundle with everything that checks ask for: its series by name, and its expressions parsed and analysed. */
export interface BundleModel {
  readonly bundle: ResolvedBundle;
  readonly subject: Subject;
  readonly settings: Settings;
  readonly occurrences: readonly CheckedOccurrence[];
  /** Recording rules by the name that they record. */
  readonly records: ReadonlyMap<string, readonly ResolvedRecordingRule[]>;
  /** The series with a name; undefined when nothing makes it. */
  lookup(name: string): Series | undefined;
  /** Names of all series that the bundle knows. */
  seriesNames(): Iterable<string>;
}

interface Recorded {
  readonly rule: ResolvedRecordingRule;
  readonly labels: Readonly<Record<string, string>>;
  readonly parsed: Substituted;
}

/** @param parse gives the parser's result for the text of a substituted expression */
export function modelOf(
  bundle: ResolvedBundle,
  subject: Subject,
  occurrences: readonly Occurrence[],
  parse: (text: string) => ParsedExpression,
  settings: Settings,
): BundleModel {
  const known = catalogSeries(bundle);
  const recorded = recordedRules(occurrences);
  const analyses = new Map<string, Analysis>();

  const lookup = (name: string): Series | undefined => {
    const found = known.get(name);
    if (found) return found;
    const rules = recorded.get(name);
    if (!rules) return undefined;
    // A rule that reads its own series, at once or through others: while it is looked into, nothing is known of it.
    known.set(name, { name, nature: 'recorded', flow: anyLabels });
    const series = recordedSeries(
      name,
      rules.map(({ parsed, labels }) => ({ analysis: analysisOf(parsed), labels })),
    );
    known.set(name, series);
    return series;
  };

  function analysisOf(expression: Substituted): Analysis | undefined {
    const cached = analyses.get(expression.text);
    if (cached) return cached;
    const result = parse(expression.text);
    if (!result.ok) return undefined;
    const analysis = analyse(result.ast, lookup, expression.names);
    analyses.set(expression.text, analysis);
    return analysis;
  }

  return {
    bundle,
    subject,
    settings,
    occurrences: occurrences.map((occurrence) => ({
      occurrence,
      result: parse(occurrence.parsed.text),
      analysis: analysisOf(occurrence.parsed),
    })),
    records: new Map([...recorded].map(([name, rules]) => [name, rules.map(({ rule }) => rule)])),
    lookup,
    *seriesNames() {
      yield* known.keys();
      yield* recorded.keys();
    },
  };
}

function recordedRules(occurrences: readonly Occurrence[]): Map<string, Recorded[]> {
  const found = new Map<string, Recorded[]>();
  for (const { origin, parsed } of occurrences) {
    if (origin.type !== 'recording') continue;
    const { rule, group } = origin;
    const recorded = { rule, labels: { ...group.labels, ...rule.labels }, parsed };
    const others = found.get(rule.record);
    if (others) others.push(recorded);
    else found.set(rule.record, [recorded]);
  }
  return found;
}
