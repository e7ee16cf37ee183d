/** A finding that is known and accepted, with the reason that a reviewer will want to read. */
export interface Suppression {
  /** Id of the check, such as `alert/no-data-blind`. */
  readonly check: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`, on which the suppression holds. @default forever */
  readonly until?: `${number}-${number}-${number}`;
}

/** What every definition can carry. */
export interface Suppressible {
  readonly suppress?: readonly Suppression[];
}

/** What most definitions suppress: shared, for there are tens of thousands of them. */
export const nothingSuppressed: readonly Suppression[] = [];
