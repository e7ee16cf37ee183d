import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where records of builds are kept: `node_modules/.cache/dashwright` of the project that the definitions belong to.
 *
 * @returns undefined where no packages are installed: no folder is made beside a team's files for this alone.
 */
export function recordFolder(definitions: string): string | undefined {
  for (let folder = definitions; ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules');
    if (existsSync(join(folder, 'package.json')) && existsSync(packages))
      return join(packages, '.cache', 'dashwright');
    if (dirname(folder) === folder) return undefined;
  }
}

/** The file for one selection of definitions, outputs and targets: each has a record of its own. */
export function recordPath(folder: string, selection: object): string {
  const name = createHash('sha256').update(JSON.stringify(selection)).digest('hex').slice(0, 16);
  return join(folder, `build-${name}.json`);
}

/** @returns What was kept; undefined when that is nothing, or nothing that can be read. */
export function readRecord(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Outputs in temporary folders leave records that nobody asks for again. */
const kept = 32;

/** Writes a whole record or, when it throws, none; what a kill leaves half written is among the oldest some day. */
export function writeRecord(path: string, record: object): void {
  const staging = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(staging, JSON.stringify(record));
  renameSync(staging, path);
  removeOldest(dirname(path));
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= kept) return;
  const aged = names.map((name) => ({
    path: join(folder, name),
    time: statSync(join(folder, name)).mtimeMs,
  }));
  aged.sort((a, b) => b.time - a.time);
  for (const { path } of aged.slice(kept)) rmSync(path, { force: true });
}
