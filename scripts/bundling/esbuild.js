// esbuild's API, which loads definitions: copied, because it cannot be bundled and looks for its binary next to
// itself.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param root folder of the repository
 * @param output folder to copy it into
 * @returns the file that was copied, relative to the repository
 */
export function copyEsbuild(root, output) {
  const folder = join(root, 'node_modules/esbuild');
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  mkdirSync(join(output, 'esbuild/lib'), { recursive: true });
  // Declares that the file is not an ES module; without scripts.
  const manifest = { name, version, license, main: 'lib/main.js' };
  writeFileSync(join(output, 'esbuild/package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(folder, 'lib/main.js'), join(output, 'esbuild/lib/main.js'));
  return 'node_modules/esbuild/lib/main.js';
}
