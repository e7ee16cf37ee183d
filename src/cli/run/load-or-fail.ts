import type { Finding, Locate } from '../../check/index.js';
import { type LoadedDefinitions, loadDefinitions, UsageError } from '../../load/index.js';
import type { SiteFiles } from '../../preview/index.js';

/**
 * Loads definitions for a command that has no findings to show: what keeps one of them from loading ends it.
 *
 * @throws UsageError with the first finding
 */
export async function loadOrFail(...args: Parameters<typeof loadDefinitions>): Promise<LoadedDefinitions> {
  const [definitions, options] = args;
  const loaded = await loadDefinitions(definitions, options);
  if (loaded.findings.length > 0) {
    // Commands that need no places load without them; a mistake is worth a second time, with its line.
    const again = await loadDefinitions(definitions, { ...options, places: true });
    failOnFinding(again.findings[0], again.locate);
  }
  return loaded;
}

/** What is known of a mistake that ends a command. */
type Broken = Pick<Finding, 'path' | 'message' | 'place' | 'expected' | 'suggestion'>;

/** @throws UsageError where there is such a finding, with the line in the definitions where it is known */
export function failOnFinding(broken: Broken | undefined, locate?: Locate): void {
  if (broken) throw new UsageError(sentenceOf(broken, locate?.(broken.place)));
}

/** @throws UsageError with the first error of a preview */
export function failOnSiteFinding({ site }: SiteFiles): void {
  const broken = site.findings.find(({ level }) => level === 'error');
  if (broken) throw new UsageError(sentenceOf(broken, broken.place));
}

function sentenceOf(
  { path, message, expected, suggestion }: Omit<Broken, 'place'>,
  at: { readonly file: string; readonly line: number } | undefined,
): string {
  const where = at ? `${at.file}:${at.line}: ${path}` : path;
  const more = [expected === undefined ? [] : `expected: ${expected}`, suggestion ?? []].flat();
  return [`${where}: ${message}`, ...more, 'dashwright check shows all'].join('; ');
}
