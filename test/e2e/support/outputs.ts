import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadEngine } from '../../../src/engine/index.js';
import { loadDefinitions } from '../../../src/load/index.js';
import { partsOf, targets } from '../../../src/pipeline/targets.js';
import { type ResolvedBundle, resolveBundle, sharedRouting } from '../../../src/resolve/index.js';
import { repository } from './folders.js';

/** Every bundle under definitions/. */
export async function definedBundles(): Promise<ResolvedBundle[]> {
  const { bundles, findings } = await loadDefinitions(join(repository, 'definitions'), { places: false });
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return bundles.map(({ bundle, runbooks }) => resolveBundle(bundle, runbooks));
}

/** Writes what some targets emit for all bundles together to a folder, as a build does. */
export async function writeShared(
  bundles: readonly ResolvedBundle[],
  names: readonly string[],
  folder: string,
): Promise<void> {
  for (const target of targets.filter(({ name }) => names.includes(name))) {
    const emit = await target.loadShared?.();
    for (const { path, content } of emit?.(bundles.map(sharedRouting)) ?? []) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
}

/** Writes what some targets emit for a bundle to a folder, as a build does; returns the paths in it. */
export async function writeTargets(
  bundle: ResolvedBundle,
  names: readonly string[],
  folder: string,
): Promise<string[]> {
  const parts = await partsOf(bundle, [], await loadEngine());
  const paths: string[] = [];
  for (const name of names) {
    const target = targets.find((each) => each.name === name);
    if (!target) throw new Error(`no target ${name}`);
    const emit = await target.load();
    for (const { path, content } of emit(bundle, parts)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
      paths.push(path);
    }
  }
  return paths;
}
