import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version of this package. */
export function version(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = packageVersion(join(folder, 'package.json'));
    if (found !== undefined) return found;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package.json of dashwright is missing');
    folder = parent;
  }
}

function packageVersion(path: string): string | undefined {
  try {
    const { name, version: found } = JSON.parse(readFileSync(path, 'utf8'));
    return name === 'dashwright' ? found : undefined;
  } catch {
    return undefined;
  }
}
