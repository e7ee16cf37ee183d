/** SIGINT and SIGTERM as an AbortSignal, for a graceful shutdown. */
export interface Stop {
  readonly signal: AbortSignal;
  /** Restores the default handling of the signals. */
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
