import type { LibraryPanel } from '../read/library-panels.js';
import { plain, textOf } from '../read/plain.js';
import { type Json, panelsOf } from './migrate/step.js';

/** What became of the library panels of a dashboard. */
export interface LibraryPanelsUsed {
  /** Those whose model is known: they are panels of the dashboard now. */
  readonly copied: readonly { readonly id: unknown; readonly name: string }[];
  /** Those that stay references. */
  readonly missing: readonly { readonly id: unknown; readonly uid: string; readonly name: string }[];
}

/** What a dashboard says of a library panel itself; all else is said by the library. */
const ofDashboard = [
  'id',
  'gridPos',
  'repeat',
  'repeatDirection',
  'maxPerRow',
  'collapsed',
  'span',
  'height',
];

/**
 * Puts the models of library panels in the place of references to them, as Grafana does when it loads the dashboard.
 *
 * @param known Library panels by uid.
 */
export function useLibraryPanels(
  dashboard: Json,
  known: ReadonlyMap<string, LibraryPanel>,
): LibraryPanelsUsed {
  const copied: { id: unknown; name: string }[] = [];
  const missing: { id: unknown; uid: string; name: string }[] = [];
  for (const panel of panelsOf(dashboard)) {
    const reference = plain(panel.libraryPanel);
    const uid = textOf(reference.uid);
    if (uid === '') continue;
    const library = known.get(uid);
    if (!library) {
      missing.push({ id: panel.id, uid, name: textOf(reference.name) || uid });
      continue;
    }
    const own = Object.fromEntries(
      ofDashboard.flatMap((key) => (panel[key] === undefined ? [] : [[key, panel[key]]])),
    );
    const {
      id: _id,
      gridPos: _pos,
      libraryPanel: _reference,
      ...model
    }: Json = structuredClone(library.model);
    for (const key of Object.keys(panel)) delete panel[key];
    Object.assign(panel, model, own);
    copied.push({ id: panel.id, name: library.name });
  }
  return { copied, missing };
}
