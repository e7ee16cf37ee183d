import type { Engine } from '../../engine/index.js';
import type { Ignored, InputDashboard, InputGroup } from '../model.js';
import type { Note } from '../note.js';
import type { ReadObjectives } from '../objectives/model.js';
import type { OpenSloObject } from '../objectives/openslo.js';
import type { Problem } from '../problems.js';
import type { InputRouting } from '../routing/model.js';
import type { Document } from './documents.js';
import type { GrafanaNotifications } from './grafana-notifications.js';
import type { LibraryPanel } from './library-panels.js';
import { Origin, type Path } from './origin.js';
import type { Plain } from './plain.js';
import { readRules } from './rules.js';

/** What documents have, by its kind. */
export interface Found {
  readonly groups: InputGroup[];
  readonly dashboards: InputDashboard[];
  readonly libraryPanels: LibraryPanel[];
  readonly folders: Map<string, string>;
  readonly routings: InputRouting[];
  readonly objectives: ReadObjectives[];
  readonly openSlo: OpenSloObject[];
  readonly notifications: GrafanaNotifications;
  readonly notes: Note[];
  readonly ignored: Ignored[];
  readonly problems: Problem[];
}

/** A mapping that is being sorted, and where to put what it has. */
export interface Sorting {
  readonly file: string;
  readonly content: Plain;
  /** The text, where the document is the whole file: rules keep their expressions as they are written. */
  readonly text: string | undefined;
  readonly found: Found;
  readonly engine: Engine;
  /** A place in the document as messages name it, or that of the document itself. */
  readonly within: (path?: string) => string;
  /** Where the document comes from; paths begin at `start`. */
  readonly origin: (start?: Path) => Origin;
  /** Puts aside a document that has nothing for a bundle; `lost` if it should have had. */
  readonly ignore: (what: string, lost?: boolean) => void;
  /** Sorts what stands at a place of the document, as a document of its own. */
  readonly sortPart: (place: string, content: unknown) => void;
  /** Sorts the documents of a text that stands at a place of the document. */
  readonly sortText: (place: string, text: string) => void;
}

export function sortingOf(
  { file, at, text, inner }: Document,
  content: Plain,
  found: Found,
  engine: Engine,
  inside: Pick<Sorting, 'sortPart' | 'sortText'>,
): Sorting {
  return {
    file,
    content,
    text,
    found,
    engine,
    within: (path = '') => [at, path].filter((part) => part !== '').join(': '),
    origin: (start) => new Origin(file, at, text ?? inner, start),
    ignore: (what, lost = false) => ignoreDocument({ file, at }, found, what, lost),
    ...inside,
  };
}

export function ignoreDocument(
  { file, at }: Pick<Document, 'file' | 'at'>,
  found: Found,
  what: string,
  lost = false,
): void {
  found.ignored.push({ file: at === '' ? file : `${file} (${at})`, what, lost });
}

/** Takes groups of rules that stand at `path` of the document. */
export function takeRules(
  groups: readonly unknown[],
  path: Path,
  { file, within, origin, found, engine }: Sorting,
  text?: string,
): void {
  const at = within(path.join('.'));
  const read = readRules(groups, { file, at, text, origin: origin(), path }, engine);
  found.groups.push(...read.groups);
  found.problems.push(...read.problems);
}

/** Takes objectives that have been read. */
export function takeObjectives(
  { read, problems }: { readonly read: ReadObjectives; readonly problems: readonly Problem[] },
  { found }: Sorting,
): void {
  found.objectives.push(read);
  found.problems.push(...problems);
}
