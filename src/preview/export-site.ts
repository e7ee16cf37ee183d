import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Mistake } from '../errors/mistake.js';
import type { SiteFiles } from './site.js';

/** The folder for an exported preview cannot be used. */
class ExportFolderError extends Mistake {}

/** Marks a folder as an exported preview, which the next export may replace. */
const marker = '.dashwright-preview';

/**
 * Writes the page with all that it reads into a folder that any web server can serve. The folder appears when it is
 * complete; a former export in its place is replaced, anything else is refused.
 *
 * @returns the number of bytes
 * @throws ExportFolderError for a folder with something else in it
 */
export async function exportSite(folder: string, page: string, files: SiteFiles): Promise<number> {
  const target = resolve(folder);
  refuse(target);
  mkdirSync(dirname(target), { recursive: true });
  const staging = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  let bytes = 0;
  try {
    cpSync(page, staging, { recursive: true });
    rmSync(join(staging, '.sources'), { force: true });
    writeFileSync(join(staging, marker), '');
    for (const path of files.paths) {
      const text = (await files.read(path)) ?? '';
      bytes += Buffer.byteLength(text);
      mkdirSync(dirname(join(staging, path)), { recursive: true });
      writeFileSync(join(staging, path), text);
    }
    rmSync(target, { recursive: true, force: true });
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
  return bytes;
}

function refuse(target: string): void {
  if (!existsSync(target)) return;
  let entries: string[];
  try {
    entries = readdirSync(target);
  } catch {
    throw new ExportFolderError(`${target} is not a folder: name one that is new or empty`);
  }
  if (entries.length > 0 && !entries.includes(marker)) {
    throw new ExportFolderError(
      `${target} holds something other than an exported preview: name a folder that is new or empty`,
    );
  }
}
