import { existsSync, readFileSync } from 'node:fs';
import { didYouMean } from '../catalog/similar.js';
import { type KnownFinding, otherFindings } from './other-findings.js';
import { checks } from './registry.js';

/** Where the pages may lie, seen from this module: beside the checks, or in lib/ and the folders in it. */
const folders = ['./rules/', './checks/', '../checks/'];

/** Every finding that a command can show, checks first, in the order of the documentation. */
export const explained: readonly KnownFinding[] = [...checks, ...otherFindings];

/**
 * The page of a finding: what it finds, why, how to fix it, when to suppress it. Node only: it reads a file.
 *
 * @throws RangeError when there is no such check
 */
export function explain(id: string): string {
  const ids = explained.map((one) => one.id);
  if (!ids.includes(id)) {
    const ofGroup = ids.filter((known) => known.startsWith(`${id.replace(/\/.*$/, '')}/`));
    const hint = didYouMean(id, ids) ?? `there are ${(ofGroup.length > 0 ? ofGroup : ids).join(', ')}`;
    throw new RangeError(`no check is named ${id}: ${hint}`);
  }
  const page = folders
    .map((folder) => new URL(`${folder}${id}.md`, import.meta.url))
    .find((url) => existsSync(url));
  if (!page) throw new Error(`the page of ${id} is missing from the package`);
  return readFileSync(page, 'utf8');
}
