import {
  deleteDashboard,
  eachOf,
  type Grafana,
  GrafanaError,
  isConflict,
  saveDashboard,
} from '../grafana-api/index.js';
import { folderMaker } from './folders.js';
import { markMessage } from './mark.js';
import { endsAll, type Standing } from './plan.js';
import type { Undefined } from './prune.js';

/** What became of a dashboard. */
export type Outcome = { readonly done: true } | { readonly done: false; readonly reason: string };

/** The outcome of what is written, by uid. */
export type Outcomes = ReadonlyMap<string, Outcome>;

/**
 * Writes what a plan says: folders first, then dashboards, each only where the server still has what the plan has seen.
 * A failure is that of one dashboard, and the others are written; running the command again continues where this one ended.
 *
 * @throws GrafanaError if the server is gone or does not accept the credentials any more
 */
export async function applyPlan(
  server: Grafana,
  standings: readonly Standing[],
  unneeded: readonly Undefined[],
  progress: (text: string) => void,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const makeFolder = folderMaker(server);
  await eachOf(
    standings,
    async (one) => {
      if (!('write' in one)) return;
      const { built, digest, folder, replaces } = one.write;
      progress(`writing ${one.uid}`);
      outcomes.set(
        one.uid,
        await attempt(async () => {
          await makeFolder(folder);
          await saveDashboard(server, {
            uid: one.uid,
            json: built.json,
            folderUid: folder.uid,
            message: markMessage(built.bundle, built.version, digest),
            replaces,
          });
        }),
      );
    },
    3,
  );
  for (const { uid, there, state } of unneeded) {
    if (state !== 'unneeded' || !there) continue;
    progress(`deleting ${uid}`);
    outcomes.set(uid, await attempt(() => deleteDashboard(server, there)));
  }
  return outcomes;
}

async function attempt(action: () => Promise<void>): Promise<Outcome> {
  try {
    await action();
    return { done: true };
  } catch (error) {
    if (!(error instanceof GrafanaError) || endsAll(error)) throw error;
    if (isConflict(error))
      return {
        done: false,
        reason: `somebody saved it during the push, so it was not written: run push again (${error.said})`,
      };
    return { done: false, reason: error.message };
  }
}
