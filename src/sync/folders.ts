import { createFolder, type Folder, folders, type Grafana, readFolder } from '../grafana-api/index.js';

/** A folder that dashboards go into. */
export interface TargetFolder {
  /** Empty: not in a folder. */
  readonly uid: string;
  readonly title: string;
  /** Folders to make first, outer ones before inner ones; the last one is this. */
  readonly missing: readonly Folder[];
}

/** A folder as definitions name it. */
export interface WantedFolder {
  readonly title: string;
  /** What its uid would be if it were made. */
  readonly uid: string;
  /** Whether its uid was given, so that it must be there. */
  readonly known: boolean;
}

/** The folder cannot be determined. */
export class FolderError extends Error {}

/** Finds folders on a server; what several dashboards share is asked for once. */
export interface FolderFinder {
  /**
   * The folder of definitions: by its uid, or one at the root that has its title, or a new one.
   *
   * @throws FolderError where several have the title, or a given uid is of none
   */
  wanted(folder: WantedFolder): Promise<TargetFolder>;
  /** A folder by its uid, its title, or a path of titles: `Team/Shop`; what is missing of a path is new. */
  path(text: string, uidOf: (title: string) => string): Promise<TargetFolder>;
}

export function folderFinder(server: Grafana): FolderFinder {
  let list: Promise<Folder[]> | undefined;
  const all = () => {
    list ??= folders(server);
    return list;
  };
  const found = new Map<string, Promise<TargetFolder>>();
  const once = (key: string, find: () => Promise<TargetFolder>): Promise<TargetFolder> => {
    const known = found.get(key) ?? find();
    found.set(key, known);
    return known;
  };
  const titled = async (title: string, parentUid: string): Promise<Folder | undefined> => {
    const [one, ...more] = (await all()).filter(
      (folder) => folder.title === title && folder.parentUid === parentUid,
    );
    if (more.length === 0) return one;
    const uids = [one, ...more].map((folder) => folder?.uid).join(', ');
    throw new FolderError(
      `several folders have the title ${title} (${uids}): name one by its uid, with grafanaResources.folderUids of the bundle or --folder`,
    );
  };
  return {
    wanted: ({ title, uid, known }) =>
      once(`wanted ${uid}`, async () => {
        if (title === '') return { uid: '', title: '', missing: [] };
        const own = await readFolder(server, uid);
        if (own) return { uid, title: own.title, missing: [] };
        if (known)
          throw new FolderError(
            `there is no folder with the uid ${uid}, which grafanaResources.folderUids gives for ${title}`,
          );
        const other = await titled(title, '');
        if (other) return { uid: other.uid, title, missing: [] };
        return { uid, title, missing: [{ uid, title, parentUid: '' }] };
      }),
    path: (text, uidOf) =>
      once(`path ${text}`, async () => {
        const own = (await all()).find((folder) => folder.uid === text) ?? (await titled(text, ''));
        if (own) return { uid: own.uid, title: own.title, missing: [] };
        let parentUid = '';
        const missing: Folder[] = [];
        const titles = text.split('/').filter((title) => title.trim() !== '');
        for (const [index, title] of titles.entries()) {
          const there = missing.length === 0 ? await titled(title, parentUid) : undefined;
          const uid = there?.uid ?? uidOf(titles.slice(0, index + 1).join('/'));
          if (!there) missing.push({ uid, title, parentUid });
          parentUid = uid;
        }
        return { uid: parentUid, title: titles.at(-1) ?? '', missing };
      }),
  };
}

/** Makes the folders that are missing, once. */
export function folderMaker(server: Grafana): (folder: TargetFolder) => Promise<void> {
  const made = new Map<string, Promise<void>>();
  return async ({ missing }) => {
    for (const folder of missing) {
      const making = made.get(folder.uid) ?? createFolder(server, folder);
      made.set(folder.uid, making);
      await making;
    }
  };
}
