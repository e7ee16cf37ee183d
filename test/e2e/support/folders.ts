import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout. */
export const repository = fileURLToPath(new URL('../../..', import.meta.url));

const leftovers = new Set<string>();
process.on('exit', () => {
  for (const folder of leftovers) rmSync(folder, { recursive: true, force: true });
});

/**
 * An empty folder outside of the checkout. Remove it with `removeFolder`: remaining folders are removed
 * when the process exits, but test runners kill theirs.
 */
export function temporaryFolder(name = 'test'): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `dashwright-${name}-`));
  leftovers.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  leftovers.delete(folder);
}
