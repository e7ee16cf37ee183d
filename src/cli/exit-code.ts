/** Exit codes of the command line. */
export const exitCode = {
  fine: 0,
  /** There are findings or failures: the definitions must be fixed. */
  findings: 1,
  /** Invalid arguments, or folders that cannot be used. */
  usage: 2,
  /** A bug in dashwright. */
  internal: 3,
} as const;
