import { resolve } from 'node:path';
import type { BundleResult } from './bundle-result.js';
import { lockFiles, projectFolder } from './cache/program.js';
import * as states from './cache/states.js';

/** Results of bundles by name, kept by a process that watches definitions. */
export type KnownBundles = Map<string, KnownBundle>;

interface KnownBundle {
  readonly result: BundleResult;
  /** What it was loaded from: files, folders, lock files. */
  readonly sources: states.States;
  /** The day on which its suppressions were judged, `YYYY-MM-DD`. */
  readonly today: string | undefined;
}

/** The part of `CheckOptions` that says which results are asked for. */
interface Asked {
  readonly known?: KnownBundles | undefined;
  /** Folder of the definitions. */
  readonly definitions: string;
  readonly settings?: { readonly today?: string | undefined } | undefined;
}

/** The results that would be the same again; none where none are kept. */
export function unchangedBundles({ known, definitions, settings }: Asked): Map<string, BundleResult> {
  if (!known) return new Map();
  const today = settings?.today;
  const folder = resolve(definitions);
  const current = new Map<string, states.State>();
  const holds = ({ sources, result, today: then }: KnownBundle): boolean =>
    // A suppression that has ended meanwhile no longer suppresses anything.
    (result.checked?.ends ?? []).every((end) => hasEnded(end, then) === hasEnded(end, today)) &&
    states.areUnchanged(folder, sources, current);
  return new Map([...known].flatMap(([name, one]) => (holds(one) ? [[name, one.result] as const] : [])));
}

/**
 * Keeps results for the next time, in place of all that was known, where somebody watches. Not kept is what could not be loaded or checked, what
 * reads more than its sources, and what was changed while it was being loaded.
 *
 * @param began time in milliseconds before which all files were read
 */
export function keepBundles(
  { known, definitions, settings }: Asked,
  results: readonly BundleResult[],
  began: number,
): void {
  if (!known) return;
  const today = settings?.today;
  const folder = resolve(definitions);
  const project = projectFolder(folder);
  const locks = project === undefined ? [] : lockFiles(project);
  const before = new Map(known);
  known.clear();
  for (const result of results) {
    const { name, definition, checked } = result;
    const former = before.get(name);
    if (former?.result === result) known.set(name, { ...former, today });
    if (former?.result === result || !definition || !checked || result.findings.length > 0 || !result.pure())
      continue;
    const paths = [...definition.sources, ...locks];
    const sources = states.statesSince(began, folder, paths, new Map(), definition.read);
    if (sources) known.set(name, { result, sources, today });
  }
}

/** The files of the known bundles that are elsewhere: what they import from beside the definitions, and lock files. */
export function filesElsewhere(known: KnownBundles, definitions: string): Set<string> {
  const names = [...known.values()].flatMap(({ sources }) => Object.keys(sources));
  const elsewhere = [...new Set(names)].filter(
    (name) => name.startsWith('../') && !name.includes('node_modules/') && /\.\w+$/.test(name),
  );
  return new Set(elsewhere.map((name) => resolve(definitions, name)));
}

function hasEnded(end: string, today: string | undefined): boolean {
  return today !== undefined && end < today;
}
