import { type LoadedDefinitions, loadDefinitions, UsageError } from '../../load/index.js';
import type { SiteFiles } from '../../preview/index.js';

/**
 * Loads definitions for a command that has no findings to show: what keeps one of them from loading ends it.
 *
 * @throws UsageError with the first finding
 */
export async function loadOrFail(...args: Parameters<typeof loadDefinitions>): Promise<LoadedDefinitions> {
  const loaded = await loadDefinitions(...args);
  failOnFinding(loaded.findings[0]);
  return loaded;
}

/** @throws UsageError where there is such a finding */
export function failOnFinding(broken: { readonly path: string; readonly message: string } | undefined): void {
  if (broken) throw new UsageError(`${broken.path}: ${broken.message} (see dashwright check)`);
}

/** @throws UsageError with the first error of a preview */
export function failOnSiteFinding({ site }: SiteFiles): void {
  failOnFinding(site.findings.find(({ level }) => level === 'error'));
}
