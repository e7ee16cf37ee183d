import type { ParsedExpression } from '../../engine/index.js';
import { anyLabels } from '../../query/promql/labels/index.js';
import type { ResolvedBundle, ResolvedRecordingRule } from '../../resolve/index.js';
import { analyse as analyseExpression } from '../analysis/analyse.js';
import type { Analysis, Series } from '../analysis/analysis.js';
import { catalogSeries, recordedSeries } from '../analysis/series.js';
import type { Settings } from '../settings.js';
import { nameDashboard } from './dashboards.js';
import type { DefinedRules, NamedDashboard } from './definitions.js';
import type { CheckedSite, ExpressionSite } from './expression-site.js';
import type { Subject } from './subject.js';
import type { Substituted } from './substitute.js';
import type { Texts } from './texts.js';

/** A bundle with everything that checks ask for: its series by name, and its expressions parsed and analysed. */
export interface BundleModel extends DefinedRules {
  readonly bundle: ResolvedBundle;
  readonly subject: Subject;
  /** Whether these are the rules of one of its environments: all else belongs to the definition, and is checked there. */
  readonly ofEnvironment?: true;
  readonly settings: Settings;
  readonly dashboards: readonly NamedDashboard[];
  /** The texts of the alerts, as Go's template parser reads them. */
  readonly texts: Texts;
  /** Recording rules by the name that they record. */
  readonly records: ReadonlyMap<string, readonly ResolvedRecordingRule[]>;
  /** Names of the series that expressions have looked up so far. */
  readonly used: ReadonlySet<string>;
  /** An expression with its label flow. */
  analyse(site: ExpressionSite, result: ParsedExpression): CheckedSite;
  /** The same for an expression of a rule. */
  analyseRule(site: ExpressionSite): CheckedSite;
  /** A query inside a text, with its label flow; undefined when it does not parse. `placeholders` as in `analyse`. */
  analyseQuery(text: string, placeholders: ReadonlySet<string>): Analysis | undefined;
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

/** Most rules whose label flow is kept for when a check or another rule asks again; of others it is made anew. */
const mostKept = 4096;

/** @param parsedRule gives the parser's result for the text of a substituted expression of a rule */
export function modelOf(
  bundle: ResolvedBundle,
  subject: Subject,
  rules: DefinedRules,
  parsedRule: (text: string) => ParsedExpression,
  texts: Texts,
  settings: Settings,
): BundleModel {
  const known = catalogSeries(bundle);
  const recorded = recordedRules(rules);
  const analyses = new Map<string, Analysis>();
  const used = new Set<string>();
  const use = (name: string): Series | undefined => {
    used.add(name);
    return lookup(name);
  };

  const lookup = (name: string): Series | undefined => {
    const found = known.get(name);
    if (found) return found;
    const sources = recorded.get(name);
    if (!sources) return undefined;
    // A rule that reads its own series, at once or through others: while it is looked into, nothing is known of it.
    known.set(name, { name, type: 'recorded', flow: anyLabels });
    const series = recordedSeries(
      name,
      sources.map(({ parsed, labels }) => ({
        analysis: analysisOf(parsed, parsedRule(parsed.text), true),
        labels,
      })),
    );
    known.set(name, series);
    return series;
  };

  function analysisOf(
    expression: Substituted,
    result: ParsedExpression,
    keep: boolean,
  ): Analysis | undefined {
    if (!result.ok) return undefined;
    const cached = keep ? analyses.get(expression.text) : undefined;
    if (cached) return cached;
    const analysis = analyseExpression(result.ast, use, expression.names);
    if (keep && analyses.size < mostKept) analyses.set(expression.text, analysis);
    return analysis;
  }

  return {
    bundle,
    subject,
    settings,
    ...rules,
    dashboards: bundle.dashboards.map((dashboard) => nameDashboard(dashboard, subject)),
    texts,
    used,
    analyse: (site, result) => ({
      site,
      result,
      analysis: analysisOf(site.parsed, result, false),
    }),
    analyseRule(site) {
      const result = parsedRule(site.parsed.text);
      return { site, result, analysis: analysisOf(site.parsed, result, true) };
    },
    analyseQuery(text, placeholders) {
      const result = texts.query(text);
      return result.ok ? analyseExpression(result.ast, use, placeholders) : undefined;
    },
    records: new Map([...recorded].map(([name, sources]) => [name, sources.map(({ rule }) => rule)])),
    lookup,
    *seriesNames() {
      yield* known.keys();
      yield* recorded.keys();
    },
  };
}

function recordedRules({ sites }: DefinedRules): Map<string, Recorded[]> {
  const found = new Map<string, Recorded[]>();
  for (const { definition, parsed } of sites) {
    if (definition.type !== 'recording') continue;
    const { rule, group } = definition;
    const labels = group.labels ? { ...group.labels, ...rule.labels } : rule.labels;
    const recorded = { rule, labels, parsed };
    const others = found.get(rule.record);
    if (others) others.push(recorded);
    else found.set(rule.record, [recorded]);
  }
  return found;
}
