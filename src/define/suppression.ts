/** A finding that is known and accepted, with the reason for reviewers. */
export interface Suppression {
  /** Id of the check, such as `alert/no-data-blind`. */
  readonly check: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`, of the suppression. @default no end */
  readonly until?: `${number}-${number}-${number}`;
}

/** The option `suppress` of every definition. */
export interface Suppressible {
  readonly suppress?: readonly Suppression[];
}

/** No suppressions, as a shared object: there can be tens of thousands of definitions. */
export const nothingSuppressed: readonly Suppression[] = [];
