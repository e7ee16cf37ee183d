import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { relative, sep } from 'node:path';
import { sha256 } from '../../output/digest.js';

/**
 * The state of a path: a digest, which determines whether it has changed, and a stamp, which identifies an unchanged
 * file without reading it. Stamps contain the time of the last status change (ctime), which cannot be set back. No
 * stamp if it would not be reliable.
 */
export type State = readonly [digest: string, stamp?: string | undefined];

/** States by path, relative to a folder and with `/`: valid on every machine. */
export type States = Readonly<Record<string, State>>;

/** Resolution of file timestamps in milliseconds; changes within it would go unnoticed. */
export const clockStep = 11;

/** Whether everything in a folder is unchanged. `current` collects the current states, with stamps of this machine. */
export function areUnchanged(folder: string, states: States, current: Map<string, State>): boolean {
  return Object.entries(states).every(([name, former]) => {
    const path = `${folder}/${name}`;
    const state = current.get(path) ?? stateOf(path, statsOf(path), former);
    current.set(path, state);
    return state[0] === former[0];
  });
}

/**
 * The states of paths that have not changed since a time in milliseconds.
 *
 * @param known states that need not be determined again
 * @param read those that were there at that time, in case one is gone
 * @returns undefined if a file or the names in a folder may have changed since, even if changed back
 */
export function statesSince(
  began: number,
  folder: string,
  paths: Iterable<string>,
  known: ReadonlyMap<string, State>,
  read: Iterable<string> = [],
): States | undefined {
  const states: Record<string, State> = {};
  for (const path of paths) {
    const former = known.get(path);
    const found = statsOf(path);
    const state = stateOf(path, found, former);
    // What has been read may have changed meanwhile.
    const { ctimeMs = 0 } = (state === former ? found : statsOf(path)) ?? {};
    if (ctimeMs >= began - clockStep) return undefined;
    states[nameOf(path, folder)] = state;
  }
  for (const path of read) if (!statsOf(path)) return undefined;
  return states;
}

/** A path relative to a folder, with `/`. */
export function nameOf(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The state of a file whose content has just been written or compared. */
export function stateOfContent(path: string, digest: string): State {
  return [digest, stampOf(statsOf(path))];
}

function stateOf(path: string, found: Stats | undefined, former?: State): State {
  if (!found) return ['nothing'];
  if (found.isDirectory()) return [sha256(listing(path))];
  // The target of a link is also listed by its own path.
  if (found.isSymbolicLink()) return [`link ${readlinkSync(path)}`];
  if (!found.isFile()) return ['other'];
  const stamp = stampOf(found);
  return stamp !== undefined && former?.[1] === stamp ? former : [sha256(readFileSync(path)), stamp];
}

/** No stamp if the change is too recent, or if the file system has timestamps in whole seconds. */
function stampOf(found: Stats | undefined): string | undefined {
  if (!found || found.ctimeMs % 1000 === 0 || Date.now() - found.ctimeMs <= clockStep) return undefined;
  return `${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`;
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A file instead of a folder, or a folder without permission.
    return undefined;
  }
}

/** The names that could be imported from a folder, or are read with a bundle. */
function listing(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true }).map((entry) =>
    entry.isFile() ? entry.name : `${entry.name}/`,
  );
  return names
    .filter((name) => importable.test(name))
    .sort()
    .join('\n');
}

const importable = /\/$|\.([cm]?[jt]sx?|json|css|txt|md|tmpl)$/;
