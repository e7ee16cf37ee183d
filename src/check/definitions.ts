import type {
  ResolvedAlert,
  ResolvedDashboard,
  ResolvedGroup,
  ResolvedPanel,
  ResolvedRecordingRule,
} from '../define/resolve/index.js';
import type { Occurrence } from './occurrence.js';
import type { Subject } from './subject.js';

/** The definitions of a bundle, each with what findings on it say of it. */
export interface Definitions {
  readonly alerts: readonly DefinedRule<ResolvedAlert>[];
  readonly recordings: readonly DefinedRule<ResolvedRecordingRule>[];
  readonly dashboards: readonly DefinedDashboard[];
  /** Every PromQL expression in them. */
  readonly occurrences: readonly Occurrence[];
}

export interface DefinedRule<Rule> {
  readonly rule: Rule;
  readonly group: ResolvedGroup<Rule>;
  readonly subject: Subject;
}

export interface DefinedDashboard {
  readonly dashboard: ResolvedDashboard;
  readonly subject: Subject;
  /** All panels, those in collapsed rows too. */
  readonly panels: readonly DefinedPanel[];
}

export interface DefinedPanel {
  readonly panel: ResolvedPanel;
  readonly subject: Subject;
}
