/** SIGINT and SIGTERM as an AbortSignal, so that a command ends its work in order. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Gives the signals back to Node, which ends at once. */
  release(): void;
}

export function untilStopped(): Stop {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
