import { textOf } from '../plain.js';
import { ask, pathOf } from './ask.js';
import { orMissing } from './dashboards.js';
import { type Json, jsonOf } from './data.js';
import { isConflict } from './error.js';
import { searchAll } from './search.js';
import type { GrafanaServer } from './server.js';

export interface Folder {
  readonly uid: string;
  readonly title: string;
  /** Empty: at the root. */
  readonly parentUid: string;
}

/** All folders that the credentials can read, nested ones included. */
export async function folders(server: GrafanaServer): Promise<Folder[]> {
  const found = await searchAll(server, 'dash-folder', 'folders');
  return found.map(({ uid, title, folderUid }) => ({
    uid: textOf(uid),
    title: textOf(title),
    parentUid: textOf(folderUid),
  }));
}

/** A folder. Undefined where there is none. */
export async function readFolder(server: GrafanaServer, uid: string): Promise<Folder | undefined> {
  const found = await orMissing(
    ask(server, {
      path: pathOf`/api/folders/${uid}`,
      about: `the folder ${uid}`,
      permission: 'folders:read',
    }),
  );
  return found === undefined ? undefined : folderOf(jsonOf(found));
}

/** Creates a folder; one that was created concurrently is used. */
export async function createFolder(server: GrafanaServer, { uid, title, parentUid }: Folder): Promise<void> {
  try {
    await ask(server, {
      method: 'POST',
      path: '/api/folders',
      body: { uid, title, ...(parentUid !== '' && { parentUid }) },
      about: `making the folder ${title}`,
      permission: 'folders:create',
    });
  } catch (error) {
    if (!isConflict(error) || !(await readFolder(server, uid))) throw error;
  }
}

function folderOf({ uid, title, parentUid }: Json): Folder {
  return { uid: textOf(uid), title: textOf(title), parentUid: textOf(parentUid) };
}
