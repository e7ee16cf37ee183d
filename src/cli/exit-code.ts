/** What a command tells the shell. */
export const exitCode = {
  fine: 0,
  /** There are findings: the definitions need work. */
  findings: 1,
  /** The command was called wrongly, or its folders cannot be used. */
  usage: 2,
  /** A defect of dashwright itself. */
  internal: 3,
} as const;
