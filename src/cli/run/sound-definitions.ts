import { type LoadedDefinitions, loadDefinitions, UsageError } from '../../load/index.js';

/**
 * Loads definitions for a command that has no findings to show: what keeps one of them from loading ends it.
 *
 * @throws UsageError with the first finding
 */
export async function soundDefinitions(
  ...args: Parameters<typeof loadDefinitions>
): Promise<LoadedDefinitions> {
  const loaded = await loadDefinitions(...args);
  const broken = loaded.findings[0];
  if (broken) throw new UsageError(`${broken.path}: ${broken.message} (see dashwright check)`);
  return loaded;
}
