import type { Place as Span } from '../../engine/index.js';
import type { Analysis } from '../analysis/analysis.js';
import type { Check, Details, VisitContext, Visitors } from '../check.js';
import { allRoles, type CheckedSite, type Role } from '../collect/expression-site.js';
import type { BundleModel } from '../collect/model.js';
import type { LocatedFinding } from './located-finding.js';

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

/** Most distinct expressions per role whose issues are cached; then all are forgotten, and visited again. */
const mostRemembered = 4096;

/** Runs all checks of expressions on one expression. */
export type RunExpression = (checked: CheckedSite) => void;

/** A runner for the expressions of one bundle. An expression that comes again in a role is not visited again. */
export function expressionRunner(
  model: BundleModel,
  checks: readonly Check[],
  found: LocatedFinding[],
): RunExpression {
  const table = visitorTable(checks);
  const visited = new Map<Role, Map<string, readonly Issue[]>>();
  let current: CheckedSite | undefined;
  // One function per check, not one per check and expression: there are tens of thousands of those.
  const runs = checks.flatMap((check) => {
    if (!check.expression) return [];
    const report = (at: Span, message: string, details?: Details) => {
      if (current) found.push(inExpression(current, { check, at, message, details }));
    };
    return [{ run: check.expression, report, roles: check.roles ?? allRoles }];
  });
  const byRole = new Map(allRoles.map((role) => [role, runs.filter(({ roles }) => roles.includes(role))]));
  return (checked) => {
    current = checked;
    const { site } = checked;
    for (const { run, report } of byRole.get(site.role) ?? []) run(checked, report, model);
    if (!checked.analysis) return;
    let byText = visited.get(site.role);
    if (!byText) {
      byText = new Map();
      visited.set(site.role, byText);
    }
    let issues = byText.get(site.parsed.text);
    if (!issues) {
      issues = visit(checked.analysis, checked, model, table);
      if (byText.size >= mostRemembered) byText.clear();
      byText.set(site.parsed.text, issues);
    }
    for (const issue of issues) found.push(inExpression(checked, issue));
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
  { site }: CheckedSite,
  model: BundleModel,
  table: Table,
): readonly Issue[] {
  let issues: Issue[] | undefined;
  let current: Check | undefined;
  const context: VisitContext = {
    role: site.role,
    model,
    settings: model.settings,
    text: site.parsed.text,
    placeholders: site.parsed.names,
    placeholderIn: (part) =>
      site.parsed.placeholders.some(
        (placeholder) => placeholder.start < part.end && placeholder.end > part.start,
      ),
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

function inExpression({ site }: CheckedSite, issue: Issue): LocatedFinding {
  const { check, at, message, details } = issue;
  return {
    subject: site.subject,
    finding: {
      check: check.id,
      level: details?.level ?? check.level,
      path: site.subject.path,
      place: site.subject.place,
      message,
      expected: details?.expected,
      suggestion: details?.suggestion,
      cause: details?.cause,
      excerpt: details?.excerpt ?? {
        text: site.text,
        start: at.start,
        end: Math.max(at.end, at.start),
      },
    },
  };
}
