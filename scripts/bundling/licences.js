// Writes the licences of the packages that esbuild bundles into lib/, as one text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param root folder of the repository
 * @param paths files that went into the output, relative to it
 * @throws Error for a bundled package that ships no licence
 */
export function bundledLicences(root, paths) {
  const folders = paths
    .map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0])
    .filter((folder) => folder !== undefined);
  const sections = [...new Set(folders)].sort().map((folder) => section(join(root, folder)));
  return ['The files in this folder contain the packages listed here.', '', ...sections].join('\n');
}

function section(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0 && !license) throw new Error(`${name} ${version} ships no licence`);
  return ['='.repeat(80), `${name} ${version} (${license})`, '-'.repeat(80), ...texts, ''].join('\n');
}
