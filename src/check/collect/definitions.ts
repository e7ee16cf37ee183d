import type {
  ResolvedAlert,
  ResolvedDashboard,
  ResolvedGroup,
  ResolvedPanel,
  ResolvedRecordingRule,
  ResolvedRow,
  ResolvedTarget,
} from '../../resolve/index.js';
import type { ExpressionSite } from './expression-site.js';
import type { Subject } from './subject.js';

/** A rule with what findings on it say of it. */
export interface DefinedRule<Rule> {
  readonly rule: Rule;
  readonly group: ResolvedGroup<Rule>;
  readonly subject: Subject;
}

/** The rules of a bundle and their expressions. */
export interface DefinedRules {
  readonly alerts: readonly DefinedRule<ResolvedAlert>[];
  readonly recordings: readonly DefinedRule<ResolvedRecordingRule>[];
  readonly sites: readonly ExpressionSite[];
}

/** A dashboard by its name. */
export interface NamedDashboard {
  readonly dashboard: ResolvedDashboard;
  readonly subject: Subject;
}

/** A dashboard with all that is on it: looked at once and dropped, for there may be thousands. */
export interface DefinedDashboard extends NamedDashboard {
  readonly items: readonly (ResolvedRow | ResolvedPanel)[];
  /** All panels, those in collapsed rows too. */
  readonly panels: readonly DefinedPanel[];
  readonly sites: readonly ExpressionSite[];
  /** Names of its variables, those for the data sources that it uses too. */
  readonly variableNames: () => ReadonlySet<string>;
}

export interface DefinedPanel {
  readonly panel: ResolvedPanel;
  /** Its queries, those in raw JSON too. */
  readonly targets: readonly ResolvedTarget[];
  readonly subject: Subject;
}
