import { textOf } from '../plain.js';
import { ask } from './ask.js';
import { type Json, jsonList, jsonOf } from './data.js';
import { allPages } from './pages.js';
import type { GrafanaServer } from './server.js';

export interface LibraryPanel {
  readonly uid: string;
  readonly name: string;
  /** The panel that dashboards show in its place. */
  readonly model: Json;
}

const pageSize = 100;

/** All library panels that the credentials can read. */
export async function libraryPanels(server: GrafanaServer): Promise<LibraryPanel[]> {
  const found = await allPages(server, 'the list of library panels', pageSize, async (page) => {
    const answer = await ask(server, {
      path: '/api/library-elements',
      // 1: panels.
      query: { kind: 1, perPage: pageSize, page },
      about: 'the list of library panels',
      permission: 'library.panels:read',
    });
    return jsonList(jsonOf(jsonOf(answer).result).elements);
  });
  return found.map(({ uid, name, model }) => ({
    uid: textOf(uid),
    name: textOf(name),
    model: jsonOf(model),
  }));
}
