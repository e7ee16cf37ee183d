import type { ResolvedBundle } from '../../resolve/index.js';
import { objectKey } from '../packaging/names.js';
import type { PackageParts } from '../packaging/parts.js';

/** The dashboards of a module by name: the file of each, and its folder where it has one of its own. */
export function listedDashboards(bundle: ResolvedBundle, parts: PackageParts) {
  return Object.fromEntries(
    parts.dashboards.map(({ uid, folder }) => [
      objectKey(uid),
      { file: `${uid}.json`, folder: folder === bundle.folder ? null : folder },
    ]),
  );
}

/** A bundle's name as the name of a module block. */
export function moduleIdentifier({ name }: ResolvedBundle): string {
  return name.replaceAll(/[^A-Za-z0-9_]/g, '_');
}
