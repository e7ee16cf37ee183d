import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this package, found from src/ as well as from the bundled chunks in lib/. */
export interface PackageRoot {
  readonly folder: string;
  readonly version: string;
}

let found: PackageRoot | undefined;

/** @throws Error when the package.json of dashwright is missing */
export function packageRoot(): PackageRoot {
  found ??= search(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function search(folder: string): PackageRoot {
  const version = packageVersion(join(folder, 'package.json'));
  if (version !== undefined) return { folder, version };
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the package dashwright is incomplete: its package.json is missing');
  return search(parent);
}

function packageVersion(path: string): string | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
    return name === 'dashwright' ? version : undefined;
  } catch {
    return undefined;
  }
}
