import { isDeepStrictEqual } from 'node:util';
import type { Data } from '../diff/index.js';
import {
  type DashboardVersion,
  dashboardVersion,
  dashboardVersions,
  type Grafana,
  GrafanaError,
  readDashboard,
  type ServerDashboard,
} from '../grafana-api/index.js';
import { comparable, wordsFor } from './comparable.js';
import { FolderError, type FolderFinder, type TargetFolder, type WantedFolder } from './folders.js';
import { digestOf, lastMark, type Mark } from './mark.js';
import { withChanges } from './merge.js';

/** A dashboard as it is built. */
export interface BuiltDashboard {
  readonly bundle: string;
  /** Version of the bundle. */
  readonly version: string;
  readonly uid: string;
  readonly title: string;
  readonly json: Data;
  readonly folder: WantedFolder;
}

/** What was saved on the server. */
export interface SavedByOthers {
  readonly version: number;
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  readonly message: string;
}

/** Where a dashboard stands. */
export type Standing = {
  readonly bundle: string;
  readonly uid: string;
  readonly title: string;
} & (
  | { readonly state: 'same' }
  /** The server does not have it. */
  | { readonly state: 'new'; readonly write: Write }
  /** What differs from the server to the build. With `others`: changes on the server that are replaced. */
  | {
      readonly state: 'changed';
      readonly words: readonly string[];
      readonly write: Write;
      readonly others: readonly SavedByOthers[];
    }
  /** The server has it as it is built, but its history does not say that it was pushed so. */
  | { readonly state: 'unrecorded'; readonly write: Write }
  /** Somebody has changed it on the server, or it was never pushed. */
  | {
      readonly state: 'conflict';
      readonly pushed: Mark | undefined;
      readonly others: readonly SavedByOthers[];
      /** What they changed since the last push; without one, what differs from the build to the server. */
      readonly words: readonly string[];
    }
  | { readonly state: 'managed'; readonly by: string }
  | { readonly state: 'failed'; readonly reason: string }
);

/** What a push writes. */
export interface Write {
  readonly built: BuiltDashboard;
  readonly digest: string;
  readonly folder: TargetFolder;
  readonly replaces: ServerDashboard | undefined;
}

export interface PlanOptions {
  readonly server: Grafana;
  readonly folders: FolderFinder;
  /** One folder for all dashboards instead of the folder of each. */
  readonly folder: TargetFolder | undefined;
  /** Dashboards whose changes on the server are given up. */
  readonly overwrite: ReadonlySet<string>;
}

/**
 * Holds a built dashboard against the server. What somebody has saved there since the last push is never replaced, unless
 * that is asked for or the build has the same.
 */
export async function standingOf(built: BuiltDashboard, options: PlanOptions): Promise<Standing> {
  const { bundle, uid, title } = built;
  try {
    return { bundle, uid, title, ...(await stand(built, options)) };
  } catch (error) {
    if (error instanceof FolderError) return { bundle, uid, title, state: 'failed', reason: error.message };
    if (!(error instanceof GrafanaError) || endsAll(error)) throw error;
    return { bundle, uid, title, state: 'failed', reason: error.message };
  }
}

/** Whether an error is not that of one dashboard: no answer, or no valid credentials. */
export function endsAll({ status }: GrafanaError): boolean {
  return status === undefined || status === 401;
}

type Stand = Standing extends infer One
  ? One extends Standing
    ? Omit<One, 'bundle' | 'uid' | 'title'>
    : never
  : never;

async function stand(
  built: BuiltDashboard,
  { server, folders, folder: given, overwrite }: PlanOptions,
): Promise<Stand> {
  const { uid } = built;
  const folder = given ?? (await folders.wanted(built.folder));
  const digest = digestOf(built.json, folder.uid);
  const there = await readDashboard(server, uid);
  const write = { built, digest, folder, replaces: there };
  if (!there) return { state: 'new', write };
  const versions = await dashboardVersions(server, uid);
  const mark = lastMark(versions);
  const isUntouched = mark?.version === there.version;
  if (isUntouched && mark.digest === digest && there.folderUid === folder.uid) return { state: 'same' };
  if (there.managedBy !== undefined) return { state: 'managed', by: there.managedBy };
  const [onServer, wanted] = [await comparable(there.json), await comparable(built.json)];
  const words = [...wordsFor(uid, onServer, wanted), ...folderWords(uid, there.folderUid, folder)];
  if (words.length === 0) return isUntouched ? { state: 'same' } : { state: 'unrecorded', write };
  if (isUntouched) return { state: 'changed', words, write, others: [] };
  const others = savedByOthers(there, versions, mark);
  const base = mark && (await dashboardVersion(server, uid, mark.version));
  const theirs = base && wordsFor(uid, await comparable(base.json), onServer);
  // What they changed they have taken back, or the definitions have it too.
  if (base && (theirs?.length === 0 || (await hasChanges(built.json, base.json, there.json))))
    return { state: 'changed', words, write, others: [] };
  if (overwrite.has(uid)) return { state: 'changed', words, write, others };
  return { state: 'conflict', pushed: mark, others, words: theirs ?? wordsFor(uid, wanted, onServer) };
}

function folderWords(uid: string, from: string, to: TargetFolder): string[] {
  return from === to.uid ? [] : [`dashboard ${uid}: folder ${from || 'none'} → ${to.uid || 'none'}`];
}

/** Whether a dashboard has all that was changed from one version to another. */
async function hasChanges(json: Data, from: Data, to: Data): Promise<boolean> {
  const both = await comparable(withChanges(json, from, to));
  return isDeepStrictEqual(both, await comparable(json));
}

export function savedByOthers(
  there: ServerDashboard,
  versions: readonly DashboardVersion[],
  mark: Mark | undefined,
): SavedByOthers[] {
  const later = versions.filter(({ version }) => version > (mark?.version ?? there.version - 1));
  if (later.length === 0)
    return [{ version: there.version, by: there.updatedBy, at: there.updated, message: '' }];
  return later.map(({ version, createdBy, created, message }) => ({
    version,
    by: createdBy,
    at: created,
    message,
  }));
}
