import type { ParsedExpression } from '../../engine/index.js';
import type {
  ResolvedAlert,
  ResolvedDashboard,
  ResolvedGroup,
  ResolvedPanel,
  ResolvedRecordingRule,
  ResolvedTarget,
} from '../../resolve/index.js';
import type { Analysis } from '../analysis/analysis.js';
import type { Subject } from './subject.js';
import type { Substituted } from './substitute.js';

/**
 * What an expression is for. `range` and `instant` are panel queries; `fixed-range` is a range query on a panel that
 * gives a reason for fixed windows.
 */
export type Role = 'alert' | 'recording' | 'range' | 'fixed-range' | 'instant' | 'variable' | 'annotation';
export const allRoles: readonly Role[] = [
  'alert',
  'recording',
  'range',
  'fixed-range',
  'instant',
  'variable',
  'annotation',
];

/** The definition that an expression belongs to. */
export type SiteDefinition =
  | { readonly type: 'alert'; readonly rule: ResolvedAlert; readonly group: ResolvedGroup<ResolvedAlert> }
  | {
      readonly type: 'recording';
      readonly rule: ResolvedRecordingRule;
      readonly group: ResolvedGroup<ResolvedRecordingRule>;
    }
  | {
      readonly type: 'target';
      readonly target: ResolvedTarget;
      readonly panel: ResolvedPanel;
      readonly dashboard: ResolvedDashboard;
    }
  | { readonly type: 'variable'; readonly label: string; readonly dashboard: ResolvedDashboard }
  | { readonly type: 'annotation'; readonly dashboard: ResolvedDashboard };

/** An expression at its site in a bundle. */
export interface ExpressionSite {
  readonly role: Role;
  /** As it is emitted. */
  readonly text: string;
  /** As it is parsed: variables and macros replaced by text of the same length. */
  readonly parsed: Substituted;
  readonly subject: Subject;
  readonly definition: SiteDefinition;
}

/** An expression site with the result of the parser and the label flow. */
export interface CheckedSite {
  readonly site: ExpressionSite;
  readonly result: ParsedExpression;
  /** Undefined when the expression does not parse. */
  readonly analysis: Analysis | undefined;
}
