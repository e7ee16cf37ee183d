/**
 * A mistake of whoever runs dashwright, and not a defect of it: its message is shown without a stack. Every error that
 * a user can cause extends this class, so that no list of names has to be kept.
 */
export class Mistake extends Error {
  /** What the command ends with: 1 where definitions need work, 2 where it was called wrongly or its folders cannot be used. */
  readonly exitCode: 1 | 2 = 2;
}
