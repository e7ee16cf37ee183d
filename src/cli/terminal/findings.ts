import { type Finding, type ReportFormat, report, reportFormats } from '../../check/index.js';
import { type Locate, UsageError } from '../../load/index.js';
import { version } from '../version.js';
import type { Console } from './console.js';

export interface FindingOptions {
  readonly format?: string;
  /** Warnings fail too. */
  readonly strict?: boolean;
  /** Show findings of level info as well. */
  readonly info?: boolean;
}

/**
 * Shows findings: as text on stderr, as any other format on stdout, complete and even when there are none.
 *
 * @returns Whether they fail the command.
 * @throws UsageError for a format that does not exist
 */
export function showFindings(
  findings: readonly Finding[],
  locate: Locate,
  console: Console,
  options: FindingOptions = {},
): boolean {
  const format = formatOf(options.format ?? 'text');
  const shown =
    options.info || format !== 'text' ? findings : findings.filter(({ level }) => level !== 'info');
  const text = report(format, shown, { locate, color: console.color, version: version() });
  if (format !== 'text') console.out(endWithNewline(text));
  else if (shown.length > 0) console.error(endWithNewline(text));
  return findings.some(({ level }) => level === 'error' || (options.strict === true && level === 'warning'));
}

function formatOf(name: string): ReportFormat {
  const format = reportFormats.find((known) => known === name);
  if (!format) throw new UsageError(`no format ${name}; there is ${reportFormats.join(', ')}`);
  return format;
}

function endWithNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
