import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Removes declarations that no entry needs. The compiler writes one for every file that it reads,
 * including files that an entry only calls; those refer to packages that users do not have.
 */
export function keepReachable(folder, entries) {
  const kept = new Set();
  const open = entries.map((entry) => join(folder, entry));
  for (const path of open) {
    if (kept.has(path) || !existsSync(path)) continue;
    kept.add(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g))
      open.push(join(dirname(path), name.replace(/\.js$/, '.d.ts')));
  }
  for (const entry of readdirSync(folder, { recursive: true })) {
    const path = join(folder, entry);
    if (path.endsWith('.d.ts') && !kept.has(path)) rmSync(path);
  }
}
