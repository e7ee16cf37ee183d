import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Mistake } from '../errors/mistake.js';
import { withFile } from '../errors/system-error.js';
import { refuseFolder } from '../output/folder.js';
import type { SourceFile } from './write/files.js';

/** The output folder cannot be used. */
class ImportOutputError extends Mistake {}

/**
 * The bundle's name, which is that of its folder.
 *
 * @throws ImportOutputError for a folder that no bundle can be in, or that is not empty
 */
export function bundleNameOf(out: string): string {
  const folder = resolve(out);
  refuseFolder(folder, undefined, 'definitions/shop');
  const name = basename(folder);
  if (!/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/.test(name) || name.length > 40) {
    throw new ImportOutputError(
      `--out ${out}: the name of the folder is the name of the bundle, and ${JSON.stringify(name)} is not a valid one: expected up to 40 lower case letters, digits, - and _, starting with a letter and without two - or _ in a row, such as definitions/shop`,
    );
  }
  if (existsSync(folder) && withFile(folder, () => readdirSync(folder)).length > 0) {
    throw new ImportOutputError(
      `--out ${out}: the folder is not empty; an import makes a new bundle: name a folder that does not exist`,
    );
  }
  return name;
}

/**
 * Writes all files or none: into a folder beside the output, which then takes its name.
 *
 * @param check Called with the folder of definitions with the bundle in it, before it is in its place.
 */
export async function writeBundle<Result>(
  out: string,
  files: readonly SourceFile[],
  check: (definitions: string) => Promise<Result>,
): Promise<Result> {
  const folder = resolve(out);
  const parent = dirname(folder);
  return withStaging(parent, async (staging) => {
    const inner = join(staging, basename(folder));
    writeFiles(inner, files);
    const result = await check(staging);
    withFile(folder, () => {
      if (existsSync(folder)) rmdirSync(folder);
      renameSync(inner, folder);
    });
    return result;
  });
}

async function withStaging<Result>(
  parent: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  withFile(parent, () => mkdirSync(parent, { recursive: true }));
  const staging = withFile(parent, () => mkdtempSync(join(parent, '.import-')));
  try {
    return await use(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function writeFiles(folder: string, files: readonly SourceFile[]): void {
  for (const { path, text } of files) {
    const file = join(folder, path);
    withFile(file, () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    });
  }
}
