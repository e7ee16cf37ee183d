import { isPlain, listOf, type Plain, plain } from './plain.js';

/** A panel that dashboards share by its uid. */
export interface LibraryPanel {
  readonly uid: string;
  readonly name: string;
  /** The panel as Grafana keeps it, without id and place. */
  readonly model: Plain;
}

/** What Grafana's API and exports call a panel among library elements. */
const panelKind = 1;

/** The element of a library as exports and Grafana's API have it; undefined for anything else. */
function libraryElement(value: unknown): LibraryPanel | undefined {
  const { uid, name, kind = panelKind, model } = plain(value);
  if (typeof uid !== 'string' || uid === '' || kind !== panelKind || !isPlain(model)) return undefined;
  return typeof model.type === 'string' ? { uid, name: text(name) ?? uid, model } : undefined;
}

/**
 * The library panels that a document is, where it is nothing else: an element, a list of them or the answer of Grafana's
 * API, `{ "result": … }`.
 */
export function libraryElements(content: Plain): readonly LibraryPanel[] {
  const result = plain(content.result);
  const candidates: readonly unknown[] = isPlain(content.result)
    ? [result, ...listOf(result.elements)]
    : [content, ...listOf(content.elements)];
  return candidates.flatMap((one) => libraryElement(one) ?? []);
}

/** The object of Grafana's API: its name is the uid, and its title the name in the library. */
export function libraryPanelObject(uid: string | undefined, spec: Plain): LibraryPanel | undefined {
  const { title, panelTitle, ...model } = spec;
  if (uid === undefined || typeof model.type !== 'string') return undefined;
  return { uid, name: text(title) ?? uid, model: { ...model, title: text(panelTitle) ?? text(title) ?? '' } };
}

/** The models that the export of a dashboard has beside it, `__elements`. */
export function exportedElements({ __elements }: Plain): readonly LibraryPanel[] {
  const all = Array.isArray(__elements) ? __elements : Object.values(plain(__elements));
  return all.flatMap((one) => libraryElement(one) ?? []);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
