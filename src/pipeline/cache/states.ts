import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { relative, sep } from 'node:path';

/**
 * What is at a path: a digest of it, which decides whether it has changed, and a stamp, by which a file is known without
 * being read. Stamps hold the time of the last change (ctime), which nobody can set back. None where it says nothing.
 */
export type State = readonly [digest: string, stamp?: string | undefined];

/** States by path, relative to a folder and with `/`: good on every machine. */
export type States = Readonly<Record<string, State>>;

/** Times of files advance in steps of up to so many milliseconds; a change within a step would look like none. */
export const clockStep = 11;

/** Whether everything in a folder is as it was. `current` gathers the states as they are, with stamps of this machine. */
export function areUnchanged(folder: string, states: States, current: Map<string, State>): boolean {
  return Object.entries(states).every(([name, former]) => {
    const path = `${folder}/${name}`;
    const state = current.get(path) ?? stateOf(path, former);
    current.set(path, state);
    return state[0] === former[0];
  });
}

/**
 * The states of paths as they have been since a time in milliseconds.
 *
 * @param known states that need not be found out again
 * @returns undefined when a file has changed since, be it back to what it was
 */
export function statesSince(
  began: number,
  folder: string,
  paths: Iterable<string>,
  known: ReadonlyMap<string, State>,
): States | undefined {
  const isTouched = (path: string): boolean => {
    const found = statsOf(path);
    return found !== undefined && !found.isDirectory() && found.ctimeMs >= began - clockStep;
  };
  const states: Record<string, State> = {};
  for (const path of paths) {
    states[nameOf(path, folder)] = stateOf(path, known.get(path));
    if (isTouched(path)) return undefined;
  }
  return states;
}

/** A path relative to a folder, with `/`. */
export function nameOf(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** The state of a file with a content that has just been written or compared. */
export function stateOfContent(path: string, digest: string): State {
  return [digest, stampOf(statsOf(path))];
}

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function stateOf(path: string, former?: State): State {
  const found = statsOf(path);
  if (!found) return ['nothing'];
  if (found.isDirectory()) return [digestOf(listing(path))];
  // What is read through a link is listed by its own path, too.
  if (found.isSymbolicLink()) return [`link ${readlinkSync(path)}`];
  if (!found.isFile()) return ['other'];
  const stamp = stampOf(found);
  return stamp !== undefined && former?.[1] === stamp ? former : [digestOf(readFileSync(path)), stamp];
}

/** None for a change that is too recent, and in file systems that count whole seconds. */
function stampOf(found: Stats | undefined): string | undefined {
  if (!found || found.ctimeMs % 1000 === 0 || Date.now() - found.ctimeMs <= clockStep) return undefined;
  return `${found.size} ${found.mtimeMs} ${found.ctimeMs} ${found.ino}`;
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A file where a folder would be, or a folder that may not be entered.
    return undefined;
  }
}

/** What could be imported from a folder. */
function listing(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true }).map((entry) =>
    entry.isFile() ? entry.name : `${entry.name}/`,
  );
  return names
    .filter((name) => importable.test(name))
    .sort()
    .join('\n');
}

const importable = /\/$|\.([cm]?[jt]sx?|json|css|txt|md)$/;
