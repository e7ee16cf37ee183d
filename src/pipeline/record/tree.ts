import { createHash, type Hash } from 'node:crypto';
import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** A folder of definitions at one moment. */
export interface Tree {
  /** Of all names in it, of the contents of all files that could be read as definitions, and of the manifests above. */
  readonly digest: string;
  /** Absolute paths of the files whose contents count. */
  readonly files: ReadonlySet<string>;
  /** Whether there are only files and folders: a link leads to what could change unseen. */
  readonly plain: boolean;
}

/** Reads every file and trusts no times: a check-out sets them, and an editor that saves the same text does. */
export function readTree(folder: string): Tree {
  const root = realpathSync(folder);
  const hash = createHash('sha256').update(root);
  const files = new Set<string>();
  const plain = addFolder(root, hash, files);
  addManifestsAbove(root, hash);
  return { digest: hash.digest('hex'), files, plain };
}

/** What esbuild reads by itself, and runbooks. Of others, only their presence counts. */
const readable = /\.([cm]?[jt]sx?|json|css|txt|md)$/;

/** Not entered: what is imported from there is an installed package. */
const foreign = new Set(['node_modules', '.git']);

function addFolder(folder: string, hash: Hash, files: Set<string>): boolean {
  let plain = true;
  for (const entry of sortedEntries(folder)) {
    const path = folder + sep + entry.name;
    addEntry(entry, hash);
    if (entry.isDirectory()) {
      if (!foreign.has(entry.name) && !addFolder(path, hash, files)) plain = false;
    } else if (!entry.isFile()) {
      plain = false;
    } else if (readable.test(entry.name)) {
      files.add(path);
      addContent(path, hash);
    }
  }
  hash.update('end\0');
  return plain;
}

function sortedEntries(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function addEntry(entry: Dirent, hash: Hash): void {
  const kind = entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
  hash.update(`${kind} ${entry.name}\0`);
}

function addContent(path: string, hash: Hash): void {
  const content = readFileSync(path);
  hash.update(`${content.length}\0`).update(content);
}

/**
 * Of files outside of the definitions: their contents, and what else decides that imports lead to them.
 */
export function digestElsewhere(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of foldersOf(files)) {
    hash.update(`${realpathSync(folder)}\0`);
    for (const entry of sortedEntries(folder)) addEntry(entry, hash);
    addManifestsAbove(folder, hash);
  }
  for (const file of files) addContent(file, hash);
  return hash.digest('hex');
}

/**
 * Whether one of the files, its folder or a manifest above it has changed since a time in milliseconds, be it back to
 * what it was.
 */
export function changedSince(time: number, files: readonly string[]): boolean {
  const folders = foldersOf(files);
  const paths = new Set([...files, ...folders, ...folders.flatMap(manifestsAbove)]);
  return [...paths].some((path) => (lstatSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0) >= time);
}

function foldersOf(files: readonly string[]): string[] {
  return [...new Set(files.map((file) => dirname(file)))].sort();
}

function addManifestsAbove(folder: string, hash: Hash): void {
  for (const path of manifestsAbove(folder)) {
    if (existsSync(path)) addContent(path, hash);
    else hash.update('none\0');
  }
}

/** The package.json of a folder and of those above it, there or not: they say how esbuild reads the files below. */
export function manifestsAbove(folder: string): string[] {
  const parent = dirname(folder);
  const above = parent === folder ? [] : manifestsAbove(parent);
  return [join(folder, 'package.json'), ...above];
}
