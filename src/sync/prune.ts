import {
  dashboardVersions,
  eachOf,
  type Grafana,
  GrafanaError,
  readDashboard,
  type ServerDashboard,
  searchDashboards,
} from '../grafana-api/index.js';
import { lastMark } from './mark.js';
import { endsAll, type SavedByOthers } from './plan.js';

/** A dashboard that was pushed and is no longer defined. */
export interface Undefined {
  readonly bundle: string;
  readonly uid: string;
  readonly title: string;
  readonly state: 'unneeded' | 'kept' | 'failed';
  /** Why it is kept, or cannot be judged. */
  readonly reason: string;
  readonly others: readonly SavedByOthers[];
  readonly there: ServerDashboard | undefined;
}

/**
 * Dashboards on a server that these bundles have pushed and do not define any more. Those that somebody has saved since
 * are kept, unless they are named.
 *
 * @param defined Uids of all dashboards of all bundles.
 */
export async function undefinedDashboards(
  server: Grafana,
  bundles: ReadonlySet<string>,
  defined: ReadonlySet<string>,
  overwrite: ReadonlySet<string>,
): Promise<Undefined[]> {
  const found = (await searchDashboards(server)).filter(({ uid }) => !defined.has(uid));
  const judged = await eachOf(found, async ({ uid, title }): Promise<Undefined | undefined> => {
    try {
      const versions = await dashboardVersions(server, uid);
      const mark = lastMark(versions);
      if (!mark || !bundles.has(mark.bundle)) return undefined;
      const there = await readDashboard(server, uid);
      if (!there) return undefined;
      const one = { bundle: mark.bundle, uid, title, there };
      const others = versions
        .filter(({ version }) => version > mark.version)
        .map(({ version, createdBy, created, message }) => ({
          version,
          by: createdBy,
          at: created,
          message,
        }));
      if (there.managedBy !== undefined)
        return { ...one, state: 'kept', reason: `it is managed by ${there.managedBy}`, others };
      if (there.version !== mark.version && !overwrite.has(uid))
        return { ...one, state: 'kept', reason: 'it was changed on the server since the last push', others };
      return { ...one, state: 'unneeded', reason: '', others };
    } catch (error) {
      // A dashboard whose history cannot be read was not pushed with these credentials.
      if (!(error instanceof GrafanaError) || endsAll(error)) throw error;
      return undefined;
    }
  });
  return judged.filter((one) => one !== undefined);
}
