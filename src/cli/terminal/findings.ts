import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type Finding, type ReportFormat, report, reportFormats } from '../../check/index.js';
import { type Locate, UsageError } from '../../load/index.js';
import { version } from '../version.js';
import type { Console } from './console.js';

export interface FindingOptions {
  readonly format?: string;
  /** Fail on warnings too. */
  readonly strict?: boolean;
  /** Show findings of level info as well. */
  readonly info?: boolean;
}

/**
 * Prints findings: as text to stderr; in any other format to stdout, including level info, and also without findings.
 *
 * @returns Whether the command fails.
 * @throws UsageError for an unknown format
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
  // These two are shown beside the files of a repository, whose root may be another folder than that of the definitions.
  const place = format === 'github' || format === 'sarif' ? inRepository(locate) : locate;
  const text = report(format, shown, { locate: place, color: console.color, version: version() });
  if (format !== 'text') console.out(endWithNewline(text));
  else if (shown.length > 0) console.error(endWithNewline(text));
  return findings.some(({ level }) => level === 'error' || (options.strict === true && level === 'warning'));
}

/** Places with paths from the root of the repository that a workflow of GitHub Actions has checked out. */
function inRepository(locate: Locate): Locate {
  const { GITHUB_WORKSPACE: root = '' } = process.env;
  if (root === '' || resolve(root) === process.cwd()) return locate;
  return (place) => {
    const position = locate(place);
    const path = position && relative(root, resolve(position.file)).split(sep).join('/');
    return position && path !== undefined && !path.startsWith('../') && !isAbsolute(path)
      ? { ...position, file: path }
      : position;
  };
}

function formatOf(name: string): ReportFormat {
  const format = reportFormats.find((known) => known === name);
  if (!format) throw new UsageError(`unknown format ${name}: expected one of ${reportFormats.join(', ')}`);
  return format;
}

function endWithNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
