import type { ResolvedBundle, ResolvedRecordingRule } from '../define/resolve/index.js';
import type { ParsedExpression } from '../engine/index.js';
import { type Analysis, analyse } from './analyse.js';
import type { Definitions } from './definitions.js';
import { anyLabels } from './label-flow.js';
import type { CheckedOccurrence, Occurrence } from './occurrence.js';
import { catalogSeries, recordedSeries, type Series } from './series.js';
import type { Settings } from './settings.js';
import type { Subject } from './subject.js';
import type { Substituted } from './substitute.js';

/** A bundle with everything that checks ask for: its series by name, and its expressions parsed and analysed. */
export interface BundleModel extends Definitions {
  readonly bundle: ResolvedBundle;
  readonly subject: Subject;
  readonly settings: Settings;
  /** Recording rules by the name that they record. */
  readonly records: ReadonlyMap<string, readonly ResolvedRecordingRule[]>;
  /** Names of the series that expressions have looked up so far. */
  readonly used: ReadonlySet<string>;
  /** An occurrence with the parser's result and the label flow, which is kept for rules only. */
  look(occurrence: Occurrence): CheckedOccurrence;
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
  definitions: Definitions,
  parse: (text: string) => ParsedExpression,
  settings: Settings,
): BundleModel {
  const known = catalogSeries(bundle);
  const recorded = recordedRules(definitions);
  const analyses = new Map<string, Analysis>();
  const used = new Set<string>();
  const use = (name: string): Series | undefined => {
    used.add(name);
    return lookup(name);
  };

  const lookup = (name: string): Series | undefined => {
    const found = known.get(name);
    if (found) return found;
    const rules = recorded.get(name);
    if (!rules) return undefined;
    // A rule that reads its own series, at once or through others: while it is looked into, nothing is known of it.
    known.set(name, { name, nature: 'recorded', flow: anyLabels });
    const series = recordedSeries(
      name,
      rules.map(({ parsed, labels }) => ({ analysis: analysisOf(parsed, true), labels })),
    );
    known.set(name, series);
    return series;
  };

  function analysisOf(expression: Substituted, keep: boolean): Analysis | undefined {
    const cached = analyses.get(expression.text);
    if (cached) return cached;
    const result = parse(expression.text);
    if (!result.ok) return undefined;
    const analysis = analyse(result.ast, use, expression.names);
    if (keep) analyses.set(expression.text, analysis);
    return analysis;
  }

  return {
    bundle,
    subject,
    settings,
    ...definitions,
    used,
    look(occurrence) {
      const keep = occurrence.role === 'recording' || occurrence.role === 'alert';
      const analysis = analysisOf(occurrence.parsed, keep);
      return { occurrence, result: parse(occurrence.parsed.text), analysis };
    },
    records: new Map([...recorded].map(([name, rules]) => [name, rules.map(({ rule }) => rule)])),
    lookup,
    *seriesNames() {
      yield* known.keys();
      yield* recorded.keys();
    },
  };
}

function recordedRules({ occurrences }: Definitions): Map<string, Recorded[]> {
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
