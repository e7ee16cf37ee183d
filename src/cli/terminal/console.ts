/** Output of a command: results to stdout, findings and progress to stderr. */
export interface Console {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Updates the progress line; does nothing in CI or if stderr is not a terminal. */
  readonly progress: (text: string) => void;
  readonly color: boolean;
}

export function terminalConsole(): Console {
  const { stdout, stderr, env } = process;
  const live = stderr.isTTY === true && !env.CI;
  const clear = '\r\u001b[2K';
  let shown = false;
  const withoutProgress = (write: (text: string) => void) => (text: string) => {
    if (shown) stderr.write(clear);
    shown = false;
    write(text);
  };
  return {
    out: withoutProgress((text) => stdout.write(text)),
    error: withoutProgress((text) => stderr.write(text)),
    progress: (text) => {
      if (!live) return;
      stderr.write(`${clear}${text}`);
      shown = text !== '';
    },
    color: stderr.isTTY === true && env.NO_COLOR === undefined,
  };
}
