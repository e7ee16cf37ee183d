/** A known finding that is accepted, with the reason. */
export interface Suppression {
  /** Id of the check, such as `alert/no-data-blind`. */
  readonly check: string;
  /** Why the finding is accepted, for reviewers. */
  readonly reason: string;
  /** Last day of the suppression, `YYYY-MM-DD`. @default no end */
  readonly until?: `${number}-${number}-${number}`;
}

/** Options of every definition whose findings can be suppressed. */
export interface Suppressible {
  /** Findings of this definition to suppress. */
  readonly suppress?: readonly Suppression[];
}

/** No suppressions, as a shared object: there can be tens of thousands of definitions. */
export const nothingSuppressed: readonly Suppression[] = [];
