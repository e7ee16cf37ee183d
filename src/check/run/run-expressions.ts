import type { Place as Span } from '../../engine/index.js';
import type { Analysis } from '../analysis/analysis.js';
import type { Check, Details, VisitContext, Visitors } from '../check.js';
import { allRoles, type CheckedOccurrence, type Role } from '../collect/expression-site.js';
import type { BundleModel } from '../collect/model.js';
import type { Raised } from './located-finding.js';

/** What a check found in an expression, wherever the expression stands. */
interface Issue {
  readonly check: Check;
  readonly at: Span;
  readonly message: string;
  readonly details: Details | undefined;
}

type Kind = keyof Visitors;
type AnyVisit = (node: unknown, context: VisitContext) => void;
type Table = Readonly<
  Record<string, readonly { readonly check: Check; readonly visit: AnyVisit }[] | undefined>
>;

const noIssues: readonly Issue[] = [];

/** Runs all checks that look at expressions on one of them. */
export type RunExpression = (checked: CheckedOccurrence) => void;

/** A runner for the expressions of one bundle. Each distinct expression is visited once per role. */
export function expressionRunner(
  model: BundleModel,
  checks: readonly Check[],
  raised: Raised[],
): RunExpression {
  const table = visitorTable(checks);
  const visited = new Map<Role, Map<string, readonly Issue[]>>();
  let current: CheckedOccurrence | undefined;
  // One function per check, not one per check and expression: there are tens of thousands of those.
  const runs = checks.flatMap((check) => {
    if (!check.expression) return [];
    const report = (at: Span, message: string, details?: Details) => {
      if (current) raised.push(inExpression(current, { check, at, message, details }));
    };
    return [{ run: check.expression, report, roles: check.roles ?? allRoles }];
  });
  const byRole = new Map(allRoles.map((role) => [role, runs.filter(({ roles }) => roles.includes(role))]));
  return (checked) => {
    current = checked;
    const { occurrence } = checked;
    for (const { run, report } of byRole.get(occurrence.role) ?? []) run(checked, report, model);
    if (!checked.analysis) return;
    let byText = visited.get(occurrence.role);
    if (!byText) {
      byText = new Map();
      visited.set(occurrence.role, byText);
    }
    let issues = byText.get(occurrence.parsed.text);
    if (!issues) {
      issues = visit(checked.analysis, checked, model, table);
      byText.set(occurrence.parsed.text, issues);
    }
    for (const issue of issues) raised.push(inExpression(checked, issue));
  };
}

function visitorTable(checks: readonly Check[]): Table {
  const table: Record<string, { check: Check; visit: AnyVisit }[]> = {};
  for (const check of checks) {
    for (const [kind, visit] of Object.entries(check.visit ?? {}) as [Kind, AnyVisit][]) {
      table[kind] ??= [];
      table[kind]?.push({ check, visit });
    }
  }
  return table;
}

function visit(
  analysis: Analysis,
  { occurrence }: CheckedOccurrence,
  model: BundleModel,
  table: Table,
): readonly Issue[] {
  let issues: Issue[] | undefined;
  let current: Check | undefined;
  const context: VisitContext = {
    role: occurrence.role,
    model,
    settings: model.settings,
    text: occurrence.parsed.text,
    holes: occurrence.parsed.names,
    holeIn: (part) => occurrence.parsed.holes.some((hole) => hole.start < part.end && hole.end > part.start),
    report(at, message, details) {
      if (!current) return;
      issues ??= [];
      issues.push({ check: current, at, message, details });
    },
  };
  for (const analysed of analysis.nodes) {
    const visitors = table[analysed.node.kind];
    if (!visitors) continue;
    for (const visitor of visitors) {
      current = visitor.check;
      visitor.visit(analysed, context);
    }
  }
  return issues ?? noIssues;
}

function inExpression({ occurrence }: CheckedOccurrence, issue: Issue): Raised {
  const { check, at, message, details } = issue;
  return {
    subject: occurrence.subject,
    finding: {
      check: check.id,
      level: details?.level ?? check.level,
      path: occurrence.subject.path,
      place: occurrence.subject.place,
      message,
      expected: details?.expected,
      suggestion: details?.suggestion,
      cause: details?.cause,
      excerpt: details?.excerpt ?? {
        text: occurrence.text,
        start: at.start,
        end: Math.max(at.end, at.start),
      },
    },
  };
}
