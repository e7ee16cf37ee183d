import { Mistake } from '../errors/mistake.js';
import { printable } from '../errors/server-text.js';

/** What keeps a file from being imported, or what is left out of it. */
export interface Problem {
  /** The file as it was named, or the address. */
  readonly file: string;
  /** The line, from 1, where it is known. */
  readonly line?: number | undefined;
  /** The place in the document, such as `spec.groups[0].rules[3]`. */
  readonly at?: string | undefined;
  readonly message: string;
}

export function problemText({ file, line, at, message }: Problem): string {
  const place = `${printable(file)}${line === undefined ? '' : `:${line}`}`;
  return `${place}: ${at === undefined || at === '' ? '' : `${printable(at, 120)}: `}${printable(message)}`;
}

const mostShown = 20;

/** The input cannot be imported: nothing has been written. */
export class ImportMistake extends Mistake {
  constructor(readonly problems: readonly Problem[]) {
    const shown = problems.slice(0, mostShown).map(problemText);
    const more = problems.length - shown.length;
    super(`nothing is imported:\n  ${[...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n  ')}`);
  }
}
