/**
 * A mistake of the user, not a bug in Dashwright: its message is shown without a stack. Every error that a user can
 * cause extends this class.
 */
export class Mistake extends Error {
  /** The exit code: 1 if definitions must be fixed, 2 for invalid usage or folders that cannot be used. */
  readonly exitCode: 1 | 2 = 2;
}
