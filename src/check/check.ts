import type { AnyAlert } from '../define/index.js';
import type { Artifact } from '../emit/artifact.js';
import type {
  Aggregation,
  Binary,
  Call,
  MatrixSelector,
  NumberLiteral,
  Place as Span,
  Subquery,
  VectorSelector,
} from '../engine/index.js';
import type { Analysed } from './analysis/analysis.js';
import type { DefinedDashboard, DefinedRules } from './collect/definitions.js';
import type { CheckedSite, Role } from './collect/expression-site.js';
import type { BundleModel } from './collect/model.js';
import type { BundleOutline } from './collect/outline.js';
import type { Subject } from './collect/subject.js';
import type { Details } from './details.js';
import type { Level } from './finding.js';
import type { LiveModel, ReportLive } from './live/live-model.js';
import type { Settings } from './settings.js';

export type { Details } from './details.js';

/** What the visitor of a node knows besides the node. */
export interface VisitContext {
  readonly role: Role;
  readonly model: BundleModel;
  readonly settings: Settings;
  /** The expression as it was parsed: with text of the same length in place of variables. */
  readonly text: string;
  /** Identifiers in `text` that stand for a variable: nothing is known about them. */
  readonly placeholders: ReadonlySet<string>;
  /** True when a variable stands somewhere in this part of the expression. */
  placeholderIn(part: Span): boolean;
  report(at: Span, message: string, details?: Details): void;
}

type Visit<Node> = Node extends { readonly kind: infer _Kind }
  ? (node: Analysed<Node>, context: VisitContext) => void
  : never;

/** What a check wants to see of each distinct expression: one walk serves all checks. */
export interface Visitors {
  readonly number?: Visit<NumberLiteral>;
  readonly vector?: Visit<VectorSelector>;
  readonly matrix?: Visit<MatrixSelector>;
  readonly subquery?: Visit<Subquery>;
  readonly call?: Visit<Call>;
  readonly aggregation?: Visit<Aggregation>;
  readonly binary?: Visit<Binary>;
}

/** Reports on a part of an expression. */
export type ReportExpression = (at: Span, message: string, details?: Details) => void;
/** Reports on a definition as a whole. */
export type ReportSubject = (subject: Subject, message: string, details?: Details) => void;

/** One check. Its functions determine what it checks; all of them are pure. */
export interface Check {
  /** Stable: people write it in suppressions. */
  readonly id: string;
  readonly level: Level;
  readonly summary: string;
  /** Nodes of each distinct expression; may depend on the role of the expression, not on its owner. */
  readonly visit?: Visitors;
  /** Roles of the expressions that `expression` checks. @default all */
  readonly roles?: readonly Role[];
  /** Each expression where it stands: an alert with its `for`, a target with its panel. */
  readonly expression?: (site: CheckedSite, report: ReportExpression, model: BundleModel) => void;
  /** Each dashboard with its panels. */
  readonly dashboard?: (defined: DefinedDashboard, report: ReportSubject) => void;
  readonly bundle?: (model: BundleModel, report: ReportSubject) => void;
  /**
   * Each bundle with the alerts that its scenarios are about. Not part of a build: `check` and `test` load scenarios.
   */
  readonly scenarios?: (rules: DefinedRules, mentioned: ReadonlySet<AnyAlert>, report: ReportSubject) => void;
  /** All bundles of one build together. */
  readonly build?: (bundles: readonly BundleOutline[], report: ReportSubject) => void;
  /** Each bundle beside what a server or pages of metrics show. Not part of a build: only `check` asks for these. */
  readonly live?: (live: LiveModel, report: ReportLive) => void;
  /** The emitted files, one after the other; run by `checkArtifacts`, after the emitters. */
  readonly artifacts?: (report: ReportArtifact) => ArtifactVisitor;
}

/** Reports on an emitted file. */
export type ReportArtifact = (path: string, message: string, details?: Details) => void;

export interface ArtifactVisitor {
  readonly visit: (artifact: Artifact) => void;
  /** Called after the last file. */
  readonly finish?: () => void;
}
