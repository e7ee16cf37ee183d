import { fileError } from '../../errors/system-error.js';
import { exitCode } from '../exit-code.js';

/** Output of a command: results to stdout, findings and progress to stderr. */
export interface Console {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Updates the progress line; does nothing in CI or if stderr is not a terminal. */
  readonly progress: (text: string) => void;
  readonly color: boolean;
}

/**
 * The terminal, files or pipes that the process was started with. A reader that has gone (`| head`) has seen enough: the
 * command goes on to its end, and what is left is dropped. Any other failure to write ends with exit code 2.
 */
export function terminalConsole(): Console {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) stream.on('error', writeFailed);
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

function writeFailed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  // Reported once: the other stream may be the same file.
  process.stdout.off('error', writeFailed).on('error', () => undefined);
  process.stderr.off('error', writeFailed).on('error', () => undefined);
  process.once('exit', () => {
    process.exitCode = exitCode.usage;
  });
  process.stderr.write(`dashwright: ${fileError(error, 'the output').message}\n`);
}
